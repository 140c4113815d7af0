/** Heads off, on the shipped models. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { headsInOrder } from '../../../src/analysis/attention/head.ts';
import { openLocalSession, PUBLIC } from '../../../src/build/localSession.ts';
import type { ModelClient } from '../../../src/engine/modelClient.ts';
import type { Session } from '../../../src/engine/session.ts';
import { meansUrl, readMeans } from '../../../src/examples/means.ts';
import {
  type HeadsFinding,
  type Ranking,
  rankHeads,
  runAblation,
  slotsOf,
} from '../../../src/experiments/heads/run.ts';
import type { Comparison } from '../../../src/model/trace.ts';
import { uniformComparison } from '../../support/comparison.ts';

let session: Session;
let client: ModelClient;
let dog: Comparison;

// Both models on the plain CPU backend: slow where the machine is busy.
vi.setConfig({ testTimeout: 120_000 });

beforeAll(async () => {
  ({ session } = await openLocalSession());
  client = { ask: session.ask, fit: () => Promise.reject(new Error('Nothing is fitted here.')) };
  dog = await session.compare({ text: 'The dog ran home.' });
}, 120_000);

const alive = new AbortController().signal;
const means = readMeans(readFileSync(meansUrl(PUBLIC), 'utf8'));
const NONE = { bert: [], gpt: [] };

async function last<Value>(found: AsyncIterable<Value>): Promise<Value> {
  let newest: Value | undefined;
  for await (const value of found) newest = value;
  return newest!;
}

describe('the places that are predicted', () => {
  it('are the word that is held, in both models, and what GPT writes next', () => {
    const slots = slotsOf(uniformComparison('the cat sat'), 2)!;
    expect(slots.taken).toBe(2);
    expect(slots.bert).toMatchObject([{ position: 2, kind: 'taken', real: { label: 'cat' } }]);
    expect(slots.gpt).toMatchObject([
      { position: 1, kind: 'taken', real: { label: 'cat' } },
      { position: 3, kind: 'end', real: null },
    ]);
  });

  it('are of the longest word where none, or a special token, is held', () => {
    expect(slotsOf(uniformComparison('the animal sat'), null)?.taken).toBe(2);
    expect(slotsOf(uniformComparison('the animal sat'), 0)?.taken).toBe(2);
    expect(slotsOf(uniformComparison('the animal sat'), 99)?.taken).toBe(2);
  });

  it('are the blanks of the text where it has some', async () => {
    const masked = await session.compare({ text: 'The [MASK] ran [MASK].' });
    const slots = slotsOf(masked, 1)!;
    expect(slots.taken).toBeNull();
    expect(slots.bert.map(({ position, kind }) => [position, kind])).toEqual([
      [2, 'blank'],
      [4, 'blank'],
    ]);
    expect(slots.gpt).toEqual([{ position: 1, kind: 'blank', real: null }]);
  });

  it('are none where the text holds nothing', () => {
    const { bert, gpt, ...rest } = uniformComparison('a');
    const bare = { ...bert, tokens: bert.tokens.filter(({ special }) => special) };
    expect(slotsOf({ ...rest, bert: bare, gpt }, null)).toBeNull();
  });
});

describe('switching heads off', () => {
  const settings = () => ({ text: dog.text, slots: slotsOf(dog, 2)!, means: null });

  it('changes nothing while all are on', async () => {
    const { bert, gpt } = await last(runAblation(client, { ...settings(), off: NONE }, alive));
    for (const { slots, attention } of [bert, gpt]) {
      expect(slots.map((slot) => slot.bits)).toEqual(slots.map(() => 0));
      expect(Math.max(...attention)).toBe(0);
    }
    expect(bert.slots[0]!.real!.label).toBe('dog');
  });

  it('leaves the attention of that layer and of those before it as it was', async () => {
    const off = { bert: [{ layer: 1, head: 0 }], gpt: [{ layer: 2, head: 3 }] };
    const found = await last(runAblation(client, { ...settings(), off }, alive));
    expect(Math.max(...found.bert.attention.slice(0, 8))).toBe(0);
    expect(Math.min(...found.bert.attention.slice(8))).toBeGreaterThan(0);
    expect(Math.max(...found.gpt.attention.slice(0, 12))).toBe(0);
    expect(Math.min(...found.gpt.attention.slice(12))).toBeGreaterThan(0);
    expect(found.bert.slots[0]!.bits).toBeGreaterThan(0);
    expect(found.gpt.slots[1]!.bits).toBeGreaterThan(0);
  });

  it('gives another result for means than for zeros', async () => {
    const off = { bert: [{ layer: 0, head: 0 }], gpt: [{ layer: 0, head: 0 }] };
    const zero = await last(runAblation(client, { ...settings(), off }, alive));
    const mean = await last(runAblation(client, { ...settings(), off, means }, alive));
    expect(mean.bert.slots[0]!.bits).not.toBeCloseTo(zero.bert.slots[0]!.bits, 6);
    expect(mean.gpt.slots[0]!.bits).not.toBeCloseTo(zero.gpt.slots[0]!.bits, 6);
  });

  it.each([
    ['zeros', null],
    ['means', means],
  ])('may leave no head at all: then nothing but the place counts (%s)', async (_, instead) => {
    const all = headsInOrder(dog.bert);
    const off = { bert: all, gpt: all };
    const other = await session.compare({ text: 'Two old men slept.' });
    const at = { taken: 2, real: dog.bert.tokens[2]! };
    const found: HeadsFinding[] = [];
    for (const { text } of [dog, other]) {
      const slots = { ...slotsOf(dog, 2)!, taken: at.taken };
      found.push(await last(runAblation(client, { text, slots, off, means: instead }, alive)));
    }
    const [one, two] = found.map(({ bert }) => bert.slots[0]!.real!.after) as [number, number];
    expect(one).toBeGreaterThanOrEqual(0);
    expect(one).toBeCloseTo(two, 9);
    for (const { bert, gpt } of found) {
      const numbers = [...bert.attention, ...gpt.attention, ...gpt.slots.map((slot) => slot.bits)];
      expect(numbers.every(Number.isFinite)).toBe(true);
    }
  });

  it('ends when it is told to', async () => {
    const abort = new AbortController();
    abort.abort();
    const found = await last(runAblation(client, { ...settings(), off: NONE }, abort.signal));
    expect(found).toBeUndefined();
  });
});

it('ranks every head by what is lost without it, one after the other', async () => {
  const settings = { text: dog.text, slots: slotsOf(dog, 2)!, means: null };
  const steps: Ranking[] = [];
  for await (const step of rankHeads(client, settings, alive)) steps.push(step);
  expect(steps.map(({ done }) => done)).toEqual(Array.from({ length: 32 }, (_, at) => at + 1));
  const { bert, gpt, total } = steps.at(-1)!;
  expect([bert.length, gpt.length, total]).toEqual([16, 16, 32]);
  for (const list of [bert, gpt]) {
    const lost = list.map((head) => head.bits);
    expect(lost).toEqual([...lost].sort((a, b) => b - a));
    expect(lost.every((each) => each >= 0)).toBe(true);
  }
  const [first] = gpt;
  const off = { bert: [], gpt: [first!.choice] };
  const single = await last(runAblation(client, { ...settings, off }, alive));
  const mean = (single.gpt.slots[0]!.bits + single.gpt.slots[1]!.bits) / 2;
  expect(mean).toBeCloseTo(first!.bits, 6);
}, 120_000);
