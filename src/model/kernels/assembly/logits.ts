/** x Wᵀ + b, with W row by row as it lies in files: one row for each word. */
import { sum4 } from './exp';
import { madd } from './madd';

/** Words that are computed together, in registers; with two rows of x. */
const WORDS = 4;

/**
 * @param x [m, k]; k is a multiple of 4.
 * @param words W [n, k]
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
  let word = 0;
  // W is by far the largest: it is gone through once.
  for (; word + WORDS <= n; word += WORDS, words += WORDS * bytes) {
    const start = bias ? v128.load(bias + ((<usize>word) << 2)) : f32x4.splat(0);
    const column = out + ((<usize>word) << 2);
    let row = 0;
    for (; row + 2 <= m; row += 2) {
      const at = column + <usize>row * inOut;
      twoRows(x + <usize>row * bytes, bytes, words, start, at, inOut);
    }
    if (row < m) oneRow(x + <usize>row * bytes, bytes, words, start, column + <usize>row * inOut);
  }
  for (; word < n; word++, words += bytes) {
    const start: f32 = bias ? f32.load(bias + ((<usize>word) << 2)) : 0;
    for (let row = 0; row < m; row++) {
      const at = out + ((<usize>word) << 2) + <usize>row * inOut;
      f32.store(at, start + dot(x + <usize>row * bytes, words, bytes));
    }
  }
}

/** The sums of four vectors' lanes. */
function sums(a: v128, b: v128, c: v128, d: v128): v128 {
  const ab0 = v128.shuffle<f32>(a, b, 0, 4, 1, 5);
  const ab1 = v128.shuffle<f32>(a, b, 2, 6, 3, 7);
  const cd0 = v128.shuffle<f32>(c, d, 0, 4, 1, 5);
  const cd1 = v128.shuffle<f32>(c, d, 2, 6, 3, 7);
  const ab = f32x4.add(ab0, ab1); // a, b, a, b
  const cd = f32x4.add(cd0, cd1);
  return f32x4.add(v128.shuffle<f32>(ab, cd, 0, 1, 4, 5), v128.shuffle<f32>(ab, cd, 2, 3, 6, 7));
}

function twoRows(x: usize, bytes: usize, w: usize, start: v128, out: usize, inOut: usize): void {
  let s00 = f32x4.splat(0),
    s01 = s00,
    s02 = s00,
    s03 = s00;
  let s10 = s00,
    s11 = s00,
    s12 = s00,
    s13 = s00;
  const w1 = w + bytes;
  const w2 = w1 + bytes;
  const w3 = w2 + bytes;
  const x1 = x + bytes;
  for (let i: usize = 0; i < bytes; i += 16) {
    const a = v128.load(x + i);
    const b = v128.load(x1 + i);
    let v = v128.load(w + i);
    s00 = madd(a, v, s00);
    s10 = madd(b, v, s10);
    v = v128.load(w1 + i);
    s01 = madd(a, v, s01);
    s11 = madd(b, v, s11);
    v = v128.load(w2 + i);
    s02 = madd(a, v, s02);
    s12 = madd(b, v, s12);
    v = v128.load(w3 + i);
    s03 = madd(a, v, s03);
    s13 = madd(b, v, s13);
  }
  v128.store(out, f32x4.add(start, sums(s00, s01, s02, s03)));
  v128.store(out + inOut, f32x4.add(start, sums(s10, s11, s12, s13)));
}

function oneRow(x: usize, bytes: usize, w: usize, start: v128, out: usize): void {
  let s0 = f32x4.splat(0),
    s1 = s0,
    s2 = s0,
    s3 = s0;
  const w1 = w + bytes;
  const w2 = w1 + bytes;
  const w3 = w2 + bytes;
  for (let i: usize = 0; i < bytes; i += 16) {
    const a = v128.load(x + i);
    s0 = madd(a, v128.load(w + i), s0);
    s1 = madd(a, v128.load(w1 + i), s1);
    s2 = madd(a, v128.load(w2 + i), s2);
    s3 = madd(a, v128.load(w3 + i), s3);
  }
  v128.store(out, f32x4.add(start, sums(s0, s1, s2, s3)));
}

function dot(x: usize, w: usize, bytes: usize): f32 {
  let total = f32x4.splat(0);
  for (let i: usize = 0; i < bytes; i += 16) {
    total = madd(v128.load(x + i), v128.load(w + i), total);
  }
  return sum4(total);
}
