/**
 * A small classifier on frozen features: what it is given and what it answers. The features of a
 * sentence are the mean of its tokens' last hidden states, and a linear layer on top of them is
 * trained alone (a probe: Alain and Bengio 2017); in fine-tuning the model itself would learn as well.
 */
import type { Classifier } from '../../model/logistic.ts';
import type { Trace } from '../../model/trace.ts';

/**
 * The mean over the text's own tokens of the last layer's hidden states, [D]; null where the model has
 * read none of them.
 *
 * @throws RangeError when the trace does not carry its hidden states.
 */
export function sentenceFeatures({ hidden, layers, tokens }: Trace): Float32Array | null {
  if (!hidden) throw new RangeError('The hidden states are needed: ask for them.');
  const width = hidden.length / layers / tokens.length;
  const last = (layers - 1) * tokens.length;
  const own = tokens.flatMap(({ special }, position) => (special ? [] : [position]));
  if (own.length === 0) return null;
  const sum = new Float64Array(width);
  for (const position of own) {
    const from = (last + position) * width;
    for (let i = 0; i < width; i++) sum[i]! += hidden[from + i]!;
  }
  return Float32Array.from(sum, (value) => value / own.length);
}

/** How features are brought to one scale: as they are among the sentences to learn from. */
export interface Scale {
  /** [D] */
  readonly mean: Float64Array;
  /** [D], standard deviations; 0 for a feature that is the same everywhere. */
  readonly deviation: Float64Array;
}

/** @param rows of [D], at least one. */
export function scaleOf(rows: readonly Float32Array[]): Scale {
  const width = rows[0]!.length;
  const mean = new Float64Array(width);
  const deviation = new Float64Array(width);
  for (const row of rows) for (let i = 0; i < width; i++) mean[i]! += row[i]! / rows.length;
  for (const row of rows) {
    for (let i = 0; i < width; i++) deviation[i]! += (row[i]! - mean[i]!) ** 2 / rows.length;
  }
  return { mean, deviation: deviation.map(Math.sqrt) };
}

/**
 * Standardised features, divided by √D: a sentence's vector is then about 1 long, and plain gradient
 * descent is stable at a learning rate of 1 whatever D is.
 */
export function scaled({ mean, deviation }: Scale, row: Float32Array): Float32Array {
  const root = Math.sqrt(row.length);
  return row.map((value, i) => (deviation[i]! > 0 ? (value - mean[i]!) / deviation[i]! / root : 0));
}

/** softmax(x · weight + bias), [C], in double precision. */
export function classProbabilities({ weight, bias }: Classifier, row: Float32Array): number[] {
  const count = bias.length;
  const logits = Array.from(bias, (start, c) =>
    row.reduce((sum, value, i) => sum + value * weight[i * count + c]!, start),
  );
  const largest = Math.max(...logits);
  const powers = logits.map((logit) => Math.exp(logit - largest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return powers.map((power) => power / total);
}

/** The most probable class; of equals the first. */
export function answerOf(probabilities: readonly number[]): number {
  return probabilities.reduce((best, p, at) => (p > probabilities[best]! ? at : best), 0);
}

/** The class that most labels are of; of equals the first. */
export function majority(labels: readonly number[], classes: number): number {
  const counts = Array.from({ length: classes }, () => 0);
  for (const label of labels) counts[label]!++;
  return answerOf(counts);
}

export interface Score {
  readonly right: number;
  readonly of: number;
}

export function scoreOf(answers: readonly number[], labels: readonly number[]): Score {
  return {
    right: labels.filter((label, at) => answers[at] === label).length,
    of: labels.length,
  };
}
