/**
 * One head of three tokens, d = 4 and D = 2, small enough to work out on paper, seen from the row of
 * `it`:
 *
 * - query (2, 0, 1, 0); keys (1, 0, 0, 0), (0, 1, 2, 0), (1, 1, 1, 1): scores 2, 2, 3
 * - divided by √4 = 2: 1, 1, 1.5
 * - GPT may not read the last: weights 1/2, 1/2, 0
 * - values (4, 0, 0, 0), (0, 2, 0, −2), (9, 9, 9, 9): the mix is (2, 1, 0, −1)
 * - W_O has the rows (1, 0), (0, 1), (1, 1), (1, −1): the output is (2 − 1, 1 + 1) = (1, 2)
 * - the query's first number: input (1, 2) · (0, 0.75) + bias 0.5 = 2
 */

import { softmaxTerm } from '../../../src/analysis/steps/arithmetic.ts';
import { additive, bidirectional, causal } from '../../../src/model/mask.ts';
import type { HeadStages, HeldTrace, Projection } from '../../../src/model/trace.ts';
import { trace } from '../traces.ts';

const T = 3;
const D = 2;
const d = 4;

/** The row of `it`. */
export const IT = 1;

const QUERIES = [
  [0, 0, 0, 0],
  [2, 0, 1, 0],
  [0, 0, 0, 2],
];
const KEYS = [
  [1, 0, 0, 0],
  [0, 1, 2, 0],
  [1, 1, 1, 1],
];
const VALUES = [
  [4, 0, 0, 0],
  [0, 2, 0, -2],
  [9, 9, 9, 9],
];
const OUTPUT = [
  [1, 0],
  [0, 1],
  [1, 1],
  [1, -1],
];

const flat = (rows: readonly (readonly number[])[]) => Float32Array.from(rows.flat());
const dot = (a: readonly number[], b: readonly number[]) =>
  a.reduce((sum, value, index) => sum + value * b[index]!, 0);
const columnOf = (rows: readonly (readonly number[])[], c: number) => rows.map((row) => row[c]!);

function stages(mask: Uint8Array): HeadStages {
  const scores = QUERIES.map((query) => KEYS.map((key) => dot(query, key)));
  const scaled = scores.map((row) => row.map((score) => score / 2));
  const added = additive(mask);
  const masked = scaled.map((row, i) => row.map((score, j) => score + added[i * T + j]!));
  const weights = masked.map((row) => row.map((_, j) => softmaxTerm(row, j).weight));
  const context = weights.map((row) => VALUES[0]!.map((_, c) => dot(row, columnOf(VALUES, c))));
  const output = context.map((row) => OUTPUT[0]!.map((_, c) => dot(row, columnOf(OUTPUT, c))));
  const none: Projection = { weight: new Float32Array(D * d), bias: new Float32Array(d) };
  const q = {
    weight: Float32Array.of(0, 0, 1, 0, 0.75, 0, 0, 0), // [D, d]
    bias: Float32Array.of(0.5, 0, 0, 0),
  };
  return {
    layer: 0,
    head: 0,
    q: flat(QUERIES),
    k: flat(KEYS),
    v: flat(VALUES),
    scores: flat(scores),
    scaled: flat(scaled),
    masked: flat(masked),
    weights: flat(weights),
    context: flat(context),
    output: flat(output),
    input: Float32Array.of(0, 0, 1, 2, 0, 0), // [T, D]
    parameters: { q, k: none, v: none, output: flat(OUTPUT) },
  };
}

function inspected(side: HeldTrace['side'], labels: readonly string[]): HeldTrace {
  const made = stages((side === 'left' ? bidirectional : causal)(T));
  const rows = Array.from({ length: T }, (_, row) => [
    ...made.weights.subarray(row * T, (row + 1) * T),
  ]);
  return trace(side, labels, [rows], { inspected: made });
}

export const STEP_BERT = inspected('left', ['[CLS]', 'it', 'slept']);
export const STEP_GPT = inspected('right', ['<|endoftext|>', 'it', 'slept']);
