/** Scaled dot-product attention of all heads of one layer. */
import { exp4, sum4 } from './exp';
import { product } from './product';

/**
 * softmax(q kᵀ / √d + mask) v for every head. The rows of queries may be fewer than the keys: they
 * are then the last ones.
 *
 * @param qkv queries, keys and values side by side, [keys, 3D]: the queries of the last `rows` rows
 * are used.
 * @param mask additive, [rows, keys].
 * @param weights out, [H, rows, keys].
 * @param context out, [rows, D].
 * @param scratch room for (d + rows) · ceil8(keys) floats.
 */
export function attention(
  qkv: usize,
  mask: usize,
  weights: usize,
  context: usize,
  scratch: usize,
  rows: i32,
  keys: i32,
  heads: i32,
  d: i32,
): void {
  const width = heads * d;
  const stride = 3 * width;
  const padded = (keys + 7) & ~7;
  const turned = scratch; // kᵀ, [d, padded]
  const scores = scratch + ((<usize>(d * padded)) << 2); // [rows, padded]
  const scale: f32 = 1 / sqrt<f32>(<f32>d);
  const queries = qkv + ((<usize>((keys - rows) * stride)) << 2);
  for (let head = 0; head < heads; head++) {
    const offset = (<usize>(head * d)) << 2;
    transpose(qkv + offset + ((<usize>width) << 2), stride, turned, padded, keys, d);
    product(queries + offset, stride, turned, padded, scores, padded, rows, d, padded, scale);
    softmax(scores, padded, mask, rows, keys);
    product(
      scores,
      padded,
      qkv + offset + ((<usize>(2 * width)) << 2),
      stride,
      context + offset,
      width,
      rows,
      keys,
      d,
      1,
    );
    for (let row = 0; row < rows; row++, weights += (<usize>keys) << 2) {
      memory.copy(weights, scores + ((<usize>(row * padded)) << 2), (<usize>keys) << 2);
    }
  }
}

/** Keys [keys, d], `stride` floats apart, as [d, padded]; columns past the last key are 0. */
function transpose(from: usize, stride: i32, to: usize, padded: i32, keys: i32, d: i32): void {
  for (let i = 0; i < d; i++, from += 4) {
    let source = from;
    for (let key = 0; key < keys; key++, to += 4, source += (<usize>stride) << 2) {
      f32.store(to, f32.load(source));
    }
    for (let key = keys; key < padded; key++, to += 4) f32.store(to, 0);
  }
}

/** Rows of scores [rows, padded], with the mask [rows, keys] added, become weights, padding 0. */
function softmax(at: usize, padded: i32, mask: usize, rows: i32, keys: i32): void {
  const bytes = (<usize>padded) << 2;
  for (let row = 0; row < rows; row++, at += bytes, mask += (<usize>keys) << 2) {
    let largest: f32 = -Infinity;
    for (let key = 0; key < keys; key++) {
      const place = (<usize>key) << 2;
      const score = f32.load(at + place) + f32.load(mask + place);
      f32.store(at + place, score);
      largest = max(largest, score);
    }
    // What lies past the last key is forbidden, and so exactly 0 after the exponential.
    for (let key = keys; key < padded; key++) f32.store(at + ((<usize>key) << 2), -Infinity);
    const top = f32x4.splat(largest);
    let total = f32x4.splat(0);
    for (let i: usize = 0; i < bytes; i += 16) {
      const e = exp4(f32x4.sub(v128.load(at + i), top));
      total = f32x4.add(total, e);
      v128.store(at + i, e);
    }
    const part = f32x4.splat(1 / sum4(total));
    for (let i: usize = 0; i < bytes; i += 16)
      v128.store(at + i, f32x4.mul(v128.load(at + i), part));
  }
}
