/** One attention weight worked out by hand: what is given, and what a reader's answer is worth. */

/** What is given: scores after scaling, written with two decimals, as many as a row has keys. */
export interface HandRow {
  /** As they are written, and so as they are reckoned with. */
  readonly scores: readonly number[];
  /** e to the power of each, as written. */
  readonly powers: readonly number[];
  /** The model's own weights. */
  readonly weights: readonly number[];
  /** The key whose weight is asked for. */
  readonly asked: number;
}

const SCORE_DIGITS = 2;

const rounded = (value: number) => Number(value.toFixed(SCORE_DIGITS));

/** @param scaled scores of one row that may be read, @param weights the softmax of them, as the model has it */
export function handRow(scaled: ArrayLike<number>, weights: ArrayLike<number>): HandRow {
  const scores = Array.from(scaled, rounded);
  const powers = scores.map((score) => rounded(Math.exp(score)));
  // The largest but the first would be a guess: the one that is largest after it.
  const order = [...scores.keys()].sort((a, b) => weights[b]! - weights[a]!);
  return { scores, powers, weights: Array.from(weights), asked: order[0]! };
}

/** What was typed, as a share of 1: "53", "53 %", "0.53" and "0,53" are all the same; null for no number. */
export function readAnswer(typed: string): number | null {
  const text = typed
    .trim()
    .replace(/\s*[%％]$/, '')
    .replace(',', '.');
  if (!/^\d*\.?\d+$|^\d+\.$/.test(text)) return null;
  const number = Number(text);
  const isShare = number <= 1 && !/[%％]/.test(typed);
  return isShare ? number : number / 100;
}

export type Verdict =
  | 'right'
  /** The share of the bare scores, without e to their power. */
  | 'bare'
  /** e to the power of the score, not divided by the sum. */
  | 'undivided'
  /** The weight of another key. */
  | 'other'
  | 'wrong';

/** So far off is still right: what is given is rounded. */
const TOLERANCE = 0.012;

const isNear = (a: number, b: number) => Math.abs(a - b) <= TOLERANCE;

export function judge({ scores, powers, weights, asked }: HandRow, answer: number): Verdict {
  const share = (values: readonly number[]) =>
    values[asked]! / values.reduce((sum, value) => sum + value, 0);
  if (isNear(answer, weights[asked]!) || isNear(answer, share(powers))) return 'right';
  if (isNear(answer, share(scores))) return 'bare';
  if (isNear(answer, powers[asked]!) || isNear(answer * 100, powers[asked]!)) return 'undivided';
  if (weights.some((weight, at) => at !== asked && isNear(answer, weight))) return 'other';
  return 'wrong';
}
