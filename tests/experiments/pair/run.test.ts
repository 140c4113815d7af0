/** Two sentences, on the shipped models. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { openLocalSession } from '../../../src/build/localSession.ts';
import type { ModelClient } from '../../../src/engine/modelClient.ts';
import type { FullSession } from '../../../src/engine/session.ts';
import { presetIds } from '../../../src/examples/presets.ts';
import { type PairFinding, readTwo } from '../../../src/experiments/pair/run.ts';
import { suggestionsFor } from '../../../src/experiments/pair/suggestions.ts';

let session: FullSession;
let client: ModelClient;

// Both models on the plain CPU backend: slow where the machine is busy.
vi.setConfig({ testTimeout: 120_000 });

beforeAll(async () => {
  ({ session } = await openLocalSession());
  client = { ask: session.ask, fit: () => Promise.reject(new Error('Nothing is fitted here.')) };
}, 120_000);

async function found(text: string, pair: string): Promise<PairFinding> {
  const run = readTwo(
    client,
    { text, pair, judge: 'left', writer: 'right' },
    new AbortController().signal,
  );
  for await (const value of run) return value;
  throw new Error('Nothing was found.');
}

describe('two sentences', () => {
  const TEXT = 'The dog ran home.';
  const PAIR = 'It was hungry.';

  it('are read by BERT as a pair, with the probability that one follows the other', async () => {
    const { judge, boundary, follows, cut } = await found(TEXT, PAIR);
    const { left: asked } = await session.compare({ text: TEXT, pair: PAIR });
    expect(follows).toBe(asked.nextSentence);
    expect(judge.tokens).toEqual(asked.tokens);
    expect(judge.tokens[boundary.judge]!.piece).toBe('[SEP]');
    expect(cut).toEqual({ text: null, pair: null });
  });

  it('cost GPT as much together as apart from each other', async () => {
    const { costs, writer, boundary } = await found(TEXT, PAIR);
    expect(costs!.map(({ label }) => label)).toEqual(['it', 'was', 'hungry', '.']);
    expect(writer.tokens.slice(boundary.writer).map(({ label }) => label)).toEqual(
      costs!.map(({ label }) => label),
    );
    // log p of the whole is that of the first and that of the second given the first.
    const whole = await session.ask({
      side: 'right',
      text: `${TEXT} ${PAIR}`,
      positions: 'all',
      distributions: true,
    });
    const ids = whole.tokens.map(({ id }) => id);
    for (const [at, { given }] of costs!.entries()) {
      const p =
        whole.predictions[boundary.writer - 1 + at]!.distribution![ids[boundary.writer + at]!]!;
      expect(given).toBeCloseTo(-Math.log2(p), 3);
    }
    const alone = await session.ask({
      side: 'right',
      text: PAIR,
      positions: [0],
      distributions: true,
    });
    const [first] = costs!;
    const id = writer.tokens[boundary.writer]!.id;
    expect(first!.alone).toBeCloseTo(-Math.log2(alone.predictions[0]!.distribution![id]!), 5);
  });

  it('are not measured by GPT where it stops at a blank', async () => {
    const { costs, writer, follows } = await found(TEXT, 'It was [MASK].');
    expect(costs).toBeNull();
    expect(writer.unread.length).toBeGreaterThan(0);
    expect(follows).toBeGreaterThanOrEqual(0);
    expect((await found('The [MASK] ran.', PAIR)).costs).toBeNull();
  });

  it('that are too long are cut, and what was cut is told', async () => {
    const long = `${'the quick brown fox ran '.repeat(20)}away`;
    const { cut, judge, costs } = await found(long, long);
    expect(judge.tokens).toHaveLength(128);
    expect(cut.text).toMatch(/away$/);
    expect(cut.pair).toMatch(/away$/);
    expect(costs!.every(({ given, alone }) => given > 0 && alone > 0)).toBe(true);
  });

  it('need something in the second', async () => {
    await expect(found(TEXT, ' \n ')).rejects.toThrow('holds nothing that the models can read');
  });
});

it('offers a following and a stray sentence for every example and for any text', () => {
  const all = [...presetIds, null].map(suggestionsFor);
  for (const { follows, stray } of all) expect(follows).not.toBe(stray);
  expect(new Set(all.map(({ follows }) => follows)).size).toBe(presetIds.length + 1);
});
