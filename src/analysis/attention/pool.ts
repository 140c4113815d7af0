/** Matrices too large for the pixels that they have. */

/**
 * Shrinks a square matrix, [T, T] to [size, size], keeping the largest value under each pixel: a
 * mean would fade a thin diagonal away, and the scale would no longer say how strong it is.
 * A matrix that fits is returned as it is. NaN survives.
 */
export function maxPool(values: ArrayLike<number>, length: number, size: number): Float32Array {
  if (size >= length) return new Float32Array(values);
  const pooled = new Float32Array(size * size).fill(Number.NEGATIVE_INFINITY);
  const ends = Uint32Array.from({ length: size }, (_, at) => Math.ceil(((at + 1) * length) / size));
  let at = 0;
  for (let row = 0; row < length; row++) {
    const start = Math.floor((row * size) / length) * size;
    let column = 0;
    for (let pixel = 0; pixel < size; pixel++) {
      const end = ends[pixel]!;
      let most = pooled[start + pixel]!;
      // Of NaN and a number, `Math.max` gives NaN.
      for (; column < end; column++) most = Math.max(most, values[at++]!);
      pooled[start + pixel] = most;
    }
  }
  return pooled; // [size, size]
}
