/** Messages are taken apart whatever stands in their slots. */
import { describe, expect, it } from 'vitest';
import { partsOf, plainText } from '../../src/lesson/rich.ts';

describe('a message', () => {
  it('keeps its words, slots and tags in order', () => {
    const token = { token: 'it' };
    expect(
      partsOf('In <a>this <i>row</i></a>, {word} reads {share}.', { word: [token], share: '5%' }),
    ).toEqual([
      'In ',
      { tag: 'a', parts: ['this ', { tag: 'i', parts: ['row'] }] },
      ', ',
      token,
      ' reads ',
      '5%',
      '.',
    ]);
  });

  it('takes no token for a tag or a slot', () => {
    const parts = partsOf('<a>{word}</a>', { word: [{ token: '<a>{word}</a>' }] });
    expect(parts).toEqual([{ tag: 'a', parts: [{ token: '<a>{word}</a>' }] }]);
    expect(plainText(parts)).toBe('<a>{word}</a>');
  });

  it('leaves what is no pair of tags as it is', () => {
    expect(partsOf('<|endoftext|> and 1 < 2')).toEqual(['<|endoftext|> and 1 < 2']);
  });

  it('is not said with a slot that nothing is known for', () => {
    expect(() => partsOf('{word}')).toThrow(RangeError);
  });
});
