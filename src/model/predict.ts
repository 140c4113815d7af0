/** From logits to the candidates that a reader sees. */
import type { Vocabulary } from '../text/tokenizer.ts';
import type { Candidate } from './trace.ts';

/** Thrown when a forward pass ends in what is no number: the weights, or what computes with them, are broken. */
export class NotFiniteError extends Error {
  override name = 'NotFiniteError';

  constructor(what: string) {
    super(
      `The model computed ${what} with what is not a number in them: open the page with another ?backend=, or publish the models again.`,
    );
  }
}

/** Softmax in double precision, over everything that is given; same length. */
export function probabilities(logits: Float32Array): Float64Array {
  let largest = Number.NEGATIVE_INFINITY;
  for (const logit of logits) largest = Math.max(largest, logit); // NaN stays NaN
  // Loops, because callbacks on typed arrays take several times as long over a whole vocabulary.
  const p = new Float64Array(logits.length);
  let sum = 0;
  for (let id = 0; id < p.length; id++) {
    p[id] = Math.exp(logits[id]! - largest);
    sum += p[id]!;
  }
  for (let id = 0; id < p.length; id++) p[id]! /= sum;
  return p;
}

/**
 * The `count` most probable tokens, with probabilities over the whole vocabulary; equal ones in the
 * order of their ids.
 *
 * @param logits [V]
 * @throws NotFiniteError when the logits are not all finite.
 */
export function rank(logits: Float32Array, count: number, vocabulary: Vocabulary): Candidate[] {
  const p = probabilities(logits);
  if (Number.isNaN(p[0])) throw new NotFiniteError('predictions');
  const top: number[] = [];
  for (let id = 0; id < p.length; id++) {
    if (top.length === count && p[id]! <= p[top[count - 1]!]!) continue;
    const place = top.findIndex((other) => p[other]! < p[id]!);
    top.splice(place === -1 ? top.length : place, 0, id);
    if (top.length > count) top.pop();
  }
  return top.map((id) => ({
    id,
    piece: vocabulary.piece(id),
    label: vocabulary.label(id),
    p: p[id]!,
  }));
}
