/**
 * The one immutable value that a forward pass leaves behind: tokens, mask, attention and
 * predictions of the same run travel together, so that no view can mix two runs.
 *
 * Axis letters, everywhere: L layers, H heads, T tokens, D model width, d head width, V vocabulary.
 */
import type { Side, Span, Token } from '../text/token.ts';
import type { ModelInfo } from './capabilities.ts';

export interface Candidate {
  readonly id: number;
  readonly piece: string;
  readonly label: string;
  /** Probability over the whole vocabulary, 0 to 1. */
  readonly p: number;
}

/** A slot that a model was asked to fill. */
export interface Prediction {
  /** BERT: the position of its `[MASK]`. GPT: the position whose output predicts the token after it. */
  readonly index: number;
  /** Most probable first. */
  readonly top: readonly Candidate[];
  /** [V], where it was asked for: the probability of every token of the vocabulary. */
  readonly distribution?: Float32Array;
  /** What the inspected head adds to the logits directly, where it was asked for and the model has such a path. */
  readonly direct?: DirectEffect;
}

/** Additions to logits, each less the mean over the vocabulary. */
export interface DirectEffect {
  /** Of each of the prediction's `top`. */
  readonly added: readonly number[];
  /** The tokens that it raises most and lowers most. */
  readonly most: Addition;
  readonly least: Addition;
}

export interface Addition {
  readonly id: number;
  readonly label: string;
  readonly added: number;
}

/** Every stage of one head, for inspection. */
export interface HeadStages {
  readonly layer: number;
  readonly head: number;
  /** [T, d] each. */
  readonly q: Float32Array;
  readonly k: Float32Array;
  readonly v: Float32Array;
  /** [T, T] each: q·k, divided by √d, with the additive mask, after softmax. */
  readonly scores: Float32Array;
  readonly scaled: Float32Array;
  readonly masked: Float32Array;
  readonly weights: Float32Array;
  /** [T, d]: weights · v. */
  readonly context: Float32Array;
  /** [T, D]: context · W_O of this head, without the bias, which belongs to no head. */
  readonly output: Float32Array;
  /** [T, D]: what queries, keys and values are made of. BERT: the hidden states; GPT: after its norm. */
  readonly input: Float32Array;
  readonly parameters: HeadParameters;
}

/** The parameters that one head's stages come from: its slices of the layer's projections. */
export interface HeadParameters {
  /** [D, d] each, W_Q, W_K and W_V, and their biases, [d] each. */
  readonly q: Projection;
  readonly k: Projection;
  readonly v: Projection;
  /** W_O, [d, D]. Its bias is the whole layer's. */
  readonly output: Float32Array;
}

export interface Projection {
  readonly weight: Float32Array;
  readonly bias: Float32Array;
}

/**
 * Attention of more bytes than this, per model, is not handed from thread to thread: whoever computed it
 * keeps it and answers questions. Less travels whole in one message, and is read at once.
 */
export const LARGE = 2 ** 20;

/** The attention of a large reading, kept by whoever computed it. */
export interface KeptAttention {
  /** max |row sum − 1|, and the largest weight above the diagonal, over all heads. */
  readonly maxRowError: number;
  readonly maxFuture: number;
  /**
   * Answers a question of `analysis/onDemand/question.ts`: at once where the answer came along with the reading, else
   * with a promise.
   *
   * @throws Error with a sentence when a newer reading has taken its place: the promise rejects.
   */
  ask(question: object): unknown;
}

/** What a forward pass leaves behind, whoever's it is. */
export interface Pass {
  /** T tokens, specials included. */
  readonly tokens: readonly Token[];
  /** Tokens of the text that the model did not read (GPT, after a blank). */
  readonly unread: readonly Token[];
  readonly layers: number;
  readonly heads: number;
  /**
   * How many of the T tokens this pass computed, the last ones; what is known of those before them was
   * taken over from the pass before, which a causal mask allows. All, where it is not said.
   */
  readonly computed?: number;
  /**
   * Of cross-attention, which comes from files alone: how many of the T tokens, the first ones, are of the text that
   * is read. Those after them are of the text that reads it; the mask is 1 in their rows, in the columns of these.
   */
  readonly across?: number;
  /** [T, T], row-major, 1 where the row's token may read the column's: the mask that the forward pass used. */
  readonly mask: Uint8Array;
  /** L masks, [T, T] each, where an experiment used another one in some of the layers only. */
  readonly masks?: readonly Uint8Array[];
  /** [L, H, T, T], row-major: rows read from columns; or whom to ask for parts of it. */
  readonly attention: Float32Array | KeptAttention;
  /** BERT: one per blank. GPT: one. */
  readonly predictions: readonly Prediction[];
  /** BERT, given a pair: the probability that the second text follows the first, 0 to 1. */
  readonly nextSentence?: number;
  readonly inspected?: HeadStages;
  /** [L, T, D], where it was asked for: the hidden states after each layer. */
  readonly hidden?: Float32Array;
}

/** A pass whose attention is here. */
export interface HeldPass extends Pass {
  readonly attention: Float32Array;
}

/** A pass of the model in one of the two places of a comparison. */
export interface Trace extends Pass {
  readonly side: Side;
  readonly model: ModelInfo;
}

/** A trace whose attention is here. */
export interface HeldTrace extends Trace {
  readonly attention: Float32Array;
}

/** The mask [T, T] that a layer, counted from 0, used. */
export function maskAt(trace: Pick<Pass, 'mask' | 'masks'>, layer: number): Uint8Array {
  return trace.masks?.[layer] ?? trace.mask;
}

/** A text, and what the model in each place reads of it; null where there is none yet, or none can be had. */
export interface Comparison<Read extends Trace = Trace>
  extends Readonly<Record<Side, Read | null>> {
  readonly text: string;
  readonly pair: string | null;
  readonly cut: Span | null;
}

/** A comparison of two: what sets one model against the other asks for both. */
export interface FullComparison<Read extends Trace = Trace> extends Comparison<Read> {
  readonly left: Read;
  readonly right: Read;
}

export const isFull = <Read extends Trace>(
  comparison: Comparison<Read>,
): comparison is FullComparison<Read> => comparison.left !== null && comparison.right !== null;
