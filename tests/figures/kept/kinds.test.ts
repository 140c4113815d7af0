/** Grids, steps, tables with bars: what they draw, what their files say, and that no number hides. */
import { describe, expect, it } from 'vitest';
import { say } from '#say';
import { cardOf } from '../../../src/figures/kept/card.ts';
import { type Figure, legendOf, numbersOf } from '../../../src/figures/kept/figure.ts';
import type { GridFigure } from '../../../src/figures/kept/grid.ts';
import { csvOf } from '../../../src/figures/kept/numbers.ts';
import type { StepsFigure } from '../../../src/figures/kept/steps.ts';
import { LOOKS, styleOf } from '../../../src/figures/kept/style.ts';
import { paintSvg } from '../../../src/figures/paintSvg.ts';

const svgOf = (figures: readonly Figure[], look: (typeof LOOKS)[number] = 'light') => {
  const style = styleOf(look, (text, { size }) => [...text].length * size * 0.6);
  const parts = figures.map((figure) => {
    return { heading: 'BERT', subheading: null, side: 'left' as const, figure };
  });
  const around = { sentence: null, caption: null, link: null, hasLegend: true };
  const scene = cardOf(parts, around, style);
  return paintSvg(scene, { title: '', description: '', imageOf: () => 'data:,' });
};

const alarmOf = (look: (typeof LOOKS)[number]) => styleOf(look, () => 0).colormap.palette.alarm;

const grid: GridFigure = {
  ...{ kind: 'grid', of: 'change', down: 'token', across: 'after layer' },
  rows: ['the', 'the'],
  columns: ['1', '2'],
  cells: [
    { value: 0, text: '0', ink: 0 },
    { value: 0.1 + 0.2, text: '0.30', ink: 0.5 },
    { value: Number.NaN, text: 'not a number', ink: Number.NaN },
    { value: 1e-9, text: '<0.001', ink: 0.12 },
  ],
  legend: { scale: { kind: 'ink', from: 0.1, less: 'little', more: 'much' }, marks: [] },
};

const steps: StepsFigure = {
  kind: 'steps',
  tone: 'left',
  fullBars: '±2 for query, ±0.5 for key',
  columns: ['key', 'weight'],
  rows: [
    {
      label: 'cat',
      own: 'query',
      isForbidden: false,
      cells: [{ vector: [1.5, -2], full: 2 }, null],
    },
    {
      label: 'the',
      own: null,
      isForbidden: true,
      cells: [
        { vector: [0.25, Number.NaN], full: 0.5 },
        { value: 0, text: '0.0%', bar: 0 },
      ],
    },
  ],
};

describe('A grid', () => {
  it('leaves exactly nothing empty, and has every other number with its swatch', () => {
    const values = [...svgOf([grid]).matchAll(/data-value="([^"]*)"/g)].map(([, value]) => value);
    expect(values).toEqual(['0.30000000000000004', '1e-9']);
  });

  it('is a row a number in the file, rows that look alike told apart', () => {
    expect(csvOf(numbersOf(grid))).toBe(
      'token number,token,after layer,change\n1,the,1,0\n1,the,2,0.30000000000000004\n2,the,1,NaN\n2,the,2,1e-9\n',
    );
  });

  it.each(LOOKS)('shows what is no number in the colour of alarm, %s', (look) => {
    expect(svgOf([grid], look)).toContain(alarmOf(look));
  });
});

describe('A step', () => {
  it('has every number of every strip in the file, once', () => {
    expect(numbersOf(steps).rows).toEqual([
      [1, 'cat', 'query', 1, 1.5],
      [1, 'cat', 'query', 2, -2],
      [2, 'the', 'key', 1, 0.25],
      [2, 'the', 'key', 2, Number.NaN],
      [2, 'the', 'weight', null, 0],
    ]);
  });

  it('hatches a key that the mask forbids, and says so', () => {
    expect(svgOf([steps])).toContain('clip-path');
    expect(legendOf(steps).marks.map(({ mark }) => mark)).toEqual(['strip', 'forbidden']);
  });

  it('draws each kind of strip on its own scale, and says which', () => {
    const svg = svgOf([steps]);
    // -2 of 2 is a full bar down, 0.25 of 0.5 half a bar up, of 12 px.
    expect(svg).toContain('V12.000h');
    expect(svg).toContain('V-6.000h');
    expect(say(legendOf(steps).marks[0]!.text)).toContain('±2 for query, ±0.5 for key');
    expect(legendOf({ ...steps, fullBars: null }).marks.map(({ mark }) => mark)).toEqual([
      'forbidden',
    ]);
  });

  it('draws no path that is not one', () => {
    expect(svgOf([steps])).not.toContain('NaN');
  });
});

describe('Bars and tables', () => {
  const nan = { label: 'cat', value: Number.NaN, text: 'not a number' };

  it.each<Figure>([
    { kind: 'bars', of: 'bits', most: 2, tone: 'ink', bars: [nan] },
    {
      kind: 'table',
      columns: ['p'],
      rows: [[{ text: 'not a number', value: Number.NaN, bar: Number.NaN }]],
    },
  ])('draw what is no number in the colour of alarm: $kind', (figure) => {
    const svg = svgOf([figure]);
    expect(svg).toContain(alarmOf('light'));
    expect(svg).toContain('not a number');
    expect(svg).not.toContain('NaN');
    expect(csvOf(numbersOf(figure))).toContain('NaN');
  });

  it('have a column for ticks and lighter ends only where there are some', () => {
    const bars = [{ label: 'cat', value: 1, text: '1', tick: 0.5, end: 0.25 }];
    const figure = { kind: 'bars', of: 'bits', most: 2, tone: 'ink', bars } as const;
    expect(numbersOf(figure).columns).toEqual(['label', 'bits']);
    const marked = { ...figure, tick: 'evenly', end: 'to specials' };
    expect(csvOf(numbersOf(marked))).toBe('label,bits,to specials,evenly\ncat,1,0.25,0.5\n');
    expect(legendOf(marked).marks.map(({ text }) => text)).toEqual([
      'bits',
      'to specials',
      'evenly',
    ]);
  });
});

describe('A legend of several figures', () => {
  it('has the scale of each kind once', () => {
    const other: GridFigure = { ...grid };
    const svg = svgOf([grid, other]);
    expect(svg.match(/>little</g)).toHaveLength(1);
  });
});
