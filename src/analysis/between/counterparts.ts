/**
 * The heads of the other model that read most like a given one: by their patterns over the keys
 * that both may read (similarity.ts), never by their index.
 */
import type { Trace } from '../../model/trace.ts';
import { type HeadChoice, headsInOrder, headWeights } from '../attention/head.ts';
import { chanceLevel, rearrangements } from './chance.ts';
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

/** Scores this near to each other are equal: a shuffle of equal weights only rounds differently. */
const ROUNDING = 1e-9;

/**
 * Ranks every head of `to` by its similarity to one head of `from`. The two are a BERT and a GPT
 * trace of one text, either way round: a pair of heads has one score and one chance level.
 *
 * @param withoutSpecials leaves special tokens out, as rows and as keys
 * @throws RangeError when `from` has no such head.
 */
export function counterparts(
  from: Trace,
  choice: HeadChoice,
  to: Trace,
  { withoutSpecials = false } = {},
): Counterparts {
  headWeights(from, choice); // throws where there is no such head
  const fromBert = from.model === 'bert';
  const meeting = meetingOf(fromBert ? from : to, fromBert ? to : from, withoutSpecials);
  const [own, others] = fromBert ? [meeting.bert, meeting.gpt] : [meeting.gpt, meeting.bert];
  const ranked = headsInOrder(to).map((other): Counterpart => {
    const pair = fromBert ? meeting.compare(choice, other) : meeting.compare(other, choice);
    return { ...pair, choice: other, covered: others(other).covered };
  });
  ranked.sort((a, b) => (b.score ?? -1) - (a.score ?? -1));
  const rows = own(choice);
  return { ranked, rows: meeting.rows, covered: rows.covered, comparable: isComparable(rows) };
}

/** What there is to say of two heads, whichever of them was asked about. */
type Pair = Pick<Counterpart, 'score' | 'chance' | 'above' | 'rows'>;

interface Meeting {
  compare(bert: HeadChoice, gpt: HeadChoice): Pair;
  bert(choice: HeadChoice): HeadRows;
  gpt(choice: HeadChoice): HeadRows;
  readonly rows: number;
}

/** What has been computed of two traces, for as long as both are held: each pair of heads once. */
const meetings = new WeakMap<Trace, WeakMap<Trace, Map<boolean, Meeting>>>();

function meetingOf(bert: Trace, gpt: Trace, withoutSpecials: boolean): Meeting {
  const ofBert = meetings.get(bert) ?? new WeakMap<Trace, Map<boolean, Meeting>>();
  meetings.set(bert, ofBert);
  const ofBoth = ofBert.get(gpt) ?? new Map<boolean, Meeting>();
  ofBert.set(gpt, ofBoth);
  const known = ofBoth.get(withoutSpecials) ?? meet(bert, gpt, withoutSpecials);
  ofBoth.set(withoutSpecials, known);
  return known;
}

function meet(bert: Trace, gpt: Trace, withoutSpecials: boolean): Meeting {
  const shared = sharedRows(bert, gpt, withoutSpecials);
  const orders = rearrangements(shared);
  const bertRows = rowsOf(bert, shared.bert, shared);
  const gptRows = rowsOf(gpt, shared.gpt, shared);
  const pairs = new Map<number, Pair>();
  return {
    bert: bertRows,
    gpt: gptRows,
    rows: shared.count,
    compare(bertHead, gptHead) {
      const key = indexOf(bert, bertHead) * gpt.layers * gpt.heads + indexOf(gpt, gptHead);
      const pair = pairs.get(key) ?? pairOf(gptRows(gptHead), bertRows(bertHead), shared, orders);
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

/** The rows of a trace's heads, each made when first asked for. */
function rowsOf(trace: Trace, cells: Int32Array, shared: SharedRows) {
  const made = new Map<number, HeadRows>();
  return (choice: HeadChoice): HeadRows => {
    const index = indexOf(trace, choice);
    const rows = made.get(index) ?? headRows(headWeights(trace, choice), cells, shared);
    made.set(index, rows);
    return rows;
  };
}

const indexOf = ({ heads }: Trace, { layer, head }: HeadChoice) => layer * heads + head;
