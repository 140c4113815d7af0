/** Pixels as whole numbers, so that a cell is written in one go. */

/** One pixel's four bytes, RGBA in memory. */
export type Pixel = number;

/** What draws nothing. */
export const CLEAR: Pixel = 0;

/** @param hex such as `#1d1b18` */
export function pixelOf(hex: string): Pixel {
  const color = Number.parseInt(hex.slice(1), 16);
  return pixelsOf(Uint8ClampedArray.of(color >> 16, (color >> 8) & 255, color & 255, 255))[0]!;
}

/** [n, 4] RGBA bytes as n pixels, in this machine's own byte order. */
export function pixelsOf(bytes: Uint8ClampedArray): Uint32Array {
  return new Uint32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);
}

/** n pixels as [n, 4] RGBA bytes. */
export function bytesOf(pixels: Uint32Array<ArrayBuffer>): Uint8ClampedArray<ArrayBuffer> {
  return new Uint8ClampedArray(pixels.buffer, pixels.byteOffset, pixels.length * 4);
}

/** A pixel as CSS says it, such as `#1d1b18`. */
export function hexOf(pixel: Pixel): string {
  const [red, green, blue] = bytesOf(Uint32Array.of(pixel));
  return `#${[red!, green!, blue!].map((part) => part.toString(16).padStart(2, '0')).join('')}`;
}
