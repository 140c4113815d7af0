/** Deterministic made-up traces: for looking at the page and testing it, never for showing to a reader. */

import { bidirectional, causal } from '../../../src/model/mask.ts';
import type { FullComparison, HeldTrace, Prediction } from '../../../src/model/trace.ts';
import type { Side, Token } from '../../../src/text/token.ts';
import { MODELS } from '../../support/models.ts';

/** Mulberry32: the same numbers on every machine. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

const special = (piece: string, id: number): Token => ({
  id,
  piece,
  label: piece,
  span: null,
  special: true,
  word: null,
});

/** Words separated by spaces; `ti|red` is one word of two tokens. */
export function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  let at = 0;
  for (const [word, spelled] of text.split(' ').entries()) {
    for (const [index, label] of spelled.split('|').entries()) {
      const isBlank = label === '[MASK]';
      tokens.push({
        id: isBlank ? 3 : 5 + tokens.length,
        piece: isBlank || index > 0 ? label : `Ġ${label}`,
        label,
        span: { start: at, end: at + label.length },
        special: false,
        word,
      });
      at += label.length;
    }
    at += 1;
  }
  return tokens;
}

const LAYERS = 4;
const HEADS = 4;

/** How far a head looks, by its number: at itself, back, ahead, at the first, at a few words. */
function score(head: number, row: number, column: number, length: number, noise: number): number {
  switch (head % 8) {
    case 0:
      return row === column ? 3.5 : noise;
    case 1:
      return column === row - 1 ? 4.5 : noise;
    case 2:
      return column === row + 1 ? 4 : noise;
    case 3:
      return column === 0 ? 3 : noise * 1.5;
    case 4:
      return column === length - 1 ? 3.5 : noise * 2;
    case 5:
      return noise * 6;
    case 6:
      return 3 - Math.abs(row - column) + noise;
    default:
      return noise;
  }
}

/** [L, H, T, T]; rows sum to 1, and what the mask forbids is exactly 0. */
export function attentionOf(length: number, mask: Uint8Array, seed: number): Float32Array {
  const next = generator(seed);
  const attention = new Float32Array(LAYERS * HEADS * length * length);
  let at = 0;
  for (let head = 0; head < LAYERS * HEADS; head++) {
    for (let row = 0; row < length; row++, at += length) {
      let sum = 0;
      for (let column = 0; column < length; column++) {
        const open = mask[row * length + column] === 1;
        const noise = next();
        const weight = open ? Math.exp(score(head * 3 + seed, row, column, length, noise)) : 0;
        attention[at + column] = weight;
        sum += weight;
      }
      for (let column = 0; column < length; column++) attention[at + column]! /= sum;
    }
  }
  return attention;
}

function candidates(words: readonly string[], first: number): Prediction['top'] {
  return words.map((label, index) => ({
    id: 100 + index,
    piece: `Ġ${label}`,
    label,
    p: first / 1.9 ** index,
  }));
}

function traceOf(
  side: Side,
  tokens: readonly Token[],
  unread: readonly Token[],
  predictions: readonly Prediction[],
): HeldTrace {
  const length = tokens.length;
  const mask = side === 'left' ? bidirectional(length) : causal(length);
  return {
    side,
    model: MODELS[side],
    tokens,
    unread,
    layers: LAYERS,
    heads: HEADS,
    mask,
    attention: attentionOf(length, mask, side === 'left' ? 1 : 2),
    predictions,
  };
}

export function comparisonOf(spelled: string): FullComparison<HeldTrace> {
  const words = spelled === '' ? [] : tokensOf(spelled);
  const bertTokens = [special('[CLS]', 1), ...words, special('[SEP]', 2)];
  const blanks = bertTokens.flatMap(({ piece }, index) => (piece === '[MASK]' ? [index] : []));
  const stop = blanks[0] === undefined ? words.length : blanks[0] - 1;
  const gptTokens = [special('<|endoftext|>', 4), ...words.slice(0, stop)];
  const bertTop = candidates(['tired', 'old', 'hungry', 'weak', 'afraid'], 0.31);
  const gptTop = candidates(['the', 'she', 'it', 'there', 'nevertheless'], 0.22);
  return {
    text: spelled.replaceAll('|', ''),
    pair: null,
    cut: null,
    left: traceOf(
      'left',
      bertTokens,
      [],
      blanks.map((index) => ({ index, top: bertTop })),
    ),
    right: traceOf('right', gptTokens, words.slice(stop), [
      { index: gptTokens.length - 1, top: gptTop },
    ]),
  };
}
