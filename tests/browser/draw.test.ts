import { expect, it } from 'vitest';
import { type Colormap, lookUpTable, PALETTES } from '../../src/figures/colormap.ts';
import { headGridCells } from '../../src/figures/headGrid.ts';
import { heatmapCells } from '../../src/figures/heatmap.ts';
import { maskCells } from '../../src/figures/mask.ts';
import { paintCanvas } from '../../src/figures/paintCanvas.ts';
import { pixelOf } from '../../src/figures/pixels.ts';
import { bidirectional, causal } from '../../src/model/mask.ts';
import { plainAtlas, plainHeatmap, plainMask } from '../support/plain-draw.ts';

const INKS: readonly Colormap[] = Object.values(PALETTES).map((palette) => ({
  palette,
  table: lookUpTable(palette),
}));

/** Weights in all cells, forbidden or not: some 0, one of them no number. */
function weightsOf(length: number, seed: number): Float32Array {
  const weights = Float32Array.from({ length: length * length }, (_, at) => {
    const value = Math.abs(Math.sin((at + 1) * (seed + 1.7)));
    return value < 0.4 ? 0 : value ** 4;
  });
  weights[Math.floor(weights.length / 2)] = Number.NaN;
  return weights;
}

/** Forbidden in a pattern that no model has, with more than one run in a row. */
const patchy = (length: number) =>
  Uint8Array.from({ length: length * length }, (_, at) => (at % 7 === 3 || at % 5 === 1 ? 0 : 1));

/** What the page draws with: items first, then paint. */
const heatmap: typeof plainHeatmap = (context, ...figure) =>
  paintCanvas(context, heatmapCells(...figure));
const headGrid: typeof plainAtlas = (context, ...figure) =>
  paintCanvas(context, headGridCells(...figure));

const MASKS = { bidirectional, causal, patchy };

/** What a picture leaves on a canvas that had something else on it; on the processor, so that it is repeatable. */
function pixels(width: number, height: number, draw: (context: CanvasRenderingContext2D) => void) {
  const canvas = document.createElement('canvas');
  Object.assign(canvas, { width, height });
  const context = canvas.getContext('2d', { willReadFrequently: true })!;
  context.fillStyle = '#123456';
  context.fillRect(0, 0, width, height);
  draw(context);
  return new Uint32Array(context.getImageData(0, 0, width, height).data.buffer);
}

/** How many pixels of two pictures differ, and whether the canvas was left as it was. */
function compare(a: Uint32Array, b: Uint32Array) {
  return {
    different: a.filter((pixel, at) => pixel !== b[at]).length,
    isBlank: a.every((pixel) => pixel === a[0]) && a[0] === pixelOf('#123456'),
  };
}

const SAME = { different: 0, isBlank: false };

/** The share of two pictures' bytes that differ by more than `most`. */
function differing(a: Uint32Array, b: Uint32Array, most: number): number {
  const [left, right] = [new Uint8Array(a.buffer), new Uint8Array(b.buffer)];
  return left.filter((byte, at) => Math.abs(byte - right[at]!) > most).length / left.length;
}

it.each(Object.entries(MASKS))('draws a large head to the pixel (%s)', (_, maskOf) => {
  for (const colormap of INKS) {
    for (const [length, unread] of [
      [2, 0],
      [7, 3],
      [14, 0],
      [40, 1],
    ] as const) {
      for (const [cell, gap, line] of [
        [8, 0, 1],
        [11, 1, 1],
        [25, 2, 2],
      ] as const) {
        const count = length + unread;
        const hidden = Uint8Array.from({ length: length ** 2 }, (_, at) => (at % 11 === 4 ? 1 : 0));
        const matrix = { weights: weightsOf(length, cell), mask: maskOf(length), length, hidden };
        const geometry = { cell, gap, count, hatch: 6 * line, line };
        const isHidden = (position: number) => position === 1;
        const [quick, plain] = [heatmap, plainHeatmap].map((draw) =>
          pixels(count * cell, count * cell, (context) =>
            draw(context, matrix, geometry, isHidden, colormap),
          ),
        );
        expect(compare(quick!, plain!), `${length} tokens, cells of ${cell}`).toEqual(SAME);
      }
    }
  }
});

it.each(Object.entries(MASKS))('draws all heads to the pixel (%s)', (_, maskOf) => {
  for (const colormap of INKS) {
    // Sizes that divide, that do not, and that have more tokens than pixels.
    for (const [length, thumb, ratio] of [
      [2, 28, 1],
      [8, 28, 1],
      [16, 47, 1.25],
      [14, 56, 2],
      [56, 93, 1],
      [100, 42, 2],
    ] as const) {
      const heads = Array.from({ length: 7 }, (_, head) => weightsOf(length, head));
      const space = Math.round(5 * ratio);
      const geometry = {
        columns: 3,
        thumb,
        space,
        below: space + 4,
        hatch: 4 * ratio,
        line: ratio,
      };
      const [quick, plain] = [headGrid, plainAtlas].map((draw) =>
        pixels(3 * (thumb + space), 3 * (thumb + space + 4), (context) =>
          draw(context, heads, maskOf(length), geometry, colormap),
        ),
      );
      expect(compare(quick!, plain!), `${length} tokens in ${thumb} pixels`).toEqual(SAME);
    }
  }
});

it.each(Object.entries(MASKS))('draws a mask to the pixel (%s)', (_, maskOf) => {
  for (const colormap of INKS) {
    for (const [length, cell, gap] of [
      [2, 30, 1],
      [9, 11, 1],
      [60, 2, 0],
    ] as const) {
      const geometry = { cell, gap, count: length, hatch: 5, line: 1 };
      const quick = pixels(length * cell, length * cell, (context) =>
        paintCanvas(context, maskCells(maskOf(length), geometry, colormap.palette)),
      );
      const plain = pixels(length * cell, length * cell, (context) =>
        plainMask(context, maskOf(length), length, geometry, colormap),
      );
      expect(compare(quick, plain), `${length} tokens`).toEqual(SAME);
    }
  }
});

it('hatches hundreds of tokens as it does a few, but for how long lines are rounded', () => {
  const length = 300;
  const mask = causal(length);
  const weights = weightsOf(length, 2);
  for (const colormap of INKS) {
    for (const [hatch, line] of [
      [2, 1],
      [5, 1],
      [6, 2],
    ] as const) {
      const geometry = { cell: 3, gap: 0, count: length, hatch, line };
      const matrix = { weights, mask, length };
      const [drawn, plain] = [heatmap, plainHeatmap].map((draw) =>
        pixels(3 * length, 3 * length, (context) =>
          draw(context, matrix, geometry, () => false, colormap),
        ),
      ) as [Uint32Array, Uint32Array];
      expect(differing(drawn, plain, 10)).toBeLessThan(1e-3);
    }
  }
});
