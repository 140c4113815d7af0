/** Weights in the order in which the fused product reads them. */

/** Columns of a panel. */
export const PANEL = 8;

/** Rows that are gone through together: what is read of them is still in the cache for the next panel. */
const ROWS = 64;

/**
 * W [k, n] as [n / 8, k, 8]: eight columns after the other, each row by row. n is a multiple of 8.
 *
 * @param packed out, as long as the values.
 */
export function pack(values: Float32Array, k: number, n: number, packed: Float32Array): void {
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
}

/** The same of the transpose of a matrix [n, k]. */
export function packTurned(values: Float32Array, k: number, packed: Float32Array): void {
  for (let panel = 0, to = 0; panel < values.length; panel += PANEL * k) {
    for (let row = 0; row < k; row++, to += PANEL) {
      let from = panel + row;
      for (let i = 0; i < PANEL; i++, from += k) packed[to + i] = values[from]!;
    }
  }
}
