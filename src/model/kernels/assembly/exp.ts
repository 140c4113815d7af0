/** eˣ of four floats at once: range reduction and the polynomial of Cephes' `expf`, error 2 ulp. */

/** Below this eˣ is no normal single any more; it counts as exactly 0, as a forbidden weight must be. */
const LEAST: f32 = -87.0;
const LARGEST: f32 = 88.0;

/** ln 2 in two parts, so that n ln 2 is subtracted without rounding. */
const LN2_HIGH: f32 = 0.693359375;
const LN2_LOW: f32 = -2.1219444e-4;
const LOG2E: f32 = <f32>Math.LOG2E;

export function exp4(x: v128): v128 {
  const inside = f32x4.ge(x, f32x4.splat(LEAST));
  const y = f32x4.min(f32x4.max(x, f32x4.splat(LEAST)), f32x4.splat(LARGEST));
  const n = f32x4.nearest(f32x4.mul(y, f32x4.splat(LOG2E)));
  let r = f32x4.sub(y, f32x4.mul(n, f32x4.splat(LN2_HIGH)));
  r = f32x4.sub(r, f32x4.mul(n, f32x4.splat(LN2_LOW)));
  let p = f32x4.splat(1.98756915e-4);
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.3981999507e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(8.3334519073e-3));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(4.1665795894e-2));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(1.6666665459e-1));
  p = f32x4.add(f32x4.mul(p, r), f32x4.splat(5.0000001201e-1));
  p = f32x4.add(f32x4.add(f32x4.mul(f32x4.mul(p, r), r), r), f32x4.splat(1));
  // 2ⁿ, put together from its bits.
  const power = i32x4.shl(i32x4.add(i32x4.trunc_sat_f32x4_s(n), i32x4.splat(127)), 23);
  return v128.and(f32x4.mul(p, power), inside);
}

/** The sum of four lanes. */
export function sum4(x: v128): f32 {
  return (
    f32x4.extract_lane(x, 0) +
    f32x4.extract_lane(x, 1) +
    (f32x4.extract_lane(x, 2) + f32x4.extract_lane(x, 3))
  );
}
