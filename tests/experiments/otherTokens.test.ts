/** Experiments on two models whose tokenizers cut words differently: what is asked of which token. */
import { describe, expect, it } from 'vitest';
import { pointedIn } from '../../src/analysis/attention/pointed.ts';
import type { Question } from '../../src/engine/protocol.ts';
import { slotsOf } from '../../src/experiments/heads/run.ts';
import { type Changes, leakChanges, substituteIn } from '../../src/experiments/leak/changes.ts';
import { cutsSentence as leakCuts } from '../../src/experiments/leak/sentences.ts';
import { secondStart } from '../../src/experiments/pair/measure.ts';
import { readTwo } from '../../src/experiments/pair/run.ts';
import { slotRun } from '../../src/experiments/slot/run.ts';
import { slotNotes } from '../../src/experiments/slot/sentences.ts';
import { wordsRun } from '../../src/experiments/words/run.ts';
import { cutsSentence } from '../../src/experiments/words/sentences.ts';
import type { HeldTrace, Prediction } from '../../src/model/trace.ts';
import { plain } from '../../src/sentences/phrase.ts';
import { cutDifferently } from '../support/cutDifferently.ts';

// BERT: [CLS] the cats sat [SEP]. GPT: <|endoftext|> the ca ts sat.
const comparison = cutDifferently();
const [bert, gpt] = [comparison.left, comparison.right];

const asked: Question[] = [];

/** A token's surprisal is one more than the rest of its id by 8, in bits. */
const bitsOf = (id: number) => 1 + (id % 8);
const distribution = Float32Array.from({ length: 400 }, (_, id) => 2 ** -bitsOf(id));
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
    expect([right!.position, right!.end, right!.tokens]).toEqual([2, 4, gpt.tokens]);
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

it('One slot says how many tokens the word is to each', () => {
  const names = { filler: 'BERT', writer: 'GPT' };
  expect(slotNotes(names, bert.tokens, 2, 2).map(plain)).toEqual([
    'cats is 1 token to BERT and 2 tokens to GPT: each is asked for the first of its own, and the surprisals are of the whole word.',
  ]);
  expect(slotNotes(names, bert.tokens, 2, 1)).toEqual([]);
});

describe('Heads off', () => {
  it('takes the same word out of both, by either model’s tokens', () => {
    const { taken, left, right } = slotsOf(comparison, 2)!;
    expect(taken).toEqual({ left: [2, 3], right: [2, 4] });
    expect(left.map(({ position, real }) => [position, real?.label])).toEqual([[2, 'cats']]);
    expect(right.map(({ position, real }) => [position, real?.label])).toEqual([
      [1, 'ca'],
      [2, 'ts'],
      [4, undefined],
    ]);
  });

  it('of two that fill blanks finds each one’s own blanks', () => {
    const { left, right } = cutDifferently('the cats [MASK] sat');
    const tokens = [...right.tokens, ...right.unread];
    const other = { ...left, side: 'right' as const, tokens };
    const slots = slotsOf({ ...comparison, left, right: other }, null)!;
    expect(slots.left.map(({ position }) => position)).toEqual([3]);
    expect(slots.right.map(({ position }) => position)).toEqual([4]);
  });
});

it('Word by word finds where the model that writes stops in the other’s tokens', async () => {
  const stopped = cutDifferently('the cats [MASK] sat');
  const { read } = await last(wordsRun(client, { comparison: stopped }, going()));
  expect(read).toBe(3);
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

describe('The leak probe', () => {
  const settings = { position: 2, word: null, shuffle: false, seed: 1 };
  const text = cutDifferently('the cats sat there');
  const idsOf = ({ tokens }: HeldTrace, ...at: number[]) => at.map((each) => tokens[each]!.id);

  it('puts a word in the place of each token of the word, however many each model has', () => {
    const { left, right } = leakChanges(text, { ...settings, word: 'mat' });
    expect(left).toEqual([{ index: 2, token: 'mat' }]);
    expect(right).toEqual([2, 3].map((index) => ({ index, token: 'mat' })));
  });

  it('puts a token there that the text has in both, by each model’s own number', () => {
    const { left, right } = leakChanges(text, settings);
    const [there] = idsOf(text.left, 4);
    const [thereInRight] = idsOf(text.right, 5);
    expect(there).not.toBe(thereInRight);
    expect(left).toEqual([{ index: 2, token: there }]);
    expect(right).toEqual([2, 3].map((index) => ({ index, token: thereInRight })));
    expect(substituteIn(text, 4).label).toBe('the');
  });

  it('puts whole words into another order, the same one in both', () => {
    const { left, right } = leakChanges(text, { ...settings, position: 1, shuffle: true });
    const moved = ({ tokens }: HeldTrace, changes: Changes) => {
      const ids = tokens.map(({ id }) => id as number | string);
      for (const { index, token } of changes) ids[index] = token;
      return ids.map((id) => tokens.find((token) => token.id === id)!.label);
    };
    const ofRight = moved(text.right, right).slice(1).join(' ');
    expect(moved(text.left, left).slice(1, -1).join(' ')).toBe(ofRight.replace('ca ts', 'cats'));
    expect(ofRight).not.toBe('the ca ts sat there');
    expect(ofRight.split(' ').toSorted()).toEqual(['ca', 'sat', 'the', 'there', 'ts']);
  });

  it('leaves what one model does not read where it is, and a word that holds a blank', () => {
    const stopped = cutDifferently('the cats sat [MASK] there');
    const { left, right } = leakChanges(stopped, { ...settings, position: 1, shuffle: true });
    expect(left.every(({ index }) => index >= 1 && index < 4)).toBe(true);
    expect(right.every(({ index }) => index >= 1 && index < 5)).toBe(true);
  });

  it('says that whole words are moved', () => {
    expect(leakCuts(text)).toMatch(/cut this text into different tokens, so whole words are/);
    expect(leakCuts(cutDifferently('the sat'))).toBeNull();
  });
});

describe('Two sentences', () => {
  const read = cutDifferently('the cats sat', 'unhappy mat');
  const judged = { ...read.left, nextSentence: 0.5 };

  it('cost the model that writes what its own tokens cost', async () => {
    const pair = { ...read, left: judged };
    const alone = cutDifferently('unhappy mat').right;
    const ask = async (question: Question): Promise<HeldTrace> => {
      const trace = question.text === 'unhappy mat' ? alone : pair[question.side];
      const predictions = [...trace.tokens.keys()].map((index) => ({ index, top, distribution }));
      return { ...trace, predictions };
    };
    const settings = {
      text: read.text,
      pair: 'unhappy mat',
      judge: 'left',
      writer: 'right',
    } as const;
    const found = await last(readTwo({ ask, fit: () => Promise.reject() }, settings, going()));
    expect(found.boundary).toEqual({ judge: 4, writer: 5 });
    expect(found.costs!.map(({ label }) => label)).toEqual(['un', 'happy', 'mat']);
    const ids = read.right.tokens.slice(5).map(({ id }) => id);
    expect(found.costs!.map(({ given }) => given)).toEqual(ids.map(bitsOf));
  });

  it('begin where the words of the second do, or past the end where none fitted', () => {
    expect(secondStart(read.right.tokens, judged.tokens, 4)).toBe(5);
    expect(secondStart(read.right.tokens, judged.tokens.slice(0, 5), 4)).toBe(7 + 1);
  });

  it('have their cells at the same words in both models', () => {
    // BERT: [CLS] the cats sat [SEP] unhappy mat [SEP]. GPT: <|endoftext|> the ca ts sat un happy mat.
    expect(pointedIn(read, { row: 6, column: 5 })!.right).toEqual({ row: 7, column: 5 });
    expect(pointedIn(read, { row: 4, column: 3 })!.right).toEqual({ row: null, column: 4 });
  });
});
