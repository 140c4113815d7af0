/** What is done to the text, to see where it is noticed. */
import { msg } from '#say';
import { parameter, pointing } from '../../address/parameter.ts';
import { flag, textUpTo } from '../../address/values.ts';

export const MAX_WORD = 40;

export const leakParameters = {
  /** What takes the place of the word; empty for one that the page chooses. */
  word: pointing(textUpTo(MAX_WORD, msg`a word`), ''),
  /** Whether all tokens from there on are put into another order instead. */
  shuffle: parameter(flag('yes'), false),
};
