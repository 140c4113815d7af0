/** What a run is known by: everything that it depends on, as one string. */

import type { ModelClient } from '../../engine/modelClient.ts';
import type { FullComparison } from '../../model/trace.ts';

const numbers = new WeakMap<ModelClient, number>();
let count = 0;

/** A client is of one pair of models, so its number stands for them. */
function numberOf(client: ModelClient): number {
  const known = numbers.get(client) ?? ++count;
  numbers.set(client, known);
  return known;
}

const isComparison = (value: object): value is FullComparison =>
  'left' in value &&
  typeof value.left === 'object' &&
  value.left !== null &&
  'attention' in value.left;

/** A comparison is what the client's models make of its text, so the text stands for it. */
function plain(_: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (isComparison(value)) return { text: value.text, pair: value.pair };
  if (ArrayBuffer.isView(value)) {
    throw new TypeError(
      'A run is set by plain data and a comparison: this is an array of numbers.',
    );
  }
  return value;
}

/**
 * @param input everything else that the run depends on: plain data, and comparisons
 * @param attempt counts the tries of the same run
 */
export function runKey(client: ModelClient, input: object, attempt = 0): string {
  return JSON.stringify([numberOf(client), attempt, input], plain);
}
