/** Pixels as whole numbers, so that a cell is written in one go. */

/** One pixel's four bytes, RGBA in memory. */
export type Pixel = number;

/** @param hex such as `#1d1b18` */
export function pixelOf(hex: string): Pixel {
  const color = Number.parseInt(hex.slice(1), 16);
  return pixelsOf(Uint8ClampedArray.of(color >> 16, (color >> 8) & 255, color & 255, 255))[0]!;
}

/** [n, 4] RGBA bytes as n pixels, in this machine's own byte order. */
export function pixelsOf(bytes: Uint8ClampedArray): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}
