/** Messages are taken apart whatever stands in their slots. */

import { describe, expect, it } from 'vitest';
import { msg } from '#say';
import { partsOf, plainText } from '../../src/lesson/rich.ts';
import type { Phrase } from '../../src/sentences/phrase.ts';

describe('a message', () => {
  it('keeps its words, slots and tags in order', () => {
    const token: Phrase = [{ token: 'it' }];
    expect(partsOf(msg`In <a>this <i>row</i></a>, ${token} reads ${'5%'}.`)).toEqual([
      'In ',
      { tag: 'a', parts: ['this ', { tag: 'i', parts: ['row'] }] },
      ', ',
      { token: 'it' },
      ' reads 5%.',
    ]);
  });

  it('takes no token for a tag', () => {
    const token: Phrase = ['the ', { token: '<a>{word}</a>' }];
    const parts = partsOf(msg`<a>${token}</a>`);
    expect(parts).toEqual([{ tag: 'a', parts: ['the ', { token: '<a>{word}</a>' }] }]);
    expect(plainText(parts)).toBe('the <a>{word}</a>');
  });

  it('leaves what is no tag as it is', () => {
    expect(partsOf(msg`<|endoftext|> and 1 < 2`)).toEqual(['<|endoftext|> and 1 < 2']);
  });
});
