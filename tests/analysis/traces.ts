/** Small traces written out by hand, so that every expected number can be checked on paper. */

import { bidirectional, causal } from '../../src/model/mask.ts';
import type { HeldTrace } from '../../src/model/trace.ts';
import type { Side, Token } from '../../src/text/token.ts';
import { MODELS } from '../support/models.ts';

export function token(label: string, special = false): Token {
  return { id: 0, piece: label, label, span: null, special, word: special ? null : 0 };
}

/** One layer of heads, each given by its rows; the mask is the model's own unless another is given. */
export function trace(
  side: Side,
  labels: readonly string[],
  heads: readonly (readonly (readonly number[])[])[],
  more: Partial<HeldTrace> = {},
): HeldTrace {
  const length = labels.length;
  return {
    side,
    model: MODELS[side],
    tokens: labels.map((label) => token(label, /^(\[(CLS|SEP)\]|<\|endoftext\|>)$/.test(label))),
    unread: [],
    layers: 1,
    heads: heads.length,
    mask: side === 'left' ? bidirectional(length) : causal(length),
    attention: Float32Array.from(heads.flat(2)),
    predictions: [],
    ...more,
  };
}

/** BERT reads "[CLS] it slept [SEP]"; `it` reads 1/2 from `[SEP]`, 1/4 from itself, 1/8 from the rest. */
export const BERT = trace(
  'left',
  ['[CLS]', 'it', 'slept', '[SEP]'],
  [
    [
      [0.25, 0.25, 0.25, 0.25],
      [0.125, 0.25, 0.125, 0.5],
      [0.125, 0.5, 0.125, 0.25],
      [0.25, 0.25, 0.25, 0.25],
    ],
  ],
);

/** GPT reads "<|endoftext|> it slept". */
export const GPT = trace(
  'right',
  ['<|endoftext|>', 'it', 'slept'],
  [
    [
      [1, 0, 0],
      [0.75, 0.25, 0],
      [0.25, 0.5, 0.25],
    ],
  ],
);

export const FIRST = { layer: 0, head: 0 };
