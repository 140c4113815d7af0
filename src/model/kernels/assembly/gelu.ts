/** GELU, exact and by tanh, of n floats; n is a multiple of 4. */
import { exp4 } from './exp';

/** erf(|z|) by formula 7.1.26 of Abramowitz and Stegun (1964); absolute error below 1.5e-7. */
function erfOfPositive(z: v128): v128 {
  const one = f32x4.splat(1);
  const t = f32x4.div(one, f32x4.add(one, f32x4.mul(f32x4.splat(0.3275911), z)));
  let p = f32x4.splat(1.061405429);
  p = f32x4.add(f32x4.mul(p, t), f32x4.splat(-1.453152027));
  p = f32x4.add(f32x4.mul(p, t), f32x4.splat(1.421413741));
  p = f32x4.add(f32x4.mul(p, t), f32x4.splat(-0.284496736));
  p = f32x4.add(f32x4.mul(p, t), f32x4.splat(0.254829592));
  return f32x4.sub(one, f32x4.mul(f32x4.mul(p, t), exp4(f32x4.neg(f32x4.mul(z, z)))));
}

/** x Φ(x) = x (1 + erf(x / √2)) / 2 */
export function gelu(x: usize, out: usize, n: i32): void {
  for (const end = x + ((<usize>n) << 2); x < end; x += 16, out += 16) {
    const v = v128.load(x);
    const z = f32x4.mul(f32x4.abs(v), f32x4.splat(<f32>Math.SQRT1_2));
    // erf is odd: the sign of x is put back.
    const erf = v128.or(erfOfPositive(z), v128.and(v, f32x4.splat(-0.0)));
    const half = f32x4.mul(v, f32x4.splat(0.5));
    v128.store(out, f32x4.add(half, f32x4.mul(half, erf)));
  }
}

/** x (1 + tanh(√(2/π) (x + 0.044715 x³))) / 2, which is x σ(2 √(2/π) (x + 0.044715 x³)). */
export function geluTanh(x: usize, out: usize, n: i32): void {
  const one = f32x4.splat(1);
  for (const end = x + ((<usize>n) << 2); x < end; x += 16, out += 16) {
    const v = v128.load(x);
    const cubic = f32x4.add(one, f32x4.mul(f32x4.splat(0.044715), f32x4.mul(v, v)));
    const inner = f32x4.mul(f32x4.mul(v, cubic), f32x4.splat(-1.5957691216057308));
    v128.store(out, f32x4.div(v, f32x4.add(one, exp4(inner))));
  }
}
