/** Matrices too large for the pixels that they have. */

/**
 * Shrinks a square matrix, [T, T] to [size, size], keeping the largest value under each pixel: a
 * mean would fade a thin diagonal away, and the scale would no longer say how strong it is.
 * A matrix that fits is returned as it is. NaN survives.
 */
export function maxPool(values: ArrayLike<number>, length: number, size: number): Float32Array {
  if (size >= length) return Float32Array.from(values);
  const pooled = new Float32Array(size * size).fill(Number.NEGATIVE_INFINITY);
  for (let row = 0; row < length; row++) {
    const start = Math.floor((row * size) / length) * size;
    for (let column = 0; column < length; column++) {
      const at = start + Math.floor((column * size) / length);
      pooled[at] = Math.max(pooled[at]!, values[row * length + column]!);
    }
  }
  return pooled; // [size, size]
}
