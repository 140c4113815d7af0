/**
 * What one part of the residual stream adds to the logits directly, past whatever later layers make of it
 * ("direct logit attribution": Elhage et al. 2021, "A Mathematical Framework for Transformer Circuits").
 *
 * The final norm divides by the spread of the whole stream. Taken as it was in this pass, it is linear, so
 * that the parts' additions add up to the logits.
 */
import type { HostArray, Norm } from './weights/parameters.ts';

/** What reads logits off the residual stream, where that is one norm and one matrix. */
export interface Unembedding {
  readonly norm: Norm<HostArray>;
  /** [V, D] */
  readonly words: HostArray;
}

const mean = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((sum, value) => sum + value, 0) / values.length;

/**
 * @param part of the stream at one position, [D]
 * @param stream the whole of it after the last layer, [D]
 * @returns [V]
 */
export function directLogits(
  part: ArrayLike<number>,
  stream: ArrayLike<number>,
  { norm, words }: Unembedding,
  epsilon: number,
): Float64Array {
  const [V, D] = words.shape as [number, number];
  const centre = mean(stream);
  const variance = mean(Array.from(stream, (value) => (value - centre) ** 2));
  const scale = 1 / Math.sqrt(variance + epsilon);
  const own = mean(part);
  const gain = norm.gain.values;
  const normed = Float64Array.from(part, (value, c) => (value - own) * scale * gain[c]!);
  const { values } = words;
  const logits = new Float64Array(V);
  for (let id = 0, at = 0; id < V; id++) {
    for (let c = 0; c < D; c++) logits[id]! += normed[c]! * values[at++]!;
  }
  return logits;
}

/** The same, each less the mean over the vocabulary: what adds alike to all logits changes no probability. */
export function directEffect(...of: Parameters<typeof directLogits>): Float64Array {
  const logits = directLogits(...of);
  const shift = mean(logits);
  return logits.map((logit) => logit - shift);
}
