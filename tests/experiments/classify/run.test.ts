/** Training a head on the shipped models' features. */

import { beforeAll, expect, it, vi } from 'vitest';
import { openLocalSession } from '../../../src/build/localSession.ts';
import type { ModelClient } from '../../../src/engine/modelClient.ts';
import { parseExamples } from '../../../src/experiments/classify/examples.ts';
import { classProbabilities, scaled } from '../../../src/experiments/classify/measure.ts';
import {
  featuresOf,
  type Learning,
  learn,
  readText,
  STEPS,
} from '../../../src/experiments/classify/run.ts';
import { fitClassifier } from '../../../src/model/logistic.ts';
import { SIDES } from '../../../src/text/token.ts';

let ask: ModelClient['ask'];

// Both models on the plain CPU backend: slow where the machine is busy.
vi.setConfig({ testTimeout: 120_000 });

beforeAll(async () => {
  ({
    session: { ask },
  } = await openLocalSession());
}, 120_000);

const alive = new AbortController().signal;
const newLab = (): ModelClient => ({ ask, fit: fitClassifier });
const EXAMPLES = parseExamples(
  'food: We ate bread.\ntravel: We took a train.\nfood: The soup is hot.\ntravel: The ship left.\n---\nfood: He ate the soup.',
);

async function all<Value>(found: AsyncIterable<Value>): Promise<Value[]> {
  const values: Value[] = [];
  for await (const value of found) values.push(value);
  return values;
}

it('learns what it is shown, a few steps at a time, from the loss of a coin on', async () => {
  const found = await all(learn(newLab(), EXAMPLES, alive));
  const reading = found.filter(({ left }) => left === null);
  expect(reading.map(({ read }) => read)).toEqual(Array.from({ length: 10 }, (_, at) => at + 1));
  const { left, right } = found.at(-1)!;
  for (const trained of [left!, right!]) {
    expect(trained.losses).toHaveLength(STEPS);
    expect(trained.losses[0]).toBeCloseTo(1, 5);
    for (let step = 1; step < STEPS; step++) {
      expect(trained.losses[step]!).toBeLessThanOrEqual(trained.losses[step - 1]! + 1e-6);
    }
    expect(trained.train.map((p) => (p[1]! > p[0]! ? 1 : 0))).toEqual([0, 1, 0, 1]);
    expect(trained.heldOut[0]!.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 9);
  }
});

it('comes to the same result again', async () => {
  const run = async (): Promise<Learning> => (await all(learn(newLab(), EXAMPLES, alive))).at(-1)!;
  const [one, two] = [await run(), await run()];
  for (const side of SIDES) {
    expect(one[side]!.losses).toEqual(two[side]!.losses);
    expect(one[side]!.heldOut).toEqual(two[side]!.heldOut);
  }
});

it('answers for a text of its own as for a held-out sentence', async () => {
  const client = newLab();
  const learned = (await all(learn(client, EXAMPLES, alive))).at(-1)!;
  const [features] = await all(readText(client, { text: 'He ate the soup.' }, alive));
  for (const side of SIDES) {
    const { classifier, scale, heldOut } = learned[side]!;
    expect(classProbabilities(classifier, scaled(scale, features![side]!))).toEqual(heldOut[0]);
  }
});

it('reads a sentence once, and tells where there is nothing to read', async () => {
  let asked = 0;
  const client: ModelClient = {
    ...newLab(),
    ask(question) {
      asked++;
      return ask(question);
    },
  };
  await featuresOf(client, 'left', 'We ate.');
  await featuresOf(client, 'left', 'We ate.');
  expect(asked).toBe(1);
  expect(await featuresOf(client, 'right', '[MASK] ate.')).toBeNull();
  expect(await featuresOf(client, 'right', '[MASK] ate.')).toBeNull();
  expect(asked).toBe(2);
  const blank = parseExamples('a: [MASK] ate.\nb: We left.');
  await expect(all(learn(client, blank, alive))).rejects.toThrow(
    'GPT reads nothing of “[MASK] ate.”',
  );
});

it('keeps no sentence of other models, nor of the model in the other place', async () => {
  const asked: string[] = [];
  const counting = (name: string): ModelClient => ({
    ...newLab(),
    ask(question) {
      asked.push(`${name} ${question.side}`);
      return ask(question);
    },
  });
  const [one, other] = [counting('one'), counting('other')];
  for (const client of [one, other, one]) await featuresOf(client, 'left', 'We ate.');
  await featuresOf(one, 'right', 'We ate.');
  expect(asked).toEqual(['one left', 'other left', 'one right']);
});

it('ends when it is told to', async () => {
  const abort = new AbortController();
  const found: Learning[] = [];
  for await (const step of learn(newLab(), EXAMPLES, abort.signal)) {
    found.push(step);
    if (step.left) abort.abort();
  }
  expect(found.filter(({ left }) => left !== null)).toHaveLength(1);
});
