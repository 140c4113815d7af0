/** Experiments on two models whose tokenizers cut words differently: what is asked of which token. */
import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/engine/protocol.ts';
import { type Changes, leakChanges, substituteIn } from '../../src/experiments/leak/changes.ts';
import { cutsSentence as leakCuts } from '../../src/experiments/leak/sentences.ts';
import { slotRun } from '../../src/experiments/slot/run.ts';
import { wordsRun } from '../../src/experiments/words/run.ts';
import { cutsSentence } from '../../src/experiments/words/sentences.ts';
import type { HeldTrace, Prediction } from '../../src/model/trace.ts';
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
