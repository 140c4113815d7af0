/** Requests are checked before they travel: the console API takes them from anyone. */

import { nameOf, plainParts } from '../text/plain.ts';
import { RequestError } from './failure.ts';
import type { CompareRequest, Inspect } from './protocol.ts';

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** @throws RequestError that says what a request looks like; TypeError when it cannot be read at all. */
export function checkRequest(request: unknown): CompareRequest {
  if (!isObject(request)) {
    throw new RequestError('A request is an object such as { text: "The cat sat." }.');
  }
  const { text, pair, inspect } = plainParts(request, ['text', 'pair', 'inspect']);
  if (typeof text !== 'string') {
    throw new RequestError(`text is a string, not ${nameOf(text)}.`);
  }
  if (pair !== undefined && pair !== null && typeof pair !== 'string') {
    throw new RequestError(`pair is a string or left out, not ${nameOf(pair)}.`);
  }
  return {
    text,
    ...(typeof pair === 'string' && { pair }),
    ...(inspect !== undefined && inspect !== null && { inspect: checkList(inspect) }),
  };
}

function checkList(inspect: unknown): readonly Inspect[] {
  if (!Array.isArray(inspect)) {
    throw new RequestError(`inspect is a list of heads, not ${nameOf(inspect)}.`);
  }
  // Before a look at each: an array can be longer than a lifetime of looks.
  const heads = inspect.length > 2 ? [] : Array.from(inspect, checkInspect);
  if (new Set(heads.map(({ side }) => side)).size < inspect.length) {
    throw new RequestError('inspect names one head of each model at most.');
  }
  return heads;
}

function checkInspect(inspect: unknown): Inspect {
  const { side, layer, head } = isObject(inspect) ? inspect : {};
  if (side !== 'left' && side !== 'right') {
    throw new RequestError(`inspect.side is "left" or "right", not ${nameOf(side)}.`);
  }
  if (!Number.isInteger(layer) || !Number.isInteger(head)) {
    throw new RequestError('inspect.layer and inspect.head are whole numbers that count from 0.');
  }
  return { side, layer: layer as number, head: head as number };
}

/**
 * @param title what the model is called
 * @throws RequestError that names the layers and heads there are.
 */
export function checkRange(
  { layer, head }: Inspect,
  title: string,
  size: { readonly layers: number; readonly heads: number },
): void {
  const inside = (index: number, count: number) => index >= 0 && index < count;
  if (!inside(layer, size.layers) || !inside(head, size.heads)) {
    throw new RequestError(
      `${title} has layers 0 to ${size.layers - 1} and heads 0 to ${size.heads - 1}: there is no layer ${layer}, head ${head}.`,
    );
  }
}
