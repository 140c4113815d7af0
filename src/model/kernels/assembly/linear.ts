/** x W + b. */
import { madd } from './madd';

/** Columns that are computed together, in registers. */
const PANEL = 8;

/**
 * @param x [m, k]
 * @param packed W [k, n] as [n / 8, k, 8]: panels of 8 columns, so that what is read lies in a row.
 * @param bias [n], and out [m, n]; n is a multiple of 8.
 */
export function linear(
  x: usize,
  packed: usize,
  bias: usize,
  out: usize,
  m: i32,
  k: i32,
  n: i32,
): void {
  const inX = (<usize>k) << 2;
  const inOut = (<usize>n) << 2;
  const panel = (<usize>(k * PANEL)) << 2;
  let row = 0;
  for (; row + 4 <= m; row += 4) {
    let weights = packed;
    for (let column = 0; column < n; column += PANEL, weights += panel) {
      fourRows(
        x,
        inX,
        weights,
        k,
        bias + ((<usize>column) << 2),
        out + ((<usize>column) << 2),
        inOut,
      );
    }
    x += 4 * inX;
    out += 4 * inOut;
  }
  for (; row < m; row++, x += inX, out += inOut) {
    let column = 0;
    let weights = packed;
    for (; column + 4 * PANEL <= n; column += 4 * PANEL, weights += 4 * panel) {
      oneRowFourPanels(
        x,
        weights,
        panel,
        k,
        bias + ((<usize>column) << 2),
        out + ((<usize>column) << 2),
      );
    }
    for (; column < n; column += PANEL, weights += panel) {
      oneRow(x, weights, k, bias + ((<usize>column) << 2), out + ((<usize>column) << 2));
    }
  }
}

function fourRows(
  x: usize,
  inX: usize,
  w: usize,
  k: i32,
  bias: usize,
  out: usize,
  inOut: usize,
): void {
  const bias0 = v128.load(bias);
  const bias1 = v128.load(bias, 16);
  let s00 = bias0;
  let s01 = bias1;
  let s10 = bias0;
  let s11 = bias1;
  let s20 = bias0;
  let s21 = bias1;
  let s30 = bias0;
  let s31 = bias1;
  const x1 = x + inX;
  const x2 = x1 + inX;
  const x3 = x2 + inX;
  for (let at: usize = 0, end = (<usize>k) << 2; at < end; at += 4, w += 32) {
    const w0 = v128.load(w);
    const w1 = v128.load(w, 16);
    let a = v128.load32_splat(x + at);
    s00 = madd(a, w0, s00);
    s01 = madd(a, w1, s01);
    a = v128.load32_splat(x1 + at);
    s10 = madd(a, w0, s10);
    s11 = madd(a, w1, s11);
    a = v128.load32_splat(x2 + at);
    s20 = madd(a, w0, s20);
    s21 = madd(a, w1, s21);
    a = v128.load32_splat(x3 + at);
    s30 = madd(a, w0, s30);
    s31 = madd(a, w1, s31);
  }
  v128.store(out, s00);
  v128.store(out, s01, 16);
  out += inOut;
  v128.store(out, s10);
  v128.store(out, s11, 16);
  out += inOut;
  v128.store(out, s20);
  v128.store(out, s21, 16);
  out += inOut;
  v128.store(out, s30);
  v128.store(out, s31, 16);
}

function oneRowFourPanels(x: usize, w: usize, panel: usize, k: i32, bias: usize, out: usize): void {
  let s0 = v128.load(bias);
  let s1 = v128.load(bias, 16);
  let s2 = v128.load(bias, 32);
  let s3 = v128.load(bias, 48);
  let s4 = v128.load(bias, 64);
  let s5 = v128.load(bias, 80);
  let s6 = v128.load(bias, 96);
  let s7 = v128.load(bias, 112);
  const w1 = w + panel;
  const w2 = w1 + panel;
  const w3 = w2 + panel;
  for (let i: usize = 0, end = (<usize>k) << 5; i < end; i += 32, x += 4) {
    const a = v128.load32_splat(x);
    s0 = madd(a, v128.load(w + i), s0);
    s1 = madd(a, v128.load(w + i, 16), s1);
    s2 = madd(a, v128.load(w1 + i), s2);
    s3 = madd(a, v128.load(w1 + i, 16), s3);
    s4 = madd(a, v128.load(w2 + i), s4);
    s5 = madd(a, v128.load(w2 + i, 16), s5);
    s6 = madd(a, v128.load(w3 + i), s6);
    s7 = madd(a, v128.load(w3 + i, 16), s7);
  }
  v128.store(out, s0);
  v128.store(out, s1, 16);
  v128.store(out, s2, 32);
  v128.store(out, s3, 48);
  v128.store(out, s4, 64);
  v128.store(out, s5, 80);
  v128.store(out, s6, 96);
  v128.store(out, s7, 112);
}

function oneRow(x: usize, w: usize, k: i32, bias: usize, out: usize): void {
  let s0 = v128.load(bias);
  let s1 = v128.load(bias, 16);
  for (let i = 0; i < k; i++, x += 4, w += 32) {
    const a = v128.load32_splat(x);
    s0 = madd(a, v128.load(w), s0);
    s1 = madd(a, v128.load(w, 16), s1);
  }
  v128.store(out, s0);
  v128.store(out, s1, 16);
}
