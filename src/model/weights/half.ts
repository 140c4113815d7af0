/**
 * Floats of sixteen bits to single precision: IEEE 754 binary16 by a table of all 65,536, about a nanosecond a
 * value; bfloat16 is the upper half of a single.
 */

function decode(half: number): number {
  const sign = half & 0x8000 ? -1 : 1;
  const exponent = (half >> 10) & 0x1f;
  const fraction = half & 0x3ff;
  if (exponent === 0) return sign * fraction * 2 ** -24; // subnormal
  if (exponent === 0x1f) return fraction ? Number.NaN : sign * Number.POSITIVE_INFINITY;
  return sign * (1 + fraction / 1024) * 2 ** (exponent - 15);
}

let table: Float32Array | undefined;

/** The values of halves given by their bits; same length. Exact: every half is a single. */
export function decodeHalves(bits: Uint16Array): Float32Array<ArrayBuffer> {
  table ??= Float32Array.from({ length: 0x10000 }, (_, half) => decode(half));
  const values = new Float32Array(bits.length);
  for (let i = 0; i < bits.length; i++) values[i] = table[bits[i]!]!;
  return values;
}

/** The values of bfloat16s given by their bits; same length. Exact. */
export function decodeBrainHalves(bits: Uint16Array): Float32Array<ArrayBuffer> {
  const singles = new Uint32Array(bits.length);
  for (let i = 0; i < bits.length; i++) singles[i] = bits[i]! << 16;
  return new Float32Array(singles.buffer);
}
