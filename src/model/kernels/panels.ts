/** Weights in the order in which the fused product reads them. */

/** Columns of a panel. */
export const PANEL = 8;

/** Rows that are gone through together: what is read of them is still in the cache for the next panel. */
const ROWS = 64;

/** W [k, n] as [n / 8, k, 8]: eight columns after the other, each row by row. n is a multiple of 8. */
export function panels(values: Float32Array, k: number, n: number): Float32Array {
  const packed = new Float32Array(values.length);
  for (let first = 0; first < k; first += ROWS) {
    const end = Math.min(first + ROWS, k);
    for (let column = 0; column < n; column += PANEL) {
      let to = column * k + first * PANEL;
      for (let row = first; row < end; row++, to += PANEL) {
        const from = row * n + column;
        for (let i = 0; i < PANEL; i++) packed[to + i] = values[from + i]!;
      }
    }
  }
  return packed;
}

/**
 * The same of the transpose of matrices [nᵢ, k] that stand one below the other.
 *
 * @param parts each nᵢ is a multiple of 8; together they are n.
 */
export function panelsOfTurned(
  parts: readonly { readonly values: Float32Array }[],
  k: number,
  n: number,
): Float32Array {
  const packed = new Float32Array(k * n);
  let to = 0;
  for (const { values } of parts) {
    for (let panel = 0; panel < values.length; panel += PANEL * k) {
      for (let row = 0; row < k; row++, to += PANEL) {
        let from = panel + row;
        for (let i = 0; i < PANEL; i++, from += k) packed[to + i] = values[from]!;
      }
    }
  }
  return packed;
}
