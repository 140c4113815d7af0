/** Single matrices of a reading: what pictures, readouts and rankings of chosen heads are made from. */
import type { KeptAttention, Trace } from '../../model/trace.ts';
import {
  type AttentionView,
  attentionViewFrom,
  subjectOf,
  weightsOf,
} from '../attention/attentionView.ts';
import { type HeadChoice, type SomeHeads, sameHead, type WithHeads } from '../attention/head.ts';
import type { Subject, ViewOptions } from '../attention/viewOptions.ts';
import { type Answer, asKept, ask, isHeld, type KeptTrace, made } from './question.ts';

/** How many matrices of a reading are kept here: what the views show at once, and a little more. */
const FETCHED = 12;

interface Fetched {
  readonly choice: HeadChoice;
  readonly of: Subject;
  readonly weights: Answer<Float32Array>;
}

/** What was fetched of each reading, the newest last. */
const fetched = new WeakMap<KeptAttention, readonly Fetched[]>();

/** A mean of a layer is the same for all of its heads, that of all heads and rollout for any. */
function isSame(a: Omit<Fetched, 'weights'>, b: Omit<Fetched, 'weights'>): boolean {
  if (a.of !== b.of) return false;
  if (a.of === 'head') return sameHead(a.choice, b.choice);
  return a.of !== 'layer' || a.choice.layer === b.choice.layer;
}

function fetchMatrix(trace: KeptTrace, choice: HeadChoice, of: Subject): Answer<Float32Array> {
  const key = trace.attention;
  const others = () => (fetched.get(key) ?? []).filter((each) => !isSame(each, { choice, of }));
  const keep = (weights: Answer<Float32Array>) =>
    fetched.set(key, [...others().slice(1 - FETCHED), { choice, of, weights }]);
  const known = fetched.get(key)?.find((each) => isSame(each, { choice, of }));
  if (known) {
    keep(known.weights);
    return known.weights;
  }
  const weights = ask(trace, { what: 'matrix', choice, of });
  keep(weights);
  if (weights instanceof Promise) weights.then(keep, () => fetched.set(key, others()));
  return weights;
}

/**
 * A head, or a mean or rollout of several: [T, T], token by token.
 *
 * @throws RangeError when the model has no such layer or head.
 */
export function matrixOf(trace: Trace, choice: HeadChoice, of: Subject): Answer<Float32Array> {
  return isHeld(trace)
    ? weightsOf(trace, choice, of)
    : fetchMatrix(asKept(trace), choice, subjectOf(trace, of));
}

/** What view options show of a trace, wherever its attention is. @throws RangeError as above. */
export function askAttentionView(
  trace: Trace,
  choice: HeadChoice,
  viewOptions: Pick<ViewOptions, 'of' | 'by'>,
): Answer<AttentionView> {
  const weights = matrixOf(trace, choice, viewOptions.of);
  const view = (values: Float32Array) => attentionViewFrom(trace, values, choice, viewOptions);
  return made(weights, view);
}

/** The same of several heads. */
export function askAttentionViews(
  trace: Trace,
  choices: readonly HeadChoice[],
  viewOptions: Pick<ViewOptions, 'of' | 'by'>,
): Answer<readonly AttentionView[]> {
  const views = choices.map((choice) => askAttentionView(trace, choice, viewOptions));
  return views.some((view) => view instanceof Promise)
    ? Promise.all(views)
    : (views as AttentionView[]);
}

/** The trace with these of its heads at least. @throws RangeError when the model has no such head. */
export function withHeads(trace: Trace, choices: readonly HeadChoice[]): Answer<WithHeads<Trace>> {
  if (isHeld(trace)) return trace;
  const all = choices.map((choice) => fetchMatrix(asKept(trace), choice, 'head'));
  const some = (heads: readonly Float32Array[]): WithHeads<Trace> => {
    const attention: SomeHeads = new Map(
      choices.map(({ layer, head }, at) => [layer * trace.heads + head, heads[at]!]),
    );
    return { ...trace, attention };
  };
  return all.some((each) => each instanceof Promise)
    ? Promise.all(all).then(some)
    : some(all as Float32Array[]);
}
