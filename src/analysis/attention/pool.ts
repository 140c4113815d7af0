/** Matrices too large for the pixels that they have. */

/** What a matrix is drawn as where it has more rows or columns than pixels. */
export interface Shape {
  readonly rows: number;
  readonly columns: number;
}

/** A matrix in at most so many pixels along either side. */
export const pooledShape = ({ rows, columns }: Shape, size: number): Shape => ({
  rows: Math.min(rows, size),
  columns: Math.min(columns, size),
});

/**
 * Shrinks a square matrix, [T, T] to [size, size], keeping the largest value under each pixel: a
 * mean would fade a thin diagonal away, and the scale would no longer say how strong it is.
 * A matrix that fits is returned as it is. NaN survives.
 */
export const maxPool = (values: ArrayLike<number>, length: number, size: number): Float32Array =>
  maxPoolOf(values, { rows: length, columns: length }, size);

/** The same of any matrix, [R, C], each side by itself: see {@link pooledShape}. */
export function maxPoolOf(values: ArrayLike<number>, shape: Shape, size: number): Float32Array {
  const small = pooledShape(shape, size);
  if (small.rows === shape.rows && small.columns === shape.columns) return new Float32Array(values);
  const { columns: width } = small;
  const pooled = new Float32Array(small.rows * width).fill(Number.NEGATIVE_INFINITY);
  const ends = Uint32Array.from({ length: width }, (_, at) =>
    Math.ceil(((at + 1) * shape.columns) / width),
  );
  let at = 0;
  for (let row = 0; row < shape.rows; row++) {
    const start = Math.floor((row * small.rows) / shape.rows) * width;
    let column = 0;
    for (let pixel = 0; pixel < width; pixel++) {
      const end = ends[pixel]!;
      let most = pooled[start + pixel]!;
      // Of NaN and a number, `Math.max` gives NaN.
      for (; column < end; column++) most = Math.max(most, values[at++]!);
      pooled[start + pixel] = most;
    }
  }
  return pooled; // as pooledShape says
}
