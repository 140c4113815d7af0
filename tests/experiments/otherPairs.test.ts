/** What each model is asked by experiments, with the two the other way round and with two of one kind. */
import { describe, expect, it } from 'vitest';
import type { Question } from '../../src/engine/protocol.ts';
import { slotsOf } from '../../src/experiments/heads/run.ts';
import { leakChanges } from '../../src/experiments/leak/changes.ts';
import { maskChangeSentence } from '../../src/experiments/mask/sentences.ts';
import { slotRun } from '../../src/experiments/slot/run.ts';
import { wordsRun } from '../../src/experiments/words/run.ts';
import type { FullComparison, HeldTrace, Prediction } from '../../src/model/trace.ts';
import { plain } from '../../src/sentences/phrase.ts';
import { uniformComparison } from '../support/comparison.ts';
import { swapped, twice } from '../support/pairs.ts';

const usual = uniformComparison('the animal sat');
const other = swapped(usual);

/** Answers with as many equally likely tokens as there are positions, and keeps what was asked. */
function asking(comparison: FullComparison<HeldTrace>) {
  const asked: Question[] = [];
  const distribution = new Float32Array(200).fill(1 / 200);
  const top = [{ id: 1, piece: 'Ġcat', label: 'cat', p: 1 / 200 }];
  const ask = async (question: Question): Promise<HeldTrace> => {
    asked.push(question);
    const trace = comparison[question.side];
    const places =
      question.positions === 'all' ? trace.tokens.keys() : (question.positions ?? [0]).values();
    const predictions = [...places].map((index): Prediction => ({ index, top, distribution }));
    return { ...trace, predictions };
  };
  return { client: { ask }, asked };
}

const going = () => new AbortController().signal;

async function last<T>(findings: AsyncIterable<T>): Promise<T> {
  let found: T | undefined;
  for await (const each of findings) found = each;
  return found!;
}

describe('One slot', () => {
  it('asks the model that fills blanks with a blank in sight, wherever it stands', async () => {
    const { client, asked } = asking(other);
    const found = await last(slotRun(client, { comparison: other, position: 2 }, going()));
    expect(asked.map(({ side, positions }) => [side, positions])).toEqual([
      ['right', [2]],
      ['left', undefined],
    ]);
    expect(found.tokens).toBe(other.right.tokens);
    expect([found.left?.vocabulary, found.right?.vocabulary]).toEqual([200, 200]);
  });

  it('takes both kinds', async () => {
    const fillers = twice(usual, 'left');
    const { client, asked } = asking(fillers);
    const run = last(slotRun(client, { comparison: fillers, position: 2 }, going()));
    await expect(run).rejects.toThrow('a model that fills blanks and one that writes');
    expect(asked).toEqual([]);
  });
});

it('Word by word asks the model that writes once, and the other for every token', async () => {
  const { client, asked } = asking(other);
  const { guesses, read } = await last(wordsRun(client, { comparison: other }, going()));
  expect(asked.map(({ side }) => side)).toEqual(['left', 'right', 'right', 'right']);
  expect(read).toBe(other.right.tokens.length);
  for (const side of ['left', 'right'] as const) {
    expect(guesses[side].map((guess) => guess !== null)).toEqual([false, true, true, true, false]);
  }
});

describe('Heads off', () => {
  const kinds = (comparison: FullComparison<HeldTrace>) => {
    const { left, right } = slotsOf(comparison, 2)!;
    return [left, right].map((list) => list.map(({ kind, position }) => `${kind} ${position}`));
  };

  it('asks either kind for what it can say, wherever it stands', () => {
    expect(kinds(usual)).toEqual([['taken 2'], ['taken 1', 'end 3']]);
    expect(kinds(other)).toEqual([['taken 1', 'end 3'], ['taken 2']]);
    expect(slotsOf(other, 2)!.fills).toEqual({ left: false, right: true });
  });

  it('asks two of one kind alike', () => {
    expect(kinds(twice(usual, 'left'))).toEqual([['taken 2'], ['taken 2']]);
    expect(kinds(twice(usual, 'right'))[0]).toEqual(kinds(twice(usual, 'right'))[1]);
  });
});

it('the leak probe changes both models alike, whichever stops at a blank', () => {
  const settings = { position: 1, word: null, shuffle: true, seed: 1 };
  const stopped = {
    ...usual,
    right: { ...usual.right, tokens: usual.right.tokens.slice(0, 3) },
  };
  stopped.right = { ...stopped.right, unread: usual.right.tokens.slice(3) };
  const { left: changes, right } = leakChanges(stopped, settings);
  expect(right).toEqual(changes);
  expect(changes.every(({ index }) => index < 3)).toBe(true);
  expect(leakChanges(swapped(stopped), settings)).toEqual({ left: changes, right: changes });
});

it('another mask is told by what the model predicts', () => {
  const told = ({ left }: FullComparison<HeldTrace>) => {
    const after = { ...left, mask: left.mask.map((cell) => 1 - cell) };
    const shifted = { id: 1, label: 'cat', before: 0.5, after: 0.4, rankBefore: 1, rankAfter: 2 };
    const shift = { rows: [], first: shifted, winner: shifted, bits: 1 };
    return plain(
      maskChangeSentence({ before: left, after }, { mask: 'causal', painted: 0 }, shift),
    );
  };
  expect(told(usual)).toContain('BERT’s first word for the blank (cat)');
  expect(told(other)).toContain('GPT’s first word for what comes next (cat)');
});
