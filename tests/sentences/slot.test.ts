import { expect, it } from 'vitest';
import { plain } from '../../src/sentences/phrase.ts';
import { slotProblem } from '../../src/sentences/slot.ts';
import { token } from '../analysis/traces.ts';

const tokens = [
  token('[CLS]', true),
  ...['a', 'dog', 'ran'].map((label, word) => ({ ...token(label), word })),
  token('[SEP]', true),
];

it('says why a place cannot be taken out, and what to do', () => {
  expect(plain(slotProblem('BERT', tokens, 0)!)).toMatch(
    /^\[CLS\] is not part of the text.*Choose a word/,
  );
  expect(plain(slotProblem('BERT', tokens, 4)!)).toMatch(/^\[SEP\] is not part of the text/);
  expect(plain(slotProblem('BERT', tokens, null)!)).toMatch(/type one above/);
  expect(plain(slotProblem('BERT', tokens, 9)!)).toMatch(/type one above/);
  expect(slotProblem('BERT', tokens, 2)).toBeNull();
});
