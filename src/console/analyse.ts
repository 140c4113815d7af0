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
import type { Name } from './names.ts';
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

export interface Analysis {
  /** [layer][head], counted from 0. */
  readonly bert: HeadRecord[][];
  readonly gpt: HeadRecord[][];
  /** Of the two heads that were asked for. */
  readonly difference: Difference;
  /** [layer][head] of each model: the other model's heads, the most similar first. */
  readonly counterparts: Readonly<Record<Name, Counterparts[][]>>;
}

export type HeadPair = Readonly<Record<Name, HeadChoice>>;

const FIRST_HEADS: HeadPair = { bert: { layer: 0, head: 0 }, gpt: { layer: 0, head: 0 } };

/**
 * Measures every head of both models.
 *
 * @param run what `run()` gave, or a structured clone of it
 * @param heads the heads whose difference is taken; counted from 0
 * @throws TypeError with a sentence when `run` is not such a value.
 * @throws RangeError with a sentence when a model has no such head.
 */
export function analyse(run: PlainRuns, heads: Partial<HeadPair> = {}): Analysis {
  const chosen = pairOf(heads);
  const bert = traceOf('bert', run);
  const gpt = traceOf('gpt', run);
  const passes = { left: bert, right: gpt };
  return {
    bert: recordsOf(bert),
    gpt: recordsOf(gpt),
    difference: difference(bert, gpt, { left: chosen.bert, right: chosen.gpt }),
    counterparts: { bert: rankings(passes, 'left'), gpt: rankings(passes, 'right') },
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

function pairOf(heads: unknown): HeadPair {
  if (!isObject(heads)) throw headsError();
  const pair = { ...FIRST_HEADS, ...heads };
  for (const choice of [pair.bert, pair.gpt] as unknown[]) {
    const known =
      isObject(choice) && Number.isInteger(choice.layer) && Number.isInteger(choice.head);
    if (!known) throw headsError();
  }
  return pair;
}

function headsError(): TypeError {
  return new TypeError(
    'The heads to compare are two such as { bert: { layer: 0, head: 2 }, gpt: { layer: 3, head: 1 } }, counted from 0.',
  );
}
