/**
 * Writes a scene as an SVG file that stands by itself: text stays text, and numbers stay beside the cells that
 * they colour, as `data-value`.
 */
import { CLEAR, hexOf } from './pixels.ts';
import type { Box, Cells, Dots, Hatching, Item, Path, Scene, Text } from './scene.ts';
import { FAMILIES } from './type.ts';

/** Grids of more cells than this along a side, and all where a scene has more cells than this, are images. */
const LARGEST_GRID = 64;
const MOST_CELLS = 20_000;

export interface SvgOptions {
  /** What it is, for those who do not see it. */
  readonly title: string;
  readonly description: string;
  /** Cells as an image's address, such as a `data:` URL: where they are too many to be elements. */
  readonly imageOf: (cells: Cells) => string;
}

/** Characters that no XML 1.0 document may hold. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g;

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
};

function escaped(text: string): string {
  return text
    .toWellFormed()
    .replace(FORBIDDEN, '')
    .replace(/[&<>"]/g, (character) => ENTITIES[character]!);
}

/** A length, to a hundredth. */
const n = (length: number): string => String(Math.round(length * 100) / 100);

const rect = ([x, y, width, height]: Box, attributes: string): string =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(width)}" height="${n(height)}"${attributes}/>`;

export function paintSvg(scene: Scene, { title, description, imageOf }: SvgOptions): string {
  const writer = new Writer(imageOf, cellsIn(scene.items) > MOST_CELLS);
  const body = writer.all(scene.items);
  const size = `${n(scene.width)} ${n(scene.height)}`;
  const head = `<svg xmlns="http://www.w3.org/2000/svg" width="${n(scene.width)}" height="${n(scene.height)}" viewBox="0 0 ${size}" role="img">`;
  const svg = `${head}<title>${escaped(title)}</title><desc>${escaped(description)}</desc><defs>${writer.defs.join('')}</defs>${body}</svg>\n`;
  // Names that hold in this file only: several may stand in one page.
  return svg.replaceAll(PLACE, `f${checksum(svg).toString(36)}-`);
}

/** Stands in for what makes a file's names its own. */
const PLACE = '\u0001';

/** FNV-1a, 32 bits. */
function checksum(text: string): number {
  let hash = 0x811c9dc5;
  for (let at = 0; at < text.length; at++) {
    hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193) >>> 0;
  }
  return hash;
}

function cellsIn(items: readonly Item[]): number {
  return items.reduce((sum, item) => {
    if (item.kind === 'cells') return sum + item.columns * item.rows;
    return item.kind === 'group' ? sum + cellsIn(item.items) : sum;
  }, 0);
}

class Writer {
  readonly defs: string[] = [];
  readonly #imageOf: SvgOptions['imageOf'];
  readonly #isCrowded: boolean;
  readonly #clips = new Map<readonly Box[], string>();

  constructor(imageOf: SvgOptions['imageOf'], isCrowded: boolean) {
    this.#imageOf = imageOf;
    this.#isCrowded = isCrowded;
  }

  all(items: readonly Item[]): string {
    return items.map((item) => this.#item(item)).join('');
  }

  #item(item: Item): string {
    switch (item.kind) {
      case 'cells':
        return this.#cells(item);
      case 'boxes':
        return `<g fill="${item.fill}">${item.boxes.map((box) => rect(box, '')).join('')}</g>`;
      case 'frames': {
        const boxes = item.boxes.map((box) => rect(box, '')).join('');
        return `<g fill="none" stroke="${item.stroke}" stroke-width="${n(item.line)}">${boxes}</g>`;
      }
      case 'dots':
        return this.#dots(item);
      case 'hatching':
        return this.#hatching(item);
      case 'path':
        return path(item);
      case 'text':
        return text(item);
      case 'group':
        return `<g transform="translate(${n(item.x)} ${n(item.y)})">${this.all(item.items)}</g>`;
    }
  }

  #cells(cells: Cells): string {
    const { box, columns, rows, pixels, values, inset = 0 } = cells;
    const [left, top, width, height] = box;
    if (this.#isCrowded || columns > LARGEST_GRID) {
      const size = `x="${n(left)}" y="${n(top)}" width="${n(width)}" height="${n(height)}"`;
      return `<image ${size} preserveAspectRatio="none" image-rendering="optimizeSpeed" style="image-rendering:pixelated" href="${this.#imageOf(cells)}"/>`;
    }
    const [wide, high] = [width / columns, height / rows];
    const written = Array.from(pixels, (pixel, at) => {
      if (pixel === CLEAR) return '';
      const value = values?.[at];
      const number = value === undefined || Number.isNaN(value) ? '' : ` data-value="${value}"`;
      const x = left + (at % columns) * wide + inset;
      const y = top + Math.floor(at / columns) * high + inset;
      return rect([x, y, wide - inset, high - inset], ` fill="${hexOf(pixel)}"${number}`);
    });
    return `<g shape-rendering="crispEdges">${written.join('')}</g>`;
  }

  #dots({ boxes, pitch, size, fill }: Dots): string {
    const id = `${PLACE}${this.defs.length}`;
    const middle = (pitch - size) / 2;
    this.defs.push(
      `<pattern id="${id}" width="${n(pitch)}" height="${n(pitch)}" patternUnits="userSpaceOnUse">${rect([middle, middle, size, size], ` fill="${fill}"`)}</pattern>`,
    );
    return `<g fill="url(#${id})">${boxes.map((box) => rect(box, '')).join('')}</g>`;
  }

  #hatching({ boxes, extent, spacing, line, color }: Hatching): string {
    const lines: string[] = [];
    for (let offset = spacing / 2; offset < 2 * extent; offset += spacing) {
      lines.push(`M${n(offset)} 0L${n(offset - extent)} ${n(extent)}`);
    }
    const clip = this.#clip(boxes);
    return `<path clip-path="url(#${clip})" d="${lines.join('')}" stroke="${color}" stroke-width="${n(line)}" fill="none"/>`;
  }

  /** All heads of a model have the same one. */
  #clip(boxes: readonly Box[]): string {
    const known = this.#clips.get(boxes);
    if (known) return known;
    const id = `${PLACE}${this.defs.length}`;
    const d = boxes
      .map(([x, y, width, height]) => `M${n(x)} ${n(y)}h${n(width)}v${n(height)}h${n(-width)}z`)
      .join('');
    this.defs.push(`<clipPath id="${id}"><path d="${d}"/></clipPath>`);
    this.#clips.set(boxes, id);
    return id;
  }
}

function path({ d, fill, stroke, line = 1, dash, opacity = 1 }: Path): string {
  const attributes = [
    `fill="${fill ?? 'none'}"`,
    stroke && `stroke="${stroke}" stroke-width="${n(line)}"`,
    dash && `stroke-dasharray="${dash}"`,
    opacity < 1 && `opacity="${n(opacity)}"`,
  ];
  return `<path d="${d}" ${attributes.filter(Boolean).join(' ')}/>`;
}

function text(item: Text): string {
  const { x, y, face, size, weight = 400, anchor = 'start', rotate } = item;
  const attributes = [
    `x="${n(x)}" y="${n(y)}" fill="${item.fill}"`,
    `font-family="${escaped(FAMILIES[face])}" font-size="${n(size)}"`,
    weight !== 400 && `font-weight="${weight}"`,
    item.isItalic && 'font-style="italic"',
    anchor !== 'start' && `text-anchor="${anchor}"`,
    item.isRightToLeft && 'direction="rtl"',
    rotate && `transform="rotate(${n(rotate)} ${n(x)} ${n(y)})"`,
    'xml:space="preserve"',
  ];
  return `<text ${attributes.filter(Boolean).join(' ')}>${escaped(item.text)}</text>`;
}
