import { afterEach, describe, expect, it } from 'vitest';
import { msg } from '#say';
import { type Figure, numbersOf, plotsOf } from '../../../src/figures/kept/figure.ts';
import { styleOf } from '../../../src/figures/kept/style.ts';
import { wrap } from '../../../src/figures/kept/wrap.ts';
import { speak, teach } from '../../../src/language/language.ts';
import { keyOf } from '../../../src/language/message.ts';

const word = msg`token`;
const weight = msg`how much is read`;

const FIGURES: readonly Figure[] = [
  { kind: 'table', columns: [word, weight], rows: [['cat', { text: '40%', value: 0.4 }]] },
  {
    ...{ kind: 'grid', of: weight, down: word, across: word, rows: ['cat'], columns: [weight] },
    cells: [{ value: 0.4, text: '40%', ink: 1 }],
    legend: { scale: null, marks: [] },
  },
];

describe('What a picture says in another language', () => {
  afterEach(() => speak('en'));

  it('is in that language where it is drawn, and in English where it heads the numbers', () => {
    const english = FIGURES.map(numbersOf);
    teach('zh', { [keyOf(word)]: '词元', [keyOf(weight)]: '读取量' });
    speak('zh');
    const style = styleOf('light', (text, { size }) => text.length * size);
    for (const { items } of plotsOf(FIGURES, style)) {
      expect(JSON.stringify(items)).toContain('读取量');
      expect(JSON.stringify(items)).not.toContain('how much');
    }
    expect(FIGURES.map(numbersOf)).toEqual(english);
    expect(english[0]!.columns).toEqual(['token', 'how much is read']);
  });
});

describe('Lines of a script without spaces', () => {
  const lines = (text: string, width: number) =>
    wrap(text, { face: 'sans', size: 10 }, width, (each) => [...each].length);

  it('go on after any character, and part neither a word in letters nor a mark from what it ends', () => {
    expect(lines('它在 BERT 里读得最多的是“animal”，其余很少。', 10)).toEqual([
      '它在 BERT 里读',
      '得最多的是',
      '“animal”，其',
      '余很少。',
    ]);
  });

  it('are those of words where there are spaces', () => {
    expect(lines('It reads most from animal.', 10)).toEqual(['It reads', 'most from', 'animal.']);
  });
});
