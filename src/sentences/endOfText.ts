/** The end of a text, which a model that writes may draw like any token. */
import { inEnglish, msg, say } from '#say';
import type { Trace } from '../model/trace.ts';

/** What is said in place of the token's own spelling. */
export const END_OF_TEXT = msg`end of text`;

export const endOfText = (): string => say(END_OF_TEXT);

/** The same in English. */
export const END = inEnglish(END_OF_TEXT);

/** Whether a token says that the text ends: a model that writes begins with the same. */
export function isEnd({ model, tokens }: Pick<Trace, 'model' | 'tokens'>, id: number): boolean {
  const [first] = tokens;
  return model.can.writes && first?.special === true && first.id === id;
}
