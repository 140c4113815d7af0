/**
 * Tokens merged into words. Attention *to* a word is the sum over its tokens, attention *from* a
 * word the mean over its tokens (Clark et al. 2019, section 4.1), so that rows keep their sums.
 *
 * A word is a run of non-space characters (`Token.word`): punctuation that touches a word is part
 * of it. What the model's template adds, and every blank, stays by itself.
 *
 * A merged cell is open where any of its token pairs is. In a causal model that concerns a word's
 * own cell, in which the pairs that look ahead inside the word are forbidden and add exactly 0.
 */

import { isTyped } from '../../text/blank.ts';
import { labelOf } from '../../text/label.ts';
import type { Token } from '../../text/token.ts';

/** Which tokens make which words: words are runs, so their starts say all. */
export interface Words {
  /** The first token of each word. */
  readonly starts: readonly number[];
  /** The word of each token. */
  readonly wordOf: readonly number[];
}

function joins(token: Token, before: Token): boolean {
  return token.word !== null && token.word === before.word && isTyped(token) && isTyped(before);
}

/** @param read a word never spans this position, where what the model has read ends */
export function wordsOf(tokens: readonly Token[], read: number): Words {
  const starts: number[] = [];
  const wordOf: number[] = [];
  for (const [position, token] of tokens.entries()) {
    const before = tokens[position - 1];
    if (!before || position === read || !joins(token, before)) starts.push(position);
    wordOf.push(starts.length - 1);
  }
  return { starts, wordOf };
}

/** Each word as one token: its pieces and labels joined, its span from first to last. */
export function mergeTokens(tokens: readonly Token[], { starts }: Words): Token[] {
  return starts.map((start, word) => {
    const parts = tokens.slice(start, starts[word + 1] ?? tokens.length);
    const first = parts[0]!;
    if (parts.length === 1) return first;
    const piece = parts.map((part) => part.piece).join('');
    const end = parts.at(-1)!.span;
    const span = first.span && end && { start: first.span.start, end: end.end };
    // Read anew from the pieces: parts of one character make that character.
    return { ...first, piece, label: labelOf(piece), span };
  });
}

/**
 * Attention between words: [W, W] of [T, T].
 *
 * @param words of the T tokens of the weights; later tokens are left out
 */
export function mergeWeights(weights: Float32Array, { starts, wordOf }: Words): Float32Array {
  const length = Math.sqrt(weights.length);
  const { count, sizes } = within(starts, length);
  const merged = new Float64Array(count * count);
  for (let row = 0; row < length; row++) {
    for (let column = 0; column < length; column++) {
      merged[wordOf[row]! * count + wordOf[column]!]! += weights[row * length + column]!;
    }
  }
  return Float32Array.from(merged, (sum, at) => sum / sizes[Math.floor(at / count)]!);
}

/** 1 where any token of the row's word may read any token of the column's: [W, W] of [T, T]. */
export function mergeMask(mask: Uint8Array, { starts, wordOf }: Words): Uint8Array {
  const length = Math.sqrt(mask.length);
  const { count } = within(starts, length);
  const merged = new Uint8Array(count * count);
  for (let row = 0; row < length; row++) {
    for (let column = 0; column < length; column++) {
      if (mask[row * length + column]) merged[wordOf[row]! * count + wordOf[column]!] = 1;
    }
  }
  return merged;
}

/** The words among the first `length` tokens: how many, and of how many tokens each. */
function within(starts: readonly number[], length: number): { count: number; sizes: number[] } {
  const inside = starts.filter((start) => start < length);
  const sizes = inside.map((start, word) => (inside[word + 1] ?? length) - start);
  return { count: inside.length, sizes };
}
