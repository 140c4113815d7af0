/** Matrices too large for the pixels that they have. */

/**
 * Shrinks a square matrix, [T, T] to [size, size], keeping the largest value under each pixel: a
 * mean would fade a thin diagonal away, and the scale would no longer say how strong it is.
 * A matrix that fits is returned as it is. NaN survives.
 */
export function maxPool(values: ArrayLike<number>, length: number, size: number): Float32Array {
  if (size >= length) return new Float32Array(values);
  const pooled = new Float32Array(size * size).fill(Number.NEGATIVE_INFINITY);
  const pixel = Uint32Array.from({ length }, (_, at) => Math.floor((at * size) / length));
  for (let row = 0; row < length; row++) {
    const start = pixel[row]! * size;
    for (let column = 0; column < length; column++) {
      const at = start + pixel[column]!;
      const value = values[row * length + column]!;
      if (value > pooled[at]! || Number.isNaN(value)) pooled[at] = value;
    }
  }
  return pooled; // [size, size]
}
