/** A small matrix product, the building block of attention. */
import { madd } from './madd';

/** Rows and columns that are computed together, in registers. */
const ROWS = 4;
const COLUMNS = 8;

/**
 * c = scale · a b
 *
 * @param a [m, k], rows `strideA` floats apart.
 * @param b [k, n], rows `strideB` floats apart; n is a multiple of 8.
 * @param c [m, n], rows `strideC` floats apart.
 */
export function product(
  a: usize,
  strideA: i32,
  b: usize,
  strideB: i32,
  c: usize,
  strideC: i32,
  m: i32,
  k: i32,
  n: i32,
  scale: f32,
): void {
  const stepA = (<usize>strideA) << 2;
  const stepB = (<usize>strideB) << 2;
  const stepC = (<usize>strideC) << 2;
  const factor = f32x4.splat(scale);
  let row = 0;
  for (; row + ROWS <= m; row += ROWS) {
    const a0 = a + <usize>row * stepA;
    const c0 = c + <usize>row * stepC;
    for (let column = 0; column < n; column += COLUMNS) {
      let s00 = f32x4.splat(0),
        s01 = s00,
        s10 = s00,
        s11 = s00;
      let s20 = s00,
        s21 = s00,
        s30 = s00,
        s31 = s00;
      let from = b + ((<usize>column) << 2);
      let left = a0;
      for (let i = 0; i < k; i++, from += stepB, left += 4) {
        const b0 = v128.load(from);
        const b1 = v128.load(from, 16);
        let x = v128.load32_splat(left);
        s00 = madd(x, b0, s00);
        s01 = madd(x, b1, s01);
        x = v128.load32_splat(left + stepA);
        s10 = madd(x, b0, s10);
        s11 = madd(x, b1, s11);
        x = v128.load32_splat(left + 2 * stepA);
        s20 = madd(x, b0, s20);
        s21 = madd(x, b1, s21);
        x = v128.load32_splat(left + 3 * stepA);
        s30 = madd(x, b0, s30);
        s31 = madd(x, b1, s31);
      }
      const to = c0 + ((<usize>column) << 2);
      v128.store(to, f32x4.mul(s00, factor));
      v128.store(to, f32x4.mul(s01, factor), 16);
      v128.store(to + stepC, f32x4.mul(s10, factor));
      v128.store(to + stepC, f32x4.mul(s11, factor), 16);
      v128.store(to + 2 * stepC, f32x4.mul(s20, factor));
      v128.store(to + 2 * stepC, f32x4.mul(s21, factor), 16);
      v128.store(to + 3 * stepC, f32x4.mul(s30, factor));
      v128.store(to + 3 * stepC, f32x4.mul(s31, factor), 16);
    }
  }
  for (; row < m; row++) {
    const a0 = a + <usize>row * stepA;
    const c0 = c + <usize>row * stepC;
    for (let column = 0; column < n; column += COLUMNS) {
      let s0 = f32x4.splat(0),
        s1 = s0;
      let from = b + ((<usize>column) << 2);
      let left = a0;
      for (let i = 0; i < k; i++, from += stepB, left += 4) {
        const x = v128.load32_splat(left);
        s0 = madd(x, v128.load(from), s0);
        s1 = madd(x, v128.load(from, 16), s1);
      }
      const to = c0 + ((<usize>column) << 2);
      v128.store(to, f32x4.mul(s0, factor));
      v128.store(to, f32x4.mul(s1, factor), 16);
    }
  }
}
