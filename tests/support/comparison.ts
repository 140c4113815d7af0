/** A small comparison with weights that are easy to check by hand, for tests that need no model. */

import { bidirectional, causal } from '../../src/model/mask.ts';
import type { FullComparison, HeldTrace } from '../../src/model/trace.ts';
import type { Side, Token } from '../../src/text/token.ts';
import { MODELS } from './models.ts';

function tokensOf(side: Side, words: readonly string[]): Token[] {
  const added = (piece: string): Token => {
    return {
      id: piece === '[CLS]' ? 1 : 2,
      piece,
      label: piece,
      span: null,
      special: true,
      word: null,
    };
  };
  let end = -1;
  const middle = words.map((label, word): Token => {
    const start = end + 1;
    end = start + label.length;
    const span = { start, end };
    return { id: 100 + word, piece: `Ġ${label}`, label, span, special: false, word };
  });
  return side === 'left'
    ? [added('[CLS]'), ...middle, added('[SEP]')]
    : [added('<|endoftext|>'), ...middle];
}

/** Every row of every head is uniform over its legal keys. */
function uniformTrace(
  side: Side,
  words: readonly string[],
  layers: number,
  heads: number,
): HeldTrace {
  const tokens = tokensOf(side, words);
  const size = tokens.length;
  const mask = side === 'left' ? bidirectional(size) : causal(size);
  const attention = new Float32Array(layers * heads * size * size);
  for (let cell = 0; cell < attention.length; cell++) {
    const row = Math.floor(cell / size) % size;
    const legal = side === 'left' ? size : row + 1;
    attention[cell] = mask[row * size + (cell % size)] ? 1 / legal : 0;
  }
  const top = [{ id: 100, piece: 'Ġcat', label: 'cat', p: 0.5 }];
  const predictions = side === 'right' ? [{ index: size - 1, top }] : [];
  return {
    side,
    model: MODELS[side],
    tokens,
    unread: [],
    layers,
    heads,
    mask,
    attention,
    predictions,
  };
}

export function uniformComparison(text: string, layers = 2, heads = 2): FullComparison<HeldTrace> {
  const words = text.split(' ');
  const left = uniformTrace('left', words, layers, heads);
  return { text, pair: null, cut: null, left, right: uniformTrace('right', words, layers, heads) };
}
