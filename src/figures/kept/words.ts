/**
 * What a picture says: in the reader's language where it is drawn, in English where it heads its numbers, which
 * other programs read.
 */
import type { Message } from '#say';

/** A text is the same in every language, such as a token or a model's name. */
export type Words = Message | string;
