/**
 * What the reader looks at: one [T, T] of a trace through view options, with the tokens and the mask that
 * belong to it. Every picture, table and sentence of one model is made from the same attention view.
 */
import type { ModelInfo } from '../../model/capabilities.ts';
import type { HeldTrace, Trace } from '../../model/trace.ts';
import type { Side, Token } from '../../text/token.ts';
import { partOf, type Stretch, within } from './across.ts';
import { layerMean, overallMean, rollout } from './average.ts';
import { axisTokens, type Cell, type PointedCell } from './cell.ts';
import { type HeadChoice, headWeights } from './head.ts';
import { mergeMask, mergeTokens, mergeWeights, type Words, wordsOf } from './mergeWords.ts';
import { PLAIN_VIEW_OPTIONS, type Subject, type Unit, type ViewOptions } from './viewOptions.ts';

export interface AttentionView {
  readonly side: Side;
  readonly model: ModelInfo;
  /** The chosen head, whose layer's mean it may be. */
  readonly choice: HeadChoice;
  /** L · H: how many heads the model has. */
  readonly heads: number;
  readonly of: Subject;
  readonly unit: Unit;
  /** T tokens, or as many words; then what the model has not read. */
  readonly tokens: readonly Token[];
  readonly unread: readonly Token[];
  /** Of cross-attention: at which place the text begins that reads, after the one that is read. */
  readonly across?: number;
  /** [T, T], 1 where the row may read the column. */
  readonly mask: Uint8Array;
  /** [T, T], rows read from columns. */
  readonly weights: Float32Array;
  /** Which tokens of the trace, unread ones included, make which words; null token by token. */
  readonly words: Words | null;
}

/** What is shown of a reading: there is no rollout through the layers of cross-attention, which do not follow each other. */
export const subjectOf = ({ across }: Pick<Trace, 'across'>, of: Subject): Subject =>
  of === 'rollout' && across !== undefined ? 'all' : of;

/** The subject of the view options as [T, T], tokens by tokens, with the chosen head or its layer. */
export function weightsOf(trace: HeldTrace, choice: HeadChoice, of: Subject): Float32Array {
  switch (subjectOf(trace, of)) {
    case 'head':
      return headWeights(trace, choice);
    case 'layer':
      return layerMean(trace, choice.layer);
    case 'all':
      return once(means, trace, overallMean);
    case 'rollout':
      return once(rollouts, trace, rollout);
  }
}

// The same for every choice of head: made once for a trace, not again for each head pointed at.
const means = new WeakMap<HeldTrace, Float32Array>();
const rollouts = new WeakMap<HeldTrace, Float32Array>();

function once<Read extends object, T>(
  kept: WeakMap<Read, T>,
  trace: Read,
  make: (trace: Read) => T,
): T {
  const found = kept.get(trace) ?? make(trace);
  kept.set(trace, found);
  return found;
}

interface MergedText {
  readonly words: Words;
  readonly tokens: readonly Token[];
  readonly unread: readonly Token[];
  readonly across?: number;
  readonly mask: Uint8Array;
}

/** A trace, wherever its attention is. */
type Read = Omit<Trace, 'attention'>;

const texts = new WeakMap<Read, MergedText>();

function mergedText(trace: Read): MergedText {
  const axis = axisTokens(trace);
  const read = trace.tokens.length;
  const words = wordsOf(axis, read);
  const merged = mergeTokens(axis, words);
  const count = words.wordOf[read - 1]! + 1;
  return {
    words,
    tokens: merged.slice(0, count),
    unread: merged.slice(count),
    ...(trace.across !== undefined && { across: words.wordOf[trace.across - 1]! + 1 }),
    mask: mergeMask(trace.mask, words),
  };
}

/**
 * What view options show of a trace. Words are merged last, so that a rollout multiplies the models' own
 * matrices, not merged ones.
 *
 * @throws RangeError when the model has no such layer or head.
 */
export function attentionViewOf(
  trace: HeldTrace,
  choice: HeadChoice,
  viewOptions: Pick<ViewOptions, 'of' | 'by'> = PLAIN_VIEW_OPTIONS,
): AttentionView {
  return attentionViewFrom(trace, weightsOf(trace, choice, viewOptions.of), choice, viewOptions);
}

/** The same of weights at hand: @param weights the subject of the view options, [T, T], token by token. */
export function attentionViewFrom(
  trace: Read,
  weights: Float32Array,
  choice: HeadChoice,
  { of, by }: Pick<ViewOptions, 'of' | 'by'>,
): AttentionView {
  const { side, model, tokens, unread, across, mask } = trace;
  const heads = trace.layers * trace.heads;
  const what = { side, model, choice, heads, of: subjectOf(trace, of), unit: by };
  if (by === 'tokens') {
    const own = { ...what, tokens, unread, mask, weights, words: null };
    return across === undefined ? own : { ...own, across };
  }
  const text = once(texts, trace, mergedText);
  return { ...what, ...text, weights: mergeWeights(weights, text.words) };
}

/** The axes and the mask of a trace, token by token or word by word. */
export const axesBy = (
  trace: Trace,
  by: Unit,
): Pick<AttentionView, 'tokens' | 'across' | 'mask'> =>
  by === 'tokens' ? trace : once(texts, trace, mergedText);

/** The place along an attention view's axes of a token along its model's. */
export const placeOf = ({ words }: AttentionView, position: number): number =>
  words ? words.wordOf[position]! : position;

/** The position of the first token at a place along an attention view's axes. */
export const positionOf = ({ words }: AttentionView, place: number): number =>
  words ? words.starts[place]! : place;

/** What is pointed at of token positions, on an attention view's axes. */
export function onAttentionView(view: AttentionView, { row, column }: PointedCell): PointedCell {
  const part = partOf(view);
  const on = (position: number | null, drawn: Stretch | undefined) => {
    const place = position === null ? null : placeOf(view, position);
    return place === null || !drawn || within(drawn, place) ? place : null;
  };
  return { row: on(row, part?.rows), column: on(column, part?.columns) };
}

/** The cell of token positions that stands for a cell of an attention view: the first tokens of its words. */
export function onTokens(attentionView: AttentionView, { row, column }: Cell): Cell {
  return { row: positionOf(attentionView, row), column: positionOf(attentionView, column) };
}
