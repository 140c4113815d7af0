/** The reader's own labelled sentences. */
import { msg } from '#say';
import { parameter } from '../../address/parameter.ts';
import { textUpTo } from '../../address/values.ts';

export const MAX_EXAMPLES = 8000;

export const classifyParameters = {
  /** In the form of `examples.ts`; null for the starter set. */
  examples: parameter(textUpTo(MAX_EXAMPLES, msg`labelled sentences`), null),
};
