/**
 * A vector as a strip: one bar for each number, up for positive and down for negative.
 * Direction tells the sign without colour; a longer bar than a full one is cut and capped.
 */

const BAR_WIDTH = 0.76;
const CAP = 0.16;

/**
 * Paths of the bars and of the caps of those that are cut, a number of the vector every `wide` along x and
 * `high` up and down from y = 0; one of one by default.
 *
 * @param full the number that a full bar stands for
 */
export function stripPaths(
  vector: ArrayLike<number>,
  full: number,
  [wide, high]: readonly [wide: number, high: number] = [1, 1],
): { bars: string; caps: string } {
  const bars: string[] = [];
  const caps: string[] = [];
  const x = (length: number) => Number((length * wide).toFixed(3));
  for (let index = 0; index < vector.length; index++) {
    const number = vector[index]!;
    if (Number.isNaN(number)) {
      // As tall as both ends: no number is drawn so.
      caps.push(`M${x(index)} ${-high}h${x(1)}v${2 * high}h${-x(1)}z`);
      continue;
    }
    const height = Math.max(-1, Math.min(1, number / full));
    const left = x(index + (1 - BAR_WIDTH) / 2);
    const y = (-height * high).toFixed(3);
    bars.push(`M${left} 0h${x(BAR_WIDTH)}V${y}h${-x(BAR_WIDTH)}z`);
    if (Math.abs(number) > full) {
      caps.push(`M${x(index)} ${y}h${x(1)}v${Math.sign(height) * CAP * high}h${-x(1)}z`);
    }
  }
  return { bars: bars.join(''), caps: caps.join('') };
}
