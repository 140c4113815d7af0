/**
 * A block of opaque pixels in memory, which goes to a canvas in one piece: thousands of small
 * rectangles are filled many times faster here than through the canvas's own calls.
 */

/** One pixel's four bytes, RGBA in memory. */
export type Pixel = number;

export interface Pixels {
  readonly image: ImageData;
  /** Fills a rectangle of whole pixels; what lies outside of the block is left out. */
  fill(x: number, y: number, width: number, height: number, pixel: Pixel): void;
  /** The inside edge of a rectangle, `line` wide. */
  frame(x: number, y: number, width: number, height: number, line: number, pixel: Pixel): void;
}

/** @param ground what every pixel is at first */
export function createPixels(width: number, height: number, ground: Pixel): Pixels {
  const image = new ImageData(width, height);
  const pixels = new Uint32Array(image.data.buffer);
  pixels.fill(ground);

  function fill(x: number, y: number, across: number, down: number, pixel: Pixel): void {
    const right = Math.min(width, x + across);
    const bottom = Math.min(height, y + down);
    for (let at = y; at < bottom; at++) pixels.fill(pixel, at * width + x, at * width + right);
  }

  return {
    image,
    fill,
    frame(x, y, across, down, line, pixel) {
      fill(x, y, across, line, pixel);
      fill(x, y + down - line, across, line, pixel);
      fill(x, y, line, down, pixel);
      fill(x + across - line, y, line, down, pixel);
    },
  };
}

/** @param hex such as `#1d1b18` */
export function pixelOf(hex: string): Pixel {
  const color = Number.parseInt(hex.slice(1), 16);
  return pixelsOf(Uint8ClampedArray.of(color >> 16, (color >> 8) & 255, color & 255, 255))[0]!;
}

/** [n, 4] RGBA bytes as n pixels, in this machine's own byte order. */
export function pixelsOf(bytes: Uint8ClampedArray): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}
