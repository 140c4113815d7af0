/** Pictures to keep: what stands in them, and that their numbers are the file's. */
import { describe, expect, it } from 'vitest';
import { attentionViewOf } from '../../../src/analysis/attention/attentionView.ts';
import { headsInOrder, headWeights } from '../../../src/analysis/attention/head.ts';
import { type Around, cardOf, type Part } from '../../../src/figures/kept/card.ts';
import { type Figure, numbersOf } from '../../../src/figures/kept/figure.ts';
import { csvOf, joined } from '../../../src/figures/kept/numbers.ts';
import { type Look, styleOf } from '../../../src/figures/kept/style.ts';
import { paintSvg } from '../../../src/figures/paintSvg.ts';
import type { Item, Scene, Text } from '../../../src/figures/scene.ts';
import type { MeasureText } from '../../../src/figures/type.ts';
import type { Side } from '../../../src/text/token.ts';
import { uniformComparison } from '../../support/comparison.ts';
import { traceFile } from '../../support/preset.ts';

const comparison = traceFile('animal-tired');
const HEAD = { layer: 1, head: 2 };

/** As wide as typewritten text. */
const measure: MeasureText = (text, { size }) => [...text].length * size * 0.6;

const heatmapOf = (side: Side): Part => ({
  heading: comparison[side].model.name,
  subheading: 'layer 2, head 3',
  side,
  figure: {
    kind: 'heatmap',
    view: attentionViewOf(comparison[side], HEAD),
    hideSpecials: false,
    cell: { row: 6, column: 2 },
  },
});

const AROUND: Around = {
  sentence: comparison.text,
  caption: 'What is to be seen.',
  link: 'https://example.org/?preset=animal-tired',
  hasLegend: true,
};

const cardIn = (parts: readonly Part[], around: Partial<Around> = {}, look: Look = 'light') =>
  cardOf(parts, { ...AROUND, ...around }, styleOf(look, measure));

const svgOf = (scene: Scene) =>
  paintSvg(scene, { title: 'a title', description: 'a description', imageOf: () => 'data:,' });

const allOf = (items: readonly Item[]): Item[] =>
  items.flatMap((item) => (item.kind === 'group' ? allOf(item.items) : [item]));

const textsIn = ({ items }: Scene): string[] =>
  allOf(items).flatMap((item) => (item.kind === 'text' ? [item.text] : []));

const valuesIn = (svg: string) =>
  [...svg.matchAll(/data-value="([^"]*)"/g)].map(([, value]) => Number(value));

describe('a card', () => {
  it('has every token on both axes of both models, and says which is which', () => {
    const texts = textsIn(cardIn([heatmapOf('left'), heatmapOf('right')]));
    for (const side of ['left', 'right'] as const) {
      const { tokens, model } = comparison[side];
      expect(texts).toContain(model.name);
      for (const { label } of tokens) {
        expect(texts.filter((text) => text === label).length, label).toBeGreaterThanOrEqual(2);
      }
    }
  });

  it('has cells of one size for both models, at the same places', () => {
    const scene = cardIn([heatmapOf('left'), heatmapOf('right')]);
    const grids = allOf(scene.items).flatMap((item) =>
      item.kind === 'cells' && item.values ? [item] : [],
    );
    expect(grids).toHaveLength(2);
    const [left, right] = grids.map(({ box, columns }) => box[2] / columns);
    expect(left).toBe(right);
  });

  it('carries the sentence, the caption, the legend and the link, each of which can be left off', () => {
    const whole = textsIn(cardIn([heatmapOf('right')])).join(' ');
    const said = {
      sentence: comparison.text,
      caption: AROUND.caption!,
      link: AROUND.link!,
      hasLegend: 'forbidden by the mask',
    };
    for (const [name, text] of Object.entries(said)) {
      expect(whole).toContain(text);
      const without = cardIn([heatmapOf('right')], { [name]: name === 'hasLegend' ? false : null });
      expect(textsIn(without).join(' ')).not.toContain(text);
      expect(without.height).toBeLessThan(cardIn([heatmapOf('right')]).height);
    }
  });

  it('holds all that is drawn, whatever is left off', () => {
    for (const figure of [heatmapOf('left'), heatmapOf('right')]) {
      const { width, height, items } = cardIn([figure], { sentence: 'word '.repeat(120) });
      const [ground] = items;
      expect(ground).toMatchObject({ kind: 'boxes', boxes: [[0, 0, width, height]] });
      const ends = items.flatMap((item) => (item.kind === 'group' ? bottomOf(item) : []));
      expect(Math.max(...ends)).toBeLessThanOrEqual(height);
    }
  });

  it('is black on white for print', () => {
    const svg = svgOf(cardIn([heatmapOf('left')], {}, 'print'));
    expect(svg).toContain('fill="#ffffff"');
    expect(svg).toContain('fill="#000000"');
    expect(svgOf(cardIn([heatmapOf('left')], {}, 'dark'))).not.toContain('fill="#ffffff"');
  });

  it('sets a sentence that runs from right to left at the right edge', () => {
    const scene = cardIn([heatmapOf('left')], { sentence: 'החתול ישב על המחצלת' });
    const line = allOf(scene.items).find(
      (item): item is Text => item.kind === 'text' && item.text.startsWith('החתול'),
    );
    expect(line).toMatchObject({ isRightToLeft: true, x: scene.width - 48 });
    expect(svgOf(scene)).toContain('direction="rtl"');
  });

  it('breaks a word that is wider than the picture, between characters and never within one', () => {
    const scene = cardIn([heatmapOf('left')], { sentence: '👩🏽‍🚀'.repeat(200) });
    const lines = textsIn(scene).filter((text) => text.includes('👩🏽‍🚀'));
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join('')).toBe('👩🏽‍🚀'.repeat(200));
    for (const line of lines) expect(line).toMatch(/^(👩🏽‍🚀)+$/u);
  });
});

/** Where the last line of text of a block ends. */
function bottomOf(group: Item): number[] {
  if (group.kind !== 'group') return [];
  return group.items.map((item) => {
    if (item.kind === 'text') return group.y + item.y;
    if (item.kind === 'group') return Math.max(...bottomOf({ ...item, y: item.y + group.y }), 0);
    if (item.kind === 'cells') return group.y + item.box[1] + item.box[3];
    return 0;
  });
}

describe('numbers', () => {
  it('of a head are its weights to the last bit, each once, beside what reads and what is read', () => {
    const { figure } = heatmapOf('right');
    const { columns, rows } = numbersOf(figure);
    expect(columns).toEqual(['row', 'reads', 'column', 'from', 'weight', 'state']);
    const weights = headWeights(comparison.right, HEAD);
    expect(rows.map((row) => row[4])).toEqual([...weights]);
    const { tokens } = comparison.right;
    expect(rows[3 * tokens.length + 1]).toEqual([
      3,
      tokens[3]!.label,
      1,
      tokens[1]!.label,
      weights[3 * tokens.length + 1],
      'open',
    ]);
    expect(rows[1]?.[5]).toBe('forbidden');
  });

  it('stand in the SVG beside the cells that they colour, and are those of the CSV', () => {
    const parts = [heatmapOf('left'), heatmapOf('right')];
    const drawn = valuesIn(svgOf(cardIn(parts)));
    const csv = csvOf(
      joined(
        parts.map(({ heading, figure }) => ({ of: [heading], numbers: numbersOf(figure) })),
        ['model'],
      ),
    );
    const written = csv
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(','))
      .filter((row) => row.at(-1) === 'open')
      .map((row) => Number(row.at(-2)));
    expect(drawn).toEqual(written);
    expect(drawn.every(Number.isFinite)).toBe(true);
  });

  it('of what the reader has hidden are not drawn', () => {
    const part = heatmapOf('left');
    const figure = { ...part.figure, hideSpecials: true } as Figure;
    const special = comparison.left.tokens.filter((token) => token.special).length;
    const shown = comparison.left.tokens.length - special;
    expect(valuesIn(svgOf(cardIn([{ ...part, figure }])))).toHaveLength(shown ** 2);
    expect(numbersOf(figure).rows.filter((row) => row[5] === 'open')).toHaveLength(shown ** 2);
  });

  it('quote what a table would take apart, and keep a spreadsheet from computing a word', () => {
    const csv = csvOf({
      columns: ['token', 'weight'],
      rows: [
        ['a "b", c\nd', 0.25],
        ['=1+1', Number.NaN],
        ['-', null],
        ['plain', -0.5],
      ],
    });
    expect(csv).toBe(`token,weight\n"a ""b"", c\nd",0.25\n'=1+1,NaN\n-,\nplain,-0.5\n`);
  });

  it('of a difference say why a cell has none', () => {
    const figure: Figure = {
      kind: 'difference',
      tokens: comparison.left.tokens.slice(0, 2),
      values: [0.5, 0, 0, -0.25],
      states: ['compared', 'forbidden', 'absent', 'compared'],
      cell: null,
      of: 'models',
      less: 'less',
      more: 'more',
      marks: [{ mark: 'absent', text: 'only here' }],
    };
    expect(numbersOf(figure).rows.map((row) => row.slice(4))).toEqual([
      [0.5, 'compared'],
      [null, 'forbidden'],
      [null, 'absent'],
      [-0.25, 'compared'],
    ]);
    expect(
      valuesIn(svgOf(cardIn([{ heading: 'x', subheading: null, side: null, figure }]))),
    ).toEqual([
      // Paper and hatching are those of a heatmap of nothing.
      ...[0, 0, 0],
      ...[0.5, -0.25],
    ]);
  });
});

describe('an SVG', () => {
  it('has an image in place of cells where there are too many to be elements', () => {
    const long = uniformComparison('word '.repeat(100), 1, 1);
    const view = attentionViewOf(long.left, { layer: 0, head: 0 });
    const figure: Figure = { kind: 'heatmap', view, hideSpecials: false, cell: null };
    const scene = cardIn([{ heading: 'x', subheading: null, side: 'left', figure }]);
    const svg = svgOf(scene);
    expect(view.tokens.length).toBeGreaterThan(64);
    expect(svg).toContain('<image');
    expect(valuesIn(svg)).toEqual([]);
    // Every label is still text.
    expect(svg.match(/>word</g)?.length).toBe(200);
  });

  it('has an image for each head where all of them together are too many', () => {
    const { left } = uniformComparison('word '.repeat(40), 4, 4);
    const heads = headsInOrder(left).map((choice) => ({
      choice,
      weights: headWeights(left, choice),
    }));
    const figure: Figure = {
      kind: 'headGrid',
      side: 'left',
      columns: 4,
      heads,
      mask: left.mask,
      tokens: left.tokens,
      chosen: null,
    };
    const scene = cardIn([{ heading: 'x', subheading: null, side: 'left', figure }]);
    expect(svgOf(scene).match(/<image/g)).toHaveLength(16);
  });

  it('escapes what XML would read, and leaves out what it cannot hold', () => {
    const svg = svgOf(cardIn([heatmapOf('left')], { sentence: 'a < b & "c" \u0007> d \ud800 e' }));
    expect(svg).toContain('a &lt; b &amp; &quot;c&quot; &gt; d \ufffd e');
  });

  it('names typefaces with what stands in for them, and has names of its own', () => {
    const [left, right] = [svgOf(cardIn([heatmapOf('left')])), svgOf(cardIn([heatmapOf('right')]))];
    // The page's own, what stands in for it, Chinese faces, and any.
    expect(left).toMatch(
      /font-family="'Source Serif 4', 'Iowan Old Style', Palatino, Georgia, 'Songti SC', [^"]+, serif"/,
    );
    const ids = (svg: string) => [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
    expect(ids(right).length).toBeGreaterThan(0);
    expect(ids(left).filter((id) => ids(right).includes(id))).toEqual([]);
    for (const [, id] of right.matchAll(/url\(#([^)]+)\)/g)) expect(ids(right)).toContain(id);
  });

  it('is the same file for the same picture', () => {
    const card = () => svgOf(cardIn([heatmapOf('right')]));
    expect(card()).toBe(card());
  });
});
