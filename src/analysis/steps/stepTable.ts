/** Which numbers each step shows, and where each of them is. */

import type { HeadRow } from './arithmetic.ts';
import { maskTerm } from './arithmetic.ts';
import type { StepName } from './stepNames.ts';

/** Numbers side by side, drawn as a strip. */
export const VECTORS = ['query', 'key', 'value', 'share', 'context', 'output'] as const;
export type VectorPart = (typeof VECTORS)[number];

/** One number for each key. `term` is the share's number at the component in question. */
export type NumberPart = 'score' | 'scaled' | 'mask' | 'masked' | 'weight' | 'term';

export type Part = VectorPart | NumberPart;

/** One number of one step. */
export interface Spot {
  readonly part: Part;
  /** The position of the key; of no meaning for the chosen word's own query, context and output. */
  readonly key: number;
  /** From 0, in a vector or for a term; of no meaning for other numbers. */
  readonly component: number;
}

/** What a step lays out: rows of the chosen word itself, before and after a row for each key. */
export interface StepTable {
  readonly before: readonly Part[];
  readonly keys: readonly Part[];
  readonly after: readonly Part[];
}

export const STEP_TABLES: Readonly<Record<StepName, StepTable>> = {
  vectors: { before: ['query'], keys: ['key', 'value'], after: [] },
  scores: { before: ['query'], keys: ['key', 'score'], after: [] },
  scaled: { before: [], keys: ['score', 'scaled'], after: [] },
  mask: { before: [], keys: ['scaled', 'mask', 'masked'], after: [] },
  softmax: { before: [], keys: ['masked', 'weight'], after: [] },
  sum: { before: [], keys: ['weight', 'share', 'term'], after: ['context'] },
  output: { before: ['context'], keys: [], after: ['output'] },
  // No numbers of the head: what the model predicts with them.
  prediction: { before: [], keys: [], after: [] },
};

export function isVector(part: Part): part is VectorPart {
  return (VECTORS as readonly Part[]).includes(part);
}

/** The numbers of a strip: [d], or [D] for the output. */
export function vectorAt(row: HeadRow, part: VectorPart, key: number): Float32Array {
  switch (part) {
    case 'query':
      return row.query;
    case 'key':
      return row.key(key);
    case 'value':
      return row.value(key);
    case 'share':
      return row.share(key);
    case 'context':
      return row.context;
    case 'output':
      return row.output;
  }
}

export function numberAt(row: HeadRow, { part, key, component }: Spot): number {
  switch (part) {
    case 'score':
      return row.scores[key]!;
    case 'scaled':
      return row.scaled[key]!;
    case 'mask':
      return maskTerm(row.open[key]!);
    case 'masked':
      return row.masked[key]!;
    case 'weight':
      return row.weights[key]!;
    case 'term':
      return row.value(key)[component]! * row.weights[key]!;
    default:
      return vectorAt(row, part, key)[component]!;
  }
}
