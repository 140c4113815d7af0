/** Layer normalisation. */
import { sum4 } from './exp';

/**
 * out = (x − μ) / √(σ² + ε) · gain + bias, row by row.
 *
 * @param x [rows, width], as `out`.
 * @param gain [width], as `bias`; width is a multiple of 4.
 */
export function layerNorm(
  x: usize,
  gain: usize,
  bias: usize,
  out: usize,
  rows: i32,
  width: i32,
  epsilon: f32,
): void {
  const bytes = (<usize>width) << 2;
  for (let row = 0; row < rows; row++, x += bytes, out += bytes) {
    let total = f32x4.splat(0);
    for (let i: usize = 0; i < bytes; i += 16) total = f32x4.add(total, v128.load(x + i));
    const mean = f32x4.splat(sum4(total) / <f32>width);
    let squares = f32x4.splat(0);
    for (let i: usize = 0; i < bytes; i += 16) {
      const centred = f32x4.sub(v128.load(x + i), mean);
      squares = f32x4.add(squares, f32x4.mul(centred, centred));
    }
    const scale = f32x4.splat(1 / sqrt<f32>(sum4(squares) / <f32>width + epsilon));
    for (let i: usize = 0; i < bytes; i += 16) {
      const centred = f32x4.sub(v128.load(x + i), mean);
      const scaled = f32x4.mul(f32x4.mul(centred, scale), v128.load(gain + i));
      v128.store(out + i, f32x4.add(scaled, v128.load(bias + i)));
    }
  }
}
