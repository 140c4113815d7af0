/** A client over made-up traces that answers any question at once, and can be broken at any of them. */

import type { ModelClient } from '../../src/engine/modelClient.ts';
import type { Question } from '../../src/engine/protocol.ts';
import type { FullComparison, HeldTrace, Prediction } from '../../src/model/trace.ts';
import type { Side, Token } from '../../src/text/token.ts';
import { comparisonOf } from '../view/gallery/traces.ts';

/** V: more than a made-up text has tokens. */
const VOCABULARY = 512;
/** D */
const WIDTH = 4;

/** What an engine that has broken down says to every question. */
export const BROKEN = 'The weights could not be fetched: check your connection, then press Retry.';

/** A made-up comparison in which equal words are equal tokens. */
export function comparisonFor(text: string): FullComparison<HeldTrace> {
  const found = comparisonOf(text);
  const labels = [...new Set(found.left.tokens.map(({ label }) => label))];
  const named = (token: Token): Token =>
    token.special ? token : { ...token, id: 10 + labels.indexOf(token.label) };
  const renamed = (trace: HeldTrace): HeldTrace => ({ ...trace, tokens: trace.tokens.map(named) });
  return { ...found, left: renamed(found.left), right: renamed(found.right) };
}

function prediction(index: number): Prediction {
  const top = [40, 41, 42, 43].map((id) => ({ id, piece: `Ġw${id}`, label: `w${id}`, p: 1 / 64 }));
  return { index, top, distribution: new Float32Array(VOCABULARY).fill(1 / VOCABULARY) };
}

const written = (id: number): Token => ({
  id,
  piece: `Ġw${id}`,
  label: `w${id}`,
  span: null,
  special: false,
  word: null,
});

/** What both read of a text, or of two. */
export type Reading = (text: string, pair?: string) => FullComparison<HeldTrace>;

const usual: Reading = (text, pair) => comparisonFor(pair === undefined ? text : `${text} ${pair}`);

function answer(
  read: Reading,
  { side, text, pair, changes, more, positions }: Question,
): HeldTrace {
  const { [side as Side]: trace } = read(
    [text, ...(more ?? []).map((id) => `w${id}`)].filter(Boolean).join(' '),
    pair,
  );
  const tokens = trace.tokens.map((token, index) => {
    const change = changes?.find((each) => each.index === index);
    if (!change) return token;
    const id = typeof change.token === 'number' ? change.token : 99;
    return { ...token, ...written(id), span: token.span, word: token.word };
  });
  const blanks = tokens.flatMap(({ piece }, index) => (piece === '[MASK]' ? [index] : []));
  const own = side === 'left' ? blanks : [tokens.length - 1];
  const asked = positions === 'all' ? [...tokens.keys()] : (positions ?? own);
  return {
    ...trace,
    tokens,
    predictions: asked.map(prediction),
    hidden: Float32Array.from({ length: trace.layers * tokens.length * WIDTH }, (_, at) =>
      Math.sin(at + (tokens[Math.floor(at / WIDTH) % tokens.length]?.id ?? 0)),
    ),
    ...(pair !== undefined && { nextSentence: 0.75 }),
  };
}

export interface FakeLab extends ModelClient {
  /** Questions so far, of both kinds. */
  readonly count: () => number;
  /** Every question from the nth on, counted from 1, is refused. */
  breakAt(nth: number): void;
  mend(): void;
}

/** @param read what the models make of a text */
export function fakeLab(read: Reading = usual): FakeLab {
  let count = 0;
  let refusedFrom = Infinity;
  async function next<Value>(value: () => Value): Promise<Value> {
    count++;
    if (count >= refusedFrom) throw new Error(BROKEN);
    return value();
  }
  return {
    ask: (question) => next(() => answer(read, question)),
    fit: ({ steps, classes }) =>
      next(() => ({
        losses: Array.from({ length: steps }, () => 0.5),
        weight: new Float32Array(WIDTH * classes),
        bias: new Float32Array(classes),
      })),
    count: () => count,
    breakAt(nth) {
      refusedFrom = count + nth;
    },
    mend() {
      refusedFrom = Infinity;
    },
  };
}
