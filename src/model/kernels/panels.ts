/** Weights in the order in which the fused product reads them. */

/** Columns of a panel. */
export const PANEL = 8;

/** W [k, n] as [n / 8, k, 8]: eight columns after the other, each row by row. n is a multiple of 8. */
export function panels(values: Float32Array, k: number, n: number): Float32Array {
  const packed = new Float32Array(values.length);
  let to = 0;
  for (let column = 0; column < n; column += PANEL) {
    for (let row = 0; row < k; row++, to += PANEL) {
      const from = row * n + column;
      for (let i = 0; i < PANEL; i++) packed[to + i] = values[from + i]!;
    }
  }
  return packed;
}
