/** Heads off, on the shipped models. */
import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { headsInOrder } from '../../../src/analysis/attention/head.ts';
import { openLocalSession, PUBLIC } from '../../../src/build/localSession.ts';
import type { ModelClient } from '../../../src/engine/modelClient.ts';
import type { FullSession } from '../../../src/engine/session.ts';
import { meansUrl, readMeans } from '../../../src/examples/means.ts';
import {
  type HeadsFinding,
  type Ranking,
  rankHeads,
  runAblation,
  slotsOf,
} from '../../../src/experiments/heads/run.ts';
import type { FullComparison, HeldTrace } from '../../../src/model/trace.ts';
import { uniformComparison } from '../../support/comparison.ts';

let session: FullSession;
let client: ModelClient;
let dog: FullComparison<HeldTrace>;

// Both models on the plain CPU backend: slow where the machine is busy.
vi.setConfig({ testTimeout: 120_000 });

beforeAll(async () => {
  ({ session } = await openLocalSession());
  client = { ask: session.ask, fit: () => Promise.reject(new Error('Nothing is fitted here.')) };
  dog = await session.compare({ text: 'The dog ran home.' });
}, 120_000);

const alive = new AbortController().signal;
const means = readMeans(readFileSync(meansUrl(PUBLIC), 'utf8'));
const NONE = { left: [], right: [] };

async function last<Value>(found: AsyncIterable<Value>): Promise<Value> {
  let newest: Value | undefined;
  for await (const value of found) newest = value;
  return newest!;
}

describe('the places that are predicted', () => {
  it('are the word that is held, in both models, and what GPT writes next', () => {
    const slots = slotsOf(uniformComparison('the cat sat'), 2)!;
    expect(slots.taken).toEqual({ left: [2, 3], right: [2, 3] });
    expect(slots.left).toMatchObject([{ position: 2, kind: 'taken', real: { label: 'cat' } }]);
    expect(slots.right).toMatchObject([
      { position: 1, kind: 'taken', real: { label: 'cat' } },
      { position: 3, kind: 'end', real: null },
    ]);
  });

  it('are of the longest word where none, or a special token, is held', () => {
    expect(slotsOf(uniformComparison('the animal sat'), null)?.taken?.left).toEqual([2, 3]);
    expect(slotsOf(uniformComparison('the animal sat'), 0)?.taken?.left).toEqual([2, 3]);
    expect(slotsOf(uniformComparison('the animal sat'), 99)?.taken?.left).toEqual([2, 3]);
  });

  it('are the blanks of the text where it has some', async () => {
    const masked = await session.compare({ text: 'The [MASK] ran [MASK].' });
    const slots = slotsOf(masked, 1)!;
    expect(slots.taken).toBeNull();
    expect(slots.left.map(({ position, kind }) => [position, kind])).toEqual([
      [2, 'blank'],
      [4, 'blank'],
    ]);
    expect(slots.right).toEqual([{ position: 1, kind: 'blank', real: null }]);
  });

  it('are none where the text holds nothing', () => {
    const { left, right, ...rest } = uniformComparison('a');
    const bare = { ...left, tokens: left.tokens.filter(({ special }) => special) };
    expect(slotsOf({ ...rest, left: bare, right }, null)).toBeNull();
  });
});

describe('switching heads off', () => {
  const settings = () => ({ text: dog.text, slots: slotsOf(dog, 2)!, means: null });

  it('changes nothing while all are on', async () => {
    const { left, right } = await last(runAblation(client, { ...settings(), off: NONE }, alive));
    for (const { slots, attention } of [left, right]) {
      expect(slots.map((slot) => slot.bits)).toEqual(slots.map(() => 0));
      expect(Math.max(...attention)).toBe(0);
    }
    expect(left.slots[0]!.real!.label).toBe('dog');
  });

  it('leaves the attention of that layer and of those before it as it was', async () => {
    const off = { left: [{ layer: 1, head: 0 }], right: [{ layer: 2, head: 3 }] };
    const found = await last(runAblation(client, { ...settings(), off }, alive));
    expect(Math.max(...found.left.attention.slice(0, 8))).toBe(0);
    expect(Math.min(...found.left.attention.slice(8))).toBeGreaterThan(0);
    expect(Math.max(...found.right.attention.slice(0, 12))).toBe(0);
    expect(Math.min(...found.right.attention.slice(12))).toBeGreaterThan(0);
    expect(found.left.slots[0]!.bits).toBeGreaterThan(0);
    expect(found.right.slots[1]!.bits).toBeGreaterThan(0);
  });

  it('gives another result for means than for zeros', async () => {
    const off = { left: [{ layer: 0, head: 0 }], right: [{ layer: 0, head: 0 }] };
    const zero = await last(runAblation(client, { ...settings(), off }, alive));
    const mean = await last(runAblation(client, { ...settings(), off, means }, alive));
    expect(mean.left.slots[0]!.bits).not.toBeCloseTo(zero.left.slots[0]!.bits, 6);
    expect(mean.right.slots[0]!.bits).not.toBeCloseTo(zero.right.slots[0]!.bits, 6);
  });

  it.each([
    ['zeros', null],
    ['means', means],
  ])('may leave no head at all: then nothing but the place counts (%s)', async (_, instead) => {
    const all = headsInOrder(dog.left);
    const off = { left: all, right: all };
    const other = await session.compare({ text: 'Two old men slept.' });
    const found: HeadsFinding[] = [];
    for (const { text } of [dog, other]) {
      const slots = slotsOf(dog, 2)!;
      found.push(await last(runAblation(client, { text, slots, off, means: instead }, alive)));
    }
    const [one, two] = found.map(({ left }) => left.slots[0]!.real!.after) as [number, number];
    expect(one).toBeGreaterThanOrEqual(0);
    expect(one).toBeCloseTo(two, 9);
    for (const { left, right } of found) {
      const numbers = [
        ...left.attention,
        ...right.attention,
        ...right.slots.map((slot) => slot.bits),
      ];
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
  const { left, right, total } = steps.at(-1)!;
  expect([left.length, right.length, total]).toEqual([16, 16, 32]);
  for (const list of [left, right]) {
    const lost = list.map((head) => head.bits);
    expect(lost).toEqual([...lost].sort((a, b) => b - a));
    expect(lost.every((each) => each >= 0)).toBe(true);
  }
  const [first] = right;
  const off = { left: [], right: [first!.choice] };
  const single = await last(runAblation(client, { ...settings, off }, alive));
  const mean = (single.right.slots[0]!.bits + single.right.slots[1]!.bits) / 2;
  expect(mean).toBeCloseTo(first!.bits, 6);
}, 120_000);
