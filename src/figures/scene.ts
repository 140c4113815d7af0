/**
 * What a figure draws, as a value: the canvas of the screen and the file that a reader keeps are painted from
 * the same items. Lengths are in the units of whoever asked for the figure: device pixels on the screen, CSS
 * pixels in a file. Later items lie over earlier ones.
 */

/** Left, top, width, height. */
export type Box = readonly [x: number, y: number, width: number, height: number];

/** A grid of cells, each in one colour: for the eye, pixels made larger. */
export interface Cells {
  readonly kind: 'cells';
  readonly box: Box;
  readonly columns: number;
  readonly rows: number;
  /** [rows, columns]; see `pixels.ts`. One without opacity draws nothing. */
  readonly pixels: Uint32Array<ArrayBuffer>;
  /** Left open at the left and the top of every cell; nothing by default. */
  readonly inset?: number;
  /** [rows, columns]: the numbers that the colours stand for, NaN for none. A file has them with its cells. */
  readonly values?: ArrayLike<number>;
}

export interface Boxes {
  readonly kind: 'boxes';
  readonly boxes: readonly Box[];
  readonly fill: string;
}

/** Outlines, as wide as `line`, half of it outside of each box. */
export interface Frames {
  readonly kind: 'frames';
  readonly boxes: readonly Box[];
  readonly stroke: string;
  readonly line: number;
}

/** A square dot in the middle of every square of `pitch` on `pitch`, counted from the origin, in the boxes. */
export interface Dots {
  readonly kind: 'dots';
  readonly boxes: readonly Box[];
  readonly pitch: number;
  readonly size: number;
  readonly fill: string;
}

/** Diagonal lines over all boxes, that go on from one to the next. */
export interface Hatching {
  readonly kind: 'hatching';
  readonly boxes: readonly Box[];
  /** Side of the square from the origin that holds the boxes. */
  readonly extent: number;
  /** From one line to the next along an edge. */
  readonly spacing: number;
  readonly line: number;
  readonly color: string;
  /**
   * Whether a small piece of the lines is repeated, rather than each line drawn and clipped: much quicker for
   * hundreds of rows, and the same but for how a pixel is rounded.
   */
  readonly isRepeated: boolean;
}

export interface Path {
  readonly kind: 'path';
  /** As in SVG. */
  readonly d: string;
  readonly fill?: string;
  readonly stroke?: string;
  readonly line?: number;
  /** Lengths of dashes and gaps, separated by spaces. */
  readonly dash?: string | undefined;
  /** 0 to 1; 1 by default. */
  readonly opacity?: number;
}

export type Face = 'serif' | 'sans' | 'mono';

export interface Type {
  readonly face: Face;
  /** CSS pixels. */
  readonly size: number;
  /** 400 by default. */
  readonly weight?: 400 | 600;
  readonly isItalic?: boolean;
}

/** One line of text on its baseline. */
export interface Text extends Type {
  readonly kind: 'text';
  readonly text: string;
  readonly x: number;
  readonly y: number;
  /** `start` by default: which end of the line stands at x. */
  readonly anchor?: 'start' | 'middle' | 'end';
  /** Whether the line as a whole runs from right to left. */
  readonly isRightToLeft?: boolean;
  /** Degrees, clockwise, around (x, y). */
  readonly rotate?: number;
  readonly fill: string;
}

/** Items that are moved together. */
export interface Group {
  readonly kind: 'group';
  readonly x: number;
  readonly y: number;
  readonly items: readonly Item[];
}

export type Item = Cells | Boxes | Frames | Dots | Hatching | Path | Text | Group;

export interface Scene {
  readonly width: number;
  readonly height: number;
  readonly items: readonly Item[];
}
