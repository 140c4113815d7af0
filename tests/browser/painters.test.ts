/** Both painters draw the same: what an SVG shows is what the canvas shows. */
import { expect, it } from 'vitest';
import { attentionViewOf } from '../../src/analysis/attention/attentionView.ts';
import { headsInOrder, headWeights } from '../../src/analysis/attention/head.ts';
import { cardOf } from '../../src/figures/kept/card.ts';
import type { Figure } from '../../src/figures/kept/figure.ts';
import { LOOKS, styleOf } from '../../src/figures/kept/style.ts';
import { paintSvg } from '../../src/figures/paintSvg.ts';
import type { Item, Scene } from '../../src/figures/scene.ts';
import type { HeldTrace } from '../../src/model/trace.ts';
import { imageOf, paintOn } from '../../src/view/keep/files.ts';
import { uniformComparison } from '../support/comparison.ts';

/** An image of an SVG has not the page's typefaces: all but the words. */
function wordless(items: readonly Item[]): Item[] {
  return items.flatMap((item) => {
    if (item.kind === 'text') return [];
    return [item.kind === 'group' ? { ...item, items: wordless(item.items) } : item];
  });
}

async function pixelsOfSvg(scene: Scene): Promise<ImageData> {
  const svg = paintSvg(scene, { title: 't', description: 'd', imageOf });
  const parsed = new DOMParser().parseFromString(svg, 'image/svg+xml');
  expect(parsed.querySelector('parsererror')).toBeNull();
  const image = new Image();
  image.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width: scene.width, height: scene.height });
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, scene.width, scene.height);
}

function pixelsOfCanvas(scene: Scene): ImageData {
  const canvas = document.createElement('canvas');
  paintOn(canvas, scene, 1);
  return canvas.getContext('2d')!.getImageData(0, 0, scene.width, scene.height);
}

/** The share of bytes that differ by more than `most`. */
function differing(a: ImageData, b: ImageData, most: number): number {
  return a.data.filter((byte, at) => Math.abs(byte - b.data[at]!) > most).length / a.data.length;
}

/** Heads under a causal mask, each with weights of its own. */
function anyHeads(length: number, heads: number): HeldTrace {
  const { right } = uniformComparison(
    Array(length - 1)
      .fill('word')
      .join(' '),
    1,
    heads,
  );
  const attention = right.attention.map(
    (weight, at) => weight && Math.abs(Math.sin(at * 1.3)) ** 3,
  );
  return { ...right, attention };
}

const few = anyHeads(9, 2);
const many = anyHeads(80, 1);

/** One of every kind, and a matrix so large that its cells are an image. */
const FIGURES: Readonly<Record<Figure['kind'] | 'large heatmap', Figure>> = {
  heatmap: {
    kind: 'heatmap',
    view: attentionViewOf(few, { layer: 0, head: 0 }),
    hideSpecials: true,
    cell: { row: 3, column: 1 },
  },
  'large heatmap': {
    kind: 'heatmap',
    view: attentionViewOf(many, { layer: 0, head: 0 }),
    hideSpecials: false,
    cell: null,
  },
  arcs: {
    kind: 'arcs',
    views: [
      attentionViewOf(few, { layer: 0, head: 0 }),
      attentionViewOf(few, { layer: 0, head: 1 }),
    ],
    row: null,
    hideSpecials: false,
  },
  headGrid: {
    kind: 'headGrid',
    side: 'right',
    columns: 2,
    heads: headsInOrder(few).map((choice) => ({ choice, weights: headWeights(few, choice) })),
    mask: few.mask,
    tokens: few.tokens,
    chosen: { layer: 0, head: 1 },
  },
  mask: { kind: 'mask', side: 'right', tokens: few.tokens, mask: few.mask },
  difference: {
    kind: 'difference',
    tokens: few.tokens,
    values: Array.from({ length: 81 }, (_, at) => Math.sin(at)),
    states: Array.from(
      { length: 81 },
      (_, at) => (['compared', 'forbidden', 'unread', 'absent', 'hidden'] as const)[at % 5]!,
    ),
    cell: null,
    of: 'change',
    less: 'less',
    more: 'more',
    marks: [],
  },
  grid: {
    ...{ kind: 'grid', of: 'change', down: 'token', across: 'after layer' },
    rows: ['the', 'cat', 'the'],
    columns: ['1', '2', '3'],
    cells: [0, 0.12, 0.5, 1, 0.25, 0, 0.75, Number.NaN, 0.01].map((value) => ({
      value,
      text: String(value),
      ink: value,
    })),
    legend: { scale: { kind: 'ink', from: 0.1, less: 'little', more: 'much' }, marks: [] },
  },
  steps: {
    kind: 'steps',
    tone: 'right',
    fullBars: '±2 for query, ±0.5 for key',
    columns: ['key', 'weight'],
    rows: [
      {
        label: 'cat',
        own: 'query',
        isForbidden: false,
        // Some are longer than a full bar: cut off there, and marked.
        cells: [
          { vector: Array.from({ length: 32 }, (_, at) => Math.sin(at) * at * 0.1), full: 2 },
          null,
        ],
      },
      ...[0.625, 0.375, 0].map((weight) => ({
        label: 'the',
        own: null,
        isForbidden: weight === 0,
        cells: [
          { vector: Array.from({ length: 32 }, (_, at) => Math.cos(at + weight) / 2), full: 0.5 },
          { value: weight, text: String(weight), bar: weight },
        ],
      })),
    ],
  },
  table: {
    kind: 'table',
    columns: ['head', 'score', 'rows'],
    tone: 'left',
    tick: 'chance',
    rows: [
      ['layer 1, head 1', { text: '0.75', value: 0.75, bar: 0.75, tick: 0.5 }, { text: '12' }],
      ['layer 1, head 2', { text: '0.10', value: 0.1, bar: 0.1, tick: 0.6 }, { text: '9' }],
    ],
  },
  mirrored: {
    kind: 'mirrored',
    unit: 'bits',
    most: 16,
    even: { up: { value: 13, text: 'evenly' }, down: { value: 13, text: 'evenly' } },
    up: { side: 'left', name: 'BERT' },
    down: { side: 'right', name: 'GPT' },
    places: [
      { label: 'the', up: { value: 2, text: '2.0' }, down: null },
      { label: 'cat', up: { value: 9, text: '9.0' }, down: { value: 15, text: '15.0' } },
    ],
  },
  curves: {
    kind: 'curves',
    along: 'steps',
    of: 'bits',
    names: { left: 'BERT', right: 'GPT' },
    values: {
      left: Array.from({ length: 40 }, (_, at) => 1 / (1 + at)),
      right: Array.from({ length: 40 }, (_, at) => Math.exp(-at / 9)),
    },
  },
  bars: {
    kind: 'bars',
    of: 'p',
    most: 1,
    tone: 'prediction',
    bars: [
      { label: 'a', value: 0.75, text: '75%' },
      { label: 'b', value: 0.25, text: '25%', isRest: true },
    ],
  },
};

it.each(Object.entries(FIGURES))('%s', async (_, figure) => {
  for (const look of LOOKS) {
    const style = styleOf(look, (text, { size }) => text.length * size * 0.6);
    const around = { sentence: null, caption: null, link: null, hasLegend: true };
    const part = { heading: '', subheading: null, side: null, figure };
    const card = cardOf([part], around, style);
    const scene = { ...card, items: wordless(card.items) };
    const [drawn, written] = [pixelsOfCanvas(scene), await pixelsOfSvg(scene)];
    expect(new Set(drawn.data).size).toBeGreaterThan(3);
    // The edges of thin lines are softened in two ways; nothing else differs.
    expect(differing(drawn, written, 24), look).toBeLessThan(0.02);
    expect(differing(drawn, written, 60), look).toBeLessThan(0.003);
  }
});
