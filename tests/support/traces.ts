/** Comparisons of any text with any attention that a model could compute. */

import fc from 'fast-check';
import { bidirectional, causal } from '../../src/model/mask.ts';
import type { Candidate, FullComparison, HeldTrace } from '../../src/model/trace.ts';
import type { Encoding, Side } from '../../src/text/token.ts';
import { loadTokenizer } from '../../src/text/tokenizer.ts';
import { encodeBoth, MODELS } from './models.ts';
import { seeded } from './seeded.ts';
import { anyString } from './strings.ts';
import { tinyTokenizerConfig, tinyTokenizerJson } from './tiny-tokenizer.ts';

const tokenizer = loadTokenizer(tinyTokenizerJson(), tinyTokenizerConfig);

/** How a row is spread: over one key, evenly, or by a softmax that is flat or sharp. */
const SHARPNESS = [0, 1, 8, 200];

interface Shape {
  readonly layers: number;
  readonly heads: number;
}

function traceOf(
  side: Side,
  encoding: Encoding,
  { layers, heads }: Shape,
  next: () => number,
): HeldTrace {
  const size = encoding.tokens.length;
  const mask = (side === 'left' ? bidirectional : causal)(size);
  const attention = new Float32Array(layers * heads * size * size);
  for (let start = 0; start < attention.length; start += size) {
    const row = (start / size) % size;
    const sharp = SHARPNESS[Math.floor((next() + 1) * 2)]!;
    let sum = 0;
    for (let key = 0; key < size; key++) {
      const weight = mask[row * size + key] ? Math.exp(sharp * (next() - 1)) : 0;
      attention[start + key] = weight;
      sum += weight;
    }
    for (let key = 0; key < size; key++) attention[start + key]! /= sum;
  }
  const candidate = (p: number): Candidate => {
    const id = 5 + Math.floor((next() + 1) * 100);
    return { id, piece: tokenizer.vocabulary.piece(id), label: tokenizer.vocabulary.label(id), p };
  };
  const at = side === 'left' ? encoding.blanks : [size - 1];
  const predictions = at.map((index) => ({ index, top: [0.5, 1e-9, 0].map(candidate) }));
  const { tokens, unread } = encoding;
  return { side, model: MODELS[side], tokens, unread, layers, heads, mask, attention, predictions };
}

const words = fc
  .array(fc.constantFrom('the', 'cat', 'sat', 'on', 'mat', '.', '[MASK]', 'é', '(', 'a-b', ','), {
    maxLength: 9,
  })
  .map((parts) => parts.join(' '));

/** Short enough to be many: a text of 128 tokens says nothing that one of 20 does not. */
const text = fc.oneof(
  { weight: 3, arbitrary: words },
  { weight: 1, arbitrary: anyString.map((any) => any.slice(0, 8)) },
);

export const anyComparison: fc.Arbitrary<FullComparison<HeldTrace>> = fc
  .tuple(text, fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 3 }), fc.integer())
  .map(([typed, layers, heads, seed]) => {
    const { bert: left, gpt: right, ...rest } = encodeBoth(tokenizer, typed);
    const next = seeded(seed);
    const shape = { layers, heads };
    return {
      ...rest,
      left: traceOf('left', left, shape, next),
      right: traceOf('right', right, shape, next),
    };
  });
