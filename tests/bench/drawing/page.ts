/**
 * The page of the drawing benchmark: all heads of one or both models drawn again in every frame with other
 * weights, by the product's own function, and as one SVG rectangle per cell.
 */

import { lookUpTable, PALETTES, ramp } from '../../../src/figures/colormap.ts';
import { headGridCells } from '../../../src/figures/headGrid.ts';
import { paintCanvas } from '../../../src/figures/paintCanvas.ts';
import { bidirectional, causal } from '../../../src/model/mask.ts';
import { seeded } from '../../support/seeded.ts';

/** The overviews that are drawn. */
export interface Grids {
  /** A model each: what every token may read, and what only those before. */
  readonly masks: readonly ('bidirectional' | 'causal')[];
  readonly heads: number;
  readonly columns: number;
}

/** Device pixels of a head in the overview of a page that is 1280 CSS pixels wide, at two per CSS pixel. */
const THUMB = 56;
const RATIO = 2;
const SPACE = 5 * RATIO;
const sideOf = (count: number) => count * THUMB + (count - 1) * SPACE;

const palette = PALETTES.light;
const colormap = { palette, table: lookUpTable(palette) };
const GEOMETRY = {
  thumb: THUMB,
  space: SPACE,
  below: SPACE,
  hatch: 4 * RATIO,
  line: RATIO,
};

interface Picture {
  readonly mask: Uint8Array;
  readonly heads: readonly Float32Array[];
}

const next = seeded(1);

/** Random heads, the same in every run, whose rows sum to 1 over what the mask lets through. */
function picture(length: number, mask: Uint8Array, count: number): Picture {
  const heads = Array.from({ length: count }, () => {
    const weights = Float32Array.from(mask, (open) => (open ? next() ** 4 : 0));
    for (let row = 0; row < length; row++) {
      const part = weights.subarray(row * length, (row + 1) * length);
      const sum = part.reduce((total, weight) => total + weight, 0);
      for (let column = 0; column < length; column++) part[column]! /= sum;
    }
    return weights;
  });
  return { mask, heads };
}

const MASKS = { bidirectional, causal };

export interface Drawn {
  /** Script time of every draw of all heads of both models, in milliseconds. */
  readonly script: number[];
  readonly framesPerSecond: number;
}

type Draw = (models: readonly Picture[]) => void;

function byCanvas({ masks, heads: count, columns }: Grids): Draw {
  const [width, height] = [sideOf(columns), sideOf(count / columns)];
  const geometry = { ...GEOMETRY, columns };
  const contexts = masks.map(() => {
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = height;
    canvas.style.width = `${width / RATIO}px`;
    document.body.append(canvas);
    return canvas.getContext('2d')!;
  });
  return (models) => {
    for (const [at, { heads, mask }] of models.entries()) {
      contexts[at]!.clearRect(0, 0, width, height);
      paintCanvas(contexts[at]!, headGridCells(heads, mask, geometry, colormap));
    }
  };
}

function bySvg(length: number, { masks, heads: count, columns }: Grids): Draw {
  const [width, height] = [sideOf(columns), sideOf(count / columns)];
  const colorOf = ramp(palette);
  const colors = Array.from({ length: 256 }, (_, step) => colorOf(step / 255));
  const cell = THUMB / length;
  const models = masks.map(() => {
    const svg = document.createElementNS('http://www.w3.org/2000/svg', 'svg');
    svg.setAttribute('viewBox', `0 0 ${width} ${height}`);
    svg.setAttribute('width', String(width / RATIO));
    for (let head = 0; head < count; head++) {
      const x = (head % columns) * (THUMB + SPACE);
      const y = Math.floor(head / columns) * (THUMB + SPACE);
      for (let at = 0; at < length ** 2; at++) {
        const rect = document.createElementNS('http://www.w3.org/2000/svg', 'rect');
        rect.setAttribute('x', String(x + (at % length) * cell));
        rect.setAttribute('y', String(y + Math.floor(at / length) * cell));
        rect.setAttribute('width', String(cell));
        rect.setAttribute('height', String(cell));
        svg.append(rect);
      }
    }
    document.body.append(svg);
    return svg;
  });
  return (pictures) => {
    for (const [model, { heads }] of pictures.entries()) {
      const rects = models[model]!.children;
      for (const [head, weights] of heads.entries()) {
        for (const [at, weight] of weights.entries()) {
          const color = colors[Math.round(weight * 255)]!;
          rects[head * weights.length + at]!.setAttribute('fill', color);
        }
      }
    }
  };
}

/** Draws in every frame for so long, three sets of weights in turn. */
async function run(
  how: 'canvas' | 'svg',
  length: number,
  milliseconds: number,
  grids: Grids,
): Promise<Drawn> {
  document.body.replaceChildren();
  const draw = how === 'canvas' ? byCanvas(grids) : bySvg(length, grids);
  const sets = Array.from({ length: 3 }, () =>
    grids.masks.map((mask) => picture(length, MASKS[mask](length), grids.heads)),
  );
  const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));
  // The first frames make the elements and compile the script.
  for (const set of sets) {
    draw(set);
    await frame();
  }
  const script: number[] = [];
  const start = await frame();
  let now = start;
  while (now - start < milliseconds) {
    const before = performance.now();
    draw(sets[script.length % sets.length]!);
    script.push(performance.now() - before);
    now = await frame();
  }
  return { script, framesPerSecond: (script.length * 1000) / (now - start) };
}

declare global {
  interface Window {
    drawingBench: typeof run;
  }
}
window.drawingBench = run;
