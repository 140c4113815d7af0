/**
 * All that is measured of a pair of runs, from plain values: what `window.sightlines.run()` gave,
 * or a copy of it.
 */

import { inEnglish } from '#say';
import { type HeadChoice, headsInOrder } from '../analysis/attention/head.ts';
import { type Counterparts, counterparts } from '../analysis/between/counterparts.ts';
import { type Difference, difference } from '../analysis/between/difference.ts';
import { classOf } from '../analysis/metrics/headClasses.ts';
import { measureModel } from '../analysis/metrics/measureModel.ts';
import type { HeadMetrics, MetricRows } from '../analysis/metrics/metrics.ts';
import type { HeldPass } from '../model/trace.ts';
import { CLASS_MESSAGES } from '../sentences/classTitles.ts';
import { classEvidence } from '../sentences/headClasses.ts';
import type { Side } from '../text/token.ts';
import { isName, type Name } from './names.ts';
import { isObject, type PlainRuns, traceOf } from './plainRuns.ts';

/** One head: every metric (null: not measurable on this text), its class, and why. */
export interface HeadRecord extends HeadMetrics {
  /** What the English page calls its class. */
  readonly label: string;
  /** The label's reasons, with the numbers, in full sentences. */
  readonly evidence: string;
  /** The same metrics of a head that reads all its legal keys evenly. */
  readonly baseline: HeadMetrics;
  /** The number of rows that each metric rests on. */
  readonly rows: MetricRows;
}

/** Of each place; `bert` and `gpt` are the same, where the run has them. */
type OfEach<Value> = Readonly<Record<Name | Side, Value>>;

/** The records: [layer][head], counted from 0. */
export interface Analysis extends OfEach<HeadRecord[][]> {
  /** Of the two heads that were asked for. */
  readonly difference: Difference;
  /** [layer][head] of each model: the other model's heads, the most similar first. */
  readonly counterparts: OfEach<Counterparts[][]>;
}

/** By their places or by the names of the page's own models; counted from 0. */
export type HeadPair = Readonly<Partial<Record<Name | Side, HeadChoice>>>;

const FIRST: HeadChoice = { layer: 0, head: 0 };

/**
 * Measures every head of both models.
 *
 * @param run what `run()` gave, or a structured clone of it
 * @param heads the heads whose difference is taken; counted from 0
 * @throws TypeError with a sentence when `run` is not such a value.
 * @throws RangeError with a sentence when a model has no such head.
 */
export function analyse(run: PlainRuns, heads: HeadPair = {}): Analysis {
  const chosen = pairOf(heads);
  const passes = { left: traceOf('left', run), right: traceOf('right', run) };
  const named = <Value>(of: (side: Side) => Value): OfEach<Value> => {
    const [left, right] = [of('left'), of('right')];
    return {
      ...{ left, right },
      ...(run.bert && { bert: left }),
      ...(run.gpt && { gpt: right }),
    } as OfEach<Value>;
  };
  return {
    ...named((side) => recordsOf(passes[side])),
    difference: difference(passes.left, passes.right, chosen),
    counterparts: named((side) => rankings(passes, side)),
  };
}

function recordsOf(trace: HeldPass): HeadRecord[][] {
  const measured = measureModel(trace);
  const { baseline, rows } = measured;
  return measured.metrics.map((layer) =>
    layer.map((metrics) => {
      const found = classOf(metrics, measured);
      return {
        ...metrics,
        label: inEnglish(CLASS_MESSAGES[found.label]),
        evidence: classEvidence(found, measured),
        baseline,
        rows,
      };
    }),
  );
}

function rankings(passes: Readonly<Record<Side, HeldPass>>, side: Side): Counterparts[][] {
  const lists: Counterparts[][] = Array.from({ length: passes[side].layers }, () => []);
  for (const choice of headsInOrder(passes[side])) {
    lists[choice.layer]!.push(counterparts(passes, side, choice));
  }
  return lists;
}

const isHead = (value: unknown): value is HeadChoice =>
  isObject(value) && Number.isInteger(value.layer) && Number.isInteger(value.head);

function pairOf(heads: unknown): Readonly<Record<Side, HeadChoice>> {
  if (
    !isObject(heads) ||
    !Object.entries(heads).every(([name, head]) => isName(name) && isHead(head))
  ) {
    throw headsError();
  }
  const pair: HeadPair = heads;
  return { left: pair.left ?? pair.bert ?? FIRST, right: pair.right ?? pair.gpt ?? FIRST };
}

function headsError(): TypeError {
  return new TypeError(
    'The heads to compare are two such as { left: { layer: 0, head: 2 }, right: { layer: 3, head: 1 } }, counted from 0.',
  );
}
