/** Experiments on two models whose tokenizers cut words differently: what is asked of which token. */
import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/engine/protocol.ts';
import { slotRun } from '../../src/experiments/slot/run.ts';
import { wordsRun } from '../../src/experiments/words/run.ts';
import { cutsSentence } from '../../src/experiments/words/sentences.ts';
import { bidirectional, causal } from '../../src/model/mask.ts';
import type { FullComparison, HeldTrace, Prediction } from '../../src/model/trace.ts';
import type { Encoding, Side } from '../../src/text/token.ts';
import { loadTokenizer } from '../../src/text/tokenizer.ts';
import { encodeBoth, MODELS } from '../support/models.ts';
import { tinyTokenizerConfig, tinyTokenizerJson } from '../support/tiny-tokenizer.ts';

const tokenizerOf = (...words: string[]) =>
  loadTokenizer(tinyTokenizerJson(words), tinyTokenizerConfig);

// BERT: [CLS] the cats sat [SEP]. GPT: <|endoftext|> the ca ts sat.
const { bert, gpt, ...rest } = encodeBoth(
  tokenizerOf('Ġthe', 'Ġcats', 'Ġsat'),
  'the cats sat',
  null,
  tokenizerOf('Ġthe', 'Ġca', 'ts', 'Ġsat'),
);

function traceOf(side: Side, { tokens, unread }: Encoding): HeldTrace {
  const mask = (side === 'left' ? bidirectional : causal)(tokens.length);
  const attention = Float32Array.from(mask);
  return {
    ...{ side, model: MODELS[side], tokens, unread, layers: 1, heads: 1, mask, attention },
    predictions: [],
  };
}

const comparison: FullComparison<HeldTrace> = {
  ...rest,
  left: traceOf('left', bert),
  right: traceOf('right', gpt),
};

const asked: Question[] = [];

/** A token's surprisal is the rest of its id by 8, in bits. */
const distribution = Float32Array.from({ length: 400 }, (_, id) => 2 ** -(id % 8));
const bitsOf = (id: number) => id % 8;
const top = [{ id: 1, piece: 'x', label: 'x', p: 0.5 }];

const client = {
  async ask(question: Question): Promise<HeldTrace> {
    asked.push(question);
    const trace = comparison[question.side];
    const places =
      question.positions === 'all' ? trace.tokens.keys() : (question.positions ?? [0]).values();
    const predictions = [...places].map((index): Prediction => ({ index, top, distribution }));
    return { ...trace, predictions };
  },
};

async function last<T>(findings: AsyncIterable<T>): Promise<T> {
  let found: T | undefined;
  for await (const each of findings) found = each;
  return found!;
}

const going = () => new AbortController().signal;

describe('One slot', () => {
  it('takes the same word out of both, by either model’s tokens', async () => {
    asked.length = 0;
    const { bits, right } = await last(slotRun(client, { comparison, position: 2 }, going()));
    expect(asked.map(({ side, blank, blankEnd }) => [side, blank, blankEnd])).toEqual([
      ['left', 2, 3],
      ['right', 2, 4],
      ['right', undefined, undefined],
    ]);
    // GPT’s second piece is predicted at its first one.
    expect(asked[2]!.positions).toEqual([2]);
    const ids = gpt.tokens.map(({ id }) => id);
    expect(right!.real!.bits).toBe(bitsOf(ids[2]!));
    expect(bits).toEqual({
      left: bitsOf(bert.tokens[2]!.id),
      right: bitsOf(ids[2]!) + bitsOf(ids[3]!),
    });
  });

  it('of a word behind one that is cut differently is that word, not the token of its number', async () => {
    asked.length = 0;
    await last(slotRun(client, { comparison, position: 3 }, going()));
    expect(asked[1]).toMatchObject({ side: 'right', blank: 4, blankEnd: 5 });
  });
});

it('Word by word says that only tokens of both are measured by both', () => {
  const { left, right } = comparison;
  expect(cutsSentence({ filler: left, writer: right })).toBe(
    'BERT and GPT cut this text into different tokens: where a token of BERT is none of GPT’s, only BERT has a number.',
  );
  expect(cutsSentence({ filler: left, writer: { ...right, tokens: left.tokens } })).toBeNull();
});

it('Word by word sets only tokens of both against each other', async () => {
  const { guesses } = await last(wordsRun(client, { comparison }, going()));
  expect(guesses.left.map((guess) => guess !== null)).toEqual([false, true, true, true, false]);
  expect(guesses.right.map((guess) => guess !== null)).toEqual([false, true, false, true, false]);
  expect(guesses.right[3]!.bits).toBe(bitsOf(gpt.tokens[4]!.id));
});
