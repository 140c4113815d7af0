/**
 * Which places of a model learn of a change in the text: how much every token's hidden state moves,
 * layer by layer. Axis letters as in a trace: L layers, T tokens, D model width.
 */

/** How much one place moved. */
export interface Moved {
  /** From 0. */
  readonly layer: number;
  readonly position: number;
  /** ‖h′ − h‖ / ‖h‖ */
  readonly change: number;
}

/**
 * The relative change ‖h′ − h‖ / ‖h‖ of every hidden state, [L, T]: 0 only where both are the same,
 * number by number. A state that was nothing at all has moved infinitely, or not.
 *
 * @param before [L, T, D] @param after [L, T, D]
 * @param width D
 * @throws RangeError when the two do not have the same whole number of states.
 */
export function relativeChange(
  before: Float32Array,
  after: Float32Array,
  width: number,
): Float64Array {
  if (before.length !== after.length || before.length % width !== 0) {
    throw new RangeError(
      `${before.length} and ${after.length} numbers are not hidden states of width ${width}.`,
    );
  }
  return Float64Array.from({ length: before.length / width }, (_, state) => {
    let moved = 0;
    let own = 0;
    for (let at = state * width; at < (state + 1) * width; at++) {
      moved += (after[at]! - before[at]!) ** 2;
      own += before[at]! ** 2;
    }
    return moved === 0 ? 0 : Math.sqrt(moved / own);
  }); // [L, T]
}

export interface Spread {
  /** The largest change in front of the first token that was changed; null where nothing stands there. */
  readonly left: Moved | null;
  /** How many places in front of the first changed token moved in some layer, and of how many. */
  readonly leftMoved: number;
  readonly leftCount: number;
  /** How many places from there on moved in some layer, and of how many. */
  readonly rightMoved: number;
  readonly rightCount: number;
}

/**
 * Where a change arrived.
 *
 * @param changes [L, T]
 * @param count T
 * @param changed the positions whose tokens were changed, at least one
 */
export function spreadOf(changes: Float64Array, count: number, changed: readonly number[]): Spread {
  const from = Math.min(...changed);
  const places = Array.from({ length: count }, (_, position) =>
    largestAt(changes, count, position),
  );
  const left = places.slice(0, from);
  const right = places.slice(from);
  const hasMoved = ({ change }: Moved) => change !== 0; // NaN has moved
  return {
    left: largestOf(left),
    leftMoved: left.filter(hasMoved).length,
    leftCount: left.length,
    rightMoved: right.filter(hasMoved).length,
    rightCount: right.length,
  };
}

/** The layer in which a place moved most. */
function largestAt(changes: Float64Array, count: number, position: number): Moved {
  const layers = changes.length / count;
  const all = Array.from({ length: layers }, (_, layer) => ({
    layer,
    position,
    change: changes[layer * count + position]!,
  }));
  return largestOf(all) ?? { layer: 0, position, change: 0 };
}

/** The largest; what is not a number counts as larger than any, so that it shows. */
function largestOf(all: readonly Moved[]): Moved | null {
  let largest: Moved | null = null;
  for (const each of all) {
    if (!largest || each.change > largest.change || Number.isNaN(each.change)) largest = each;
  }
  return largest;
}

/** What a change of this size and less is drawn as: the faint end of the scale. */
export const FAINTEST = 0.001;

/** The ticks of the scale; what is larger than the last is drawn as that. */
export const SCALE = [FAINTEST, 0.01, 0.1, 1] as const;

/** Changes, however small, are drawn with this much ink. */
const LEAST_INK = 0.12;

/**
 * How strongly a change is drawn, 0 to 1, on a logarithmic scale from {@link FAINTEST} to 1 that is
 * the same for both models: 0 for exactly none, and never 0 for any other.
 */
export function inkOf(change: number): number {
  if (change === 0) return 0;
  const share = 1 - Math.log10(Math.max(FAINTEST, Math.min(1, change))) / Math.log10(FAINTEST);
  return LEAST_INK + (1 - LEAST_INK) * share;
}
