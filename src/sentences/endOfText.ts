/** The end of a text, which a model that writes may draw like any token. */
import { t } from '#say';
import type { Trace } from '../model/trace.ts';

/** What is said in place of the token's own spelling. */
export const endOfText = (): string => t`end of text`;

/** The same in English. */
export const END = 'end of text';

/** Whether a token says that the text ends: a model that writes begins with the same. */
export function isEnd({ model, tokens }: Pick<Trace, 'model' | 'tokens'>, id: number): boolean {
  const [first] = tokens;
  return model.can.writes && first?.special === true && first.id === id;
}
