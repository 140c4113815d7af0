/**
 * What a decoder need not compute again. With a causal mask nothing about a token depends on what
 * follows it, so of a text that begins as the last one did, only the rest is computed; an encoder,
 * whose every token reads every other, has to begin anew.
 */
import type { Encoding } from '../text/token.ts';
import { range } from './interventions.ts';

/** A pass over T tokens, on the host. */
export interface KvCache {
  /** T */
  readonly ids: readonly number[];
  /** Of each layer: queries, keys and values of all heads, [T, 3D]. */
  readonly projected: readonly Float32Array[];
  /** [L, H, T, T] */
  readonly attention: Float32Array;
}

/** How many tokens two readings begin with alike, at most all but the last of the new one. */
export function sharedPrefix(kvCache: KvCache | null, { tokens }: Encoding): number {
  if (!kvCache) return 0;
  const most = Math.min(kvCache.ids.length, tokens.length - 1);
  const differs = range(most).find((i) => kvCache.ids[i] !== tokens[i]!.id);
  return differs ?? most;
}

/** The past's first rows of `width` numbers, and after them those that follow. */
export function appended(
  kvCache: Float32Array,
  known: number,
  width: number,
  rest: Float32Array,
): Float32Array {
  const all = new Float32Array(known * width + rest.length);
  all.set(kvCache.subarray(0, known * width));
  all.set(rest, known * width);
  return all;
}

/**
 * Attention of all T tokens, [L, H, T, T], from the past's first rows and the new ones.
 *
 * @param known how many rows are the past's.
 * @param rest the others, [T − known, T], of each head of each layer, one after the other.
 */
export function withKnownRows(
  kvCache: KvCache,
  known: number,
  length: number,
  rest: Float32Array,
): Float32Array {
  const before = kvCache.ids.length;
  const matrices = kvCache.attention.length / (before * before);
  const added = (length - known) * length;
  const attention = new Float32Array(matrices * length * length);
  for (let matrix = 0; matrix < matrices; matrix++) {
    const to = matrix * length * length;
    for (let row = 0; row < known; row++) {
      const from = (matrix * before + row) * before;
      attention.set(kvCache.attention.subarray(from, from + row + 1), to + row * length);
    }
    attention.set(rest.subarray(matrix * added, (matrix + 1) * added), to + known * length);
  }
  return attention;
}
