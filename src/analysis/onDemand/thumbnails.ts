/** Heads made small enough for an overview, the largest weight under each pixel. */
import type { HeldTrace, KeptAttention, Trace } from '../../model/trace.ts';
import { cutOut, partOf, shapeOf } from '../attention/across.ts';
import { type AttentionView, attentionViewOf } from '../attention/attentionView.ts';
import type { HeadChoice } from '../attention/head.ts';
import { maxPool, maxPoolOf } from '../attention/pool.ts';
import type { Unit } from '../attention/viewOptions.ts';
import { type Answer, asKept, ask, isHeld, made } from './question.ts';

/** What is drawn of a head, at most `size` pixels wide and high. */
export function smallOf(
  { weights, ...axes }: Pick<AttentionView, 'weights' | 'tokens' | 'across'>,
  size: number,
): Float32Array {
  const part = partOf(axes);
  const { length } = axes.tokens;
  if (!part) return maxPool(weights, length, size);
  return maxPoolOf(cutOut(weights, length, part), shapeOf(part), size);
}

/** @returns [n, n] each, n the pixels, or the tokens or words where they are fewer; of cross-attention either side by itself */
export function thumbnailsHere(
  trace: HeldTrace,
  choices: readonly HeadChoice[],
  by: Unit,
  size: number,
): Float32Array[] {
  return choices.map((choice) => {
    return smallOf(attentionViewOf(trace, choice, { of: 'head', by }), size);
  });
}

/** What was fetched of a reading, in one size, by head: about a hundredth of the attention itself. */
interface Fetched {
  readonly by: Unit;
  readonly size: number;
  readonly thumbnails: Map<number, Float32Array>;
}

const fetched = new WeakMap<KeptAttention, Fetched>();

function fetchedOf(key: KeptAttention, by: Unit, size: number): Fetched['thumbnails'] {
  const known = fetched.get(key);
  if (known?.by === by && known.size === size) return known.thumbnails;
  const thumbnails = new Map();
  fetched.set(key, { by, size, thumbnails });
  return thumbnails;
}

/** The same of attention that may be elsewhere: here where it was asked for before. */
export function thumbnailsOf(
  trace: Trace,
  choices: readonly HeadChoice[],
  by: Unit,
  size: number,
): Answer<readonly Float32Array[]> {
  if (isHeld(trace)) return thumbnailsHere(trace, choices, by, size);
  const kept = asKept(trace);
  const here = fetchedOf(kept.attention, by, size);
  const places = choices.map(({ layer, head }) => layer * trace.heads + head);
  const known = places.flatMap((place) => here.get(place) ?? []);
  if (known.length === choices.length) return known;
  return made(ask(kept, { what: 'thumbnails', choices, by, size }), (thumbnails) => {
    for (const [at, place] of places.entries()) here.set(place, thumbnails[at]!);
    return thumbnails;
  });
}
