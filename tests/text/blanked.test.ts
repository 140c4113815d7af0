import { expect, it } from 'vitest';
import type { FullComparison, HeldTrace } from '../../src/model/trace.ts';
import { textNotices } from '../../src/sentences/textNotices.ts';
import { blanked } from '../../src/text/blanked.ts';
import { uniformComparison } from '../support/comparison.ts';

/** "it didn't rain." as [CLS] it didn 't rain . [SEP]. */
function split(): FullComparison<HeldTrace> {
  const whole = uniformComparison("it didn 't rain .");
  const spans = [null, [0, 2], [3, 7], [7, 9], [10, 14], [14, 15], null] as const;
  const words = [null, 0, 1, 1, 2, 2, null];
  const tokens = whole.left.tokens.map((token, index) => {
    const span = spans[index];
    const word = words[index] ?? null;
    return { ...token, span: span ? { start: span[0], end: span[1] } : null, word };
  });
  return { ...whole, text: "it didn't rain.", left: { ...whole.left, tokens } };
}

const readOf = ({ text, cut, left }: FullComparison<HeldTrace>) => ({
  text,
  cut,
  tokens: left.tokens,
});

const blankedAt = (position: number) => {
  const { text, left } = split();
  return blanked(text, left.tokens, position);
};

it('blanks every part of a word, whichever part was chosen', () => {
  expect(blankedAt(2)).toBe('it [MASK] rain.');
  expect(blankedAt(3)).toBe('it [MASK] rain.');
});

it('leaves the punctuation beside a word where it is', () => {
  expect(blankedAt(4)).toBe("it didn't [MASK].");
  expect(blankedAt(5)).toBe("it didn't rain[MASK]");
});

it('blanks nothing at a special token or outside the text', () => {
  expect(blankedAt(0)).toBeNull();
  expect(blankedAt(6)).toBeNull();
  expect(blankedAt(99)).toBeNull();
});

it('says that there is nothing to read, what failed, and what did not fit', () => {
  const comparison = uniformComparison('one two three');
  expect(textNotices(' ', readOf(comparison), null)[0]).toContain('Nothing to read yet');
  expect(textNotices('one', null, 'The models did not answer.')).toEqual([
    'The models did not answer.',
  ]);
  expect(textNotices('one two three', readOf(comparison), null)).toEqual([]);
  const cut = { ...comparison, text: 'one two three four', cut: { start: 13, end: 18 } };
  expect(textNotices('one two three four', readOf(cut), null)).toEqual([
    'The models read the first 3 tokens, which is all that fits. Not read, from character 14 on: “four”.',
  ]);
  expect(textNotices('one two three four', { ...readOf(cut), by: 'BERT' }, null)[0]).toContain(
    'BERT read the first 3 tokens',
  );
  expect(textNotices('a newer text', readOf(cut), null)).toEqual([]);
});
