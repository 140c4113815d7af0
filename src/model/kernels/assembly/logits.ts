/** x Wᵀ + b, with W row by row as it lies in files: one row for each word. */
import { sum4 } from './exp';
import { madd } from './madd';

/** Rows of x that are computed together, in registers. */
const ROWS = 4;

/**
 * @param x [m, k]; k is a multiple of 4.
 * @param words W [n, k]; it is by far the largest, and gone through once from its beginning to its end.
 * @param bias [n]; 0 for none.
 * @param out [m, n]
 */
export function logits(
  x: usize,
  words: usize,
  bias: usize,
  out: usize,
  m: i32,
  k: i32,
  n: i32,
): void {
  const bytes = (<usize>k) << 2;
  const inOut = (<usize>n) << 2;
  for (let word = 0; word < n; word++, words += bytes, out += 4) {
    const start: f32 = bias ? f32.load(bias + ((<usize>word) << 2)) : 0;
    let from = x;
    let to = out;
    let row = 0;
    for (; row + ROWS <= m; row += ROWS, from += ROWS * bytes, to += ROWS * inOut) {
      fourRows(from, bytes, words, start, to, inOut);
    }
    for (; row < m; row++, from += bytes, to += inOut) {
      f32.store(to, start + dot(from, words, bytes));
    }
  }
}

function fourRows(x: usize, bytes: usize, w: usize, start: f32, out: usize, inOut: usize): void {
  let s0 = f32x4.splat(0),
    s1 = s0,
    s2 = s0,
    s3 = s0;
  const x1 = x + bytes;
  const x2 = x1 + bytes;
  const x3 = x2 + bytes;
  for (let i: usize = 0; i < bytes; i += 16) {
    const v = v128.load(w + i);
    s0 = madd(v128.load(x + i), v, s0);
    s1 = madd(v128.load(x1 + i), v, s1);
    s2 = madd(v128.load(x2 + i), v, s2);
    s3 = madd(v128.load(x3 + i), v, s3);
  }
  f32.store(out, start + sum4(s0));
  f32.store(out + inOut, start + sum4(s1));
  f32.store(out + 2 * inOut, start + sum4(s2));
  f32.store(out + 3 * inOut, start + sum4(s3));
}

/** Of one row of x, in four sums, so that none need wait for another. */
function dot(x: usize, w: usize, bytes: usize): f32 {
  let s0 = f32x4.splat(0),
    s1 = s0,
    s2 = s0,
    s3 = s0;
  let i: usize = 0;
  for (; i + 64 <= bytes; i += 64) {
    s0 = madd(v128.load(x + i), v128.load(w + i), s0);
    s1 = madd(v128.load(x + i, 16), v128.load(w + i, 16), s1);
    s2 = madd(v128.load(x + i, 32), v128.load(w + i, 32), s2);
    s3 = madd(v128.load(x + i, 48), v128.load(w + i, 48), s3);
  }
  for (; i < bytes; i += 16) s0 = madd(v128.load(x + i), v128.load(w + i), s0);
  return sum4(f32x4.add(f32x4.add(s0, s1), f32x4.add(s2, s3)));
}
