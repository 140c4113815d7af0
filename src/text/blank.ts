/** The blank: what a reader types where a word is to be guessed. */
import type { Token } from './token.ts';

/** As it is typed, and as BERT's vocabulary spells it. */
export const BLANK = '[MASK]';

export const isBlank = ({ piece, special }: Token): boolean => piece === BLANK && !special;

/** Whether a token stands for what was typed: it is neither the model's own nor a blank. */
export const isTyped = (token: Token): boolean => !token.special && !isBlank(token);
