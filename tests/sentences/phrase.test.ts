import { afterEach, describe, expect, it } from 'vitest';
import { msg } from '#say';
import { speak, teach } from '../../src/language/language.ts';
import { keyOf } from '../../src/language/message.ts';
import {
  type Named,
  nameOf,
  type Phrase,
  phrase,
  plain,
  quoted,
} from '../../src/sentences/phrase.ts';

const ran = (count: number) =>
  Array.from({ length: count }, (_, id) => ({
    id,
    piece: 'ran',
    label: 'ran',
    span: null,
    special: false,
    word: id,
  }));

const name = (count: number, position: number) => plain(nameOf(ran(count), position));

describe('The name of a token', () => {
  it('is its label where the text has no other like it', () => {
    expect(name(1, 0)).toBe('ran');
  });

  it('is counted among those alike, in words up to the eighth and in figures from there', () => {
    expect(name(2, 1)).toBe('the second ran');
    expect(name(9, 7)).toBe('the eighth ran');
    expect([9, 11, 12, 13, 21, 22, 23, 24, 111].map((nth) => name(128, nth - 1))).toEqual(
      ['9th', '11th', '12th', '13th', '21st', '22nd', '23rd', '24th', '111th'].map(
        (word) => `the ${word} ran`,
      ),
    );
  });
});

describe('A sentence where nothing else sets its tokens apart', () => {
  it('has each of them between quotation marks', () => {
    expect(quoted([{ token: 'the' }, ' reads ', { token: 'dog' }, '.'])).toBe('“the” reads “dog”.');
  });
});

describe('A sentence that names tokens and heads', () => {
  const head = { text: 'layer 2, head 1', side: 'left', head: { layer: 1, head: 0 } } as const;
  const at = { side: 'right', position: 4 } as const;

  it('reads the same, whether its parts say what they are or not', () => {
    expect(plain(['In ', head, ', ', { token: 'it', at }, ' reads.'])).toBe(
      'In layer 2, head 1, it reads.',
    );
    expect(quoted(['In ', head, ', ', { token: 'it', at }, ' reads.'])).toBe(
      'In layer 2, head 1, “it” reads.',
    );
  });

  it('has its tokens where they are said to stand', () => {
    expect(nameOf(ran(2), 1, at)).toEqual(['the second ', { token: 'ran', at }]);
  });
});

describe('A sentence from one whole message', () => {
  afterEach(() => speak('en'));
  const reads = (row: Phrase, column: Named) => msg`${row} reads ${'50%'} from ${column}.`;
  const the: Phrase = ['the second ', { token: 'the', at: { side: 'left', position: 4 } }];
  const dog = { token: 'dog' };

  it('has what it names as parts, each in the place of its slot', () => {
    expect(phrase(reads(the, dog))).toEqual([...the, ' reads 50% from ', dog, '.']);
  });

  it('has the words that are explained as parts, and no token for one', () => {
    const tagged = phrase(msg`In <layer>layer</layer> ${2}, ${{ token: '<head>x</head>' }} reads.`);
    expect(tagged).toEqual([
      'In ',
      { text: 'layer', term: 'layer' },
      ' 2, ',
      { token: '<head>x</head>' },
      ' reads.',
    ]);
    expect(plain(tagged)).toBe('In layer 2, <head>x</head> reads.');
  });

  it('has no space around such words where the language has none', () => {
    const [where, all] = [msg`<head>head</head> ${1}`, msg`In ${[]}.`];
    teach('zh', {
      [keyOf(where)]: ['第 ', 0, ' <head>头</head>'],
      [keyOf(all)]: ['在 ', 0, ' 中。'],
    });
    speak('zh');
    expect(plain(phrase(msg`In ${phrase(where)}.`))).toBe('在第 1 头中。');
  });

  it('has them in the order of another language', () => {
    teach('zh', { [keyOf(reads([], dog))]: [0, '从', 2, '读取 ', 1, '。'] });
    speak('zh');
    expect(phrase(reads(the, dog))).toEqual([...the, '从', dog, '读取 50%。']);
  });
});
