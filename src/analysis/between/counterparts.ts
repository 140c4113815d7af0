/**
 * The heads of the other model that read most like a given one: by their patterns over the keys
 * that both may read (similarity.ts), never by their index.
 */
import type { HeldPass, Pass } from '../../model/trace.ts';
import type { Side } from '../../text/token.ts';
import { type HeadChoice, headsInOrder, headWeights } from '../attention/head.ts';
import { chanceLevel, rearrangements } from './chance.ts';
import { type CommonReading, commonOf } from './common.ts';
import { type SharedRows, sharedRows } from './sharedCells.ts';
import {
  type HeadRows,
  headRows,
  isComparable,
  type Rearrangement,
  similarity,
} from './similarity.ts';

export interface Counterpart {
  readonly choice: HeadChoice;
  /** 0 to 1; null where too few rows can be compared. */
  readonly score: number | null;
  /** What shuffled places reach (chance.ts). */
  readonly chance: number | null;
  /** Whether the score is above that. */
  readonly above: boolean;
  /** The rows that the score is the mean of. */
  readonly rows: number;
  /** How much of this head's weight lies on the keys that were compared, 0 to 1. */
  readonly covered: number;
}

export interface Counterparts {
  /** Every head of the other model, the most similar first; those without a score last. */
  readonly ranked: readonly Counterpart[];
  /** Rows with two or more keys that both models may read. */
  readonly rows: number;
  /** How much of the given head's weight lies on shared keys, 0 to 1: the rest is not compared. */
  readonly covered: number;
  /** Whether enough of its rows have enough there to be compared with any head. */
  readonly comparable: boolean;
}

export interface CounterpartOptions {
  /** Leaves special tokens out, as rows and as keys. */
  readonly withoutSpecials?: boolean;
  /** The heads of the other model that are ranked; all by default. */
  readonly others?: readonly HeadChoice[];
}

/** Scores this near to each other are equal: a shuffle of equal weights only rounds differently. */
const ROUNDING = 1e-9;

/**
 * Ranks every head of the other model by its similarity to one head of a model; both have read one text. A
 * pair of heads has one score and one chance level, whichever of them was asked about.
 *
 * @throws RangeError when there is no such head.
 */
export function counterparts(
  { left, right }: Readonly<Record<Side, HeldPass>>,
  side: Side,
  choice: HeadChoice,
  { withoutSpecials = false, others: chosen }: CounterpartOptions = {},
): Counterparts {
  const isLeft = side === 'left';
  headWeights(isLeft ? left : right, choice); // throws where there is no such head
  const meeting = meetingOf(left, right, withoutSpecials);
  const [own, others] = isLeft ? [meeting.left, meeting.right] : [meeting.right, meeting.left];
  const ranked = (chosen ?? headsInOrder(isLeft ? right : left)).map((other): Counterpart => {
    const pair = isLeft ? meeting.compare(choice, other) : meeting.compare(other, choice);
    return { ...pair, choice: other, covered: others(other).covered };
  });
  const rows = own(choice);
  return {
    ranked: mostAlikeFirst(ranked),
    rows: meeting.rows,
    covered: rows.covered,
    comparable: isComparable(rows),
  };
}

/** Those without a score last; equal ones as they were. */
export const mostAlikeFirst = (all: readonly Counterpart[]): Counterpart[] =>
  [...all].sort((a, b) => (b.score ?? -1) - (a.score ?? -1));

/** What there is to say of two heads, whichever of them was asked about. */
type Pair = Pick<Counterpart, 'score' | 'chance' | 'above' | 'rows'>;

interface Meeting {
  compare(left: HeadChoice, right: HeadChoice): Pair;
  left(choice: HeadChoice): HeadRows;
  right(choice: HeadChoice): HeadRows;
  readonly rows: number;
}

/** What has been computed of two passes, for as long as both are held: each pair of heads once. */
const meetings = new WeakMap<HeldPass, WeakMap<HeldPass, Map<boolean, Meeting>>>();

function meetingOf(left: HeldPass, right: HeldPass, withoutSpecials: boolean): Meeting {
  const ofLeft = meetings.get(left) ?? new WeakMap<HeldPass, Map<boolean, Meeting>>();
  meetings.set(left, ofLeft);
  const ofBoth = ofLeft.get(right) ?? new Map<boolean, Meeting>();
  ofLeft.set(right, ofBoth);
  const known = ofBoth.get(withoutSpecials) ?? meet(left, right, withoutSpecials);
  ofBoth.set(withoutSpecials, known);
  return known;
}

function meet(left: HeldPass, right: HeldPass, withoutSpecials: boolean): Meeting {
  const common = commonOf(left, right);
  const shared = sharedRows(common.left, common.right, withoutSpecials);
  const orders = rearrangements(shared);
  const leftRows = rowsOf(left, common.left, shared.left, shared);
  const rightRows = rowsOf(right, common.right, shared.right, shared);
  const pairs = new Map<number, Pair>();
  return {
    left: leftRows,
    right: rightRows,
    rows: shared.count,
    compare(leftHead, rightHead) {
      const key = indexOf(left, leftHead) * right.layers * right.heads + indexOf(right, rightHead);
      const pair =
        pairs.get(key) ?? pairOf(rightRows(rightHead), leftRows(leftHead), shared, orders);
      pairs.set(key, pair);
      return pair;
    },
  };
}

function pairOf(
  a: HeadRows,
  b: HeadRows,
  shared: SharedRows,
  orders: readonly Rearrangement[],
): Pair {
  const found = similarity(a, b, shared);
  const chance = found && chanceLevel(a, b, shared, orders);
  if (!found || chance === null) return { score: null, chance: null, above: false, rows: 0 };
  const { score, rows } = found;
  return { score, chance, above: score > chance + ROUNDING, rows };
}

/** How many numbers of heads' rows are kept at most; few heads of a long text are more. */
const MOST_KEPT = 2 ** 23;

/** The rows of a trace's heads, each made when it is asked for and not known from before. */
function rowsOf(trace: HeldPass, reading: CommonReading, cells: Int32Array, shared: SharedRows) {
  const made = new Map<number, HeadRows>();
  return (choice: HeadChoice): HeadRows => {
    const index = indexOf(trace, choice);
    const known = made.get(index);
    if (known) return known;
    if ((made.size + 1) * cells.length > MOST_KEPT) made.clear();
    const rows = headRows(reading.weightsOf(choice), cells, shared);
    made.set(index, rows);
    return rows;
  };
}

const indexOf = ({ heads }: Pass, { layer, head }: HeadChoice) => layer * heads + head;
