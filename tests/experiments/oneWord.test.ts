/** What the experiments of one word ask of the shipped models, and what they make of the answers. */
import { beforeAll, describe, expect, it, vi } from 'vitest';
import { measurable, type Surprisals } from '../../src/analysis/prediction/surprisals.ts';
import { openLocalSession } from '../../src/build/localSession.ts';
import type { FullSession } from '../../src/engine/session.ts';
import { type SlotFinding, slotRun } from '../../src/experiments/slot/run.ts';
import { wordsRun } from '../../src/experiments/words/run.ts';

// A forward pass on the CPU backend takes up to a second, and each test asks for several.
vi.setConfig({ testTimeout: 120_000 });

let session: FullSession;

beforeAll(async () => {
  ({ session } = await openLocalSession());
}, 60_000);

const never = new AbortController().signal;

async function all<Value>(findings: AsyncIterable<Value>): Promise<Value[]> {
  const found: Value[] = [];
  for await (const finding of findings) found.push(finding);
  return found;
}

async function slotOf(text: string, position: number): Promise<SlotFinding> {
  const comparison = await session.compare({ text });
  const findings = await all(slotRun(session, { comparison, position }, never));
  expect(findings).toHaveLength(1);
  return findings[0]!;
}

async function wordsOf(text: string): Promise<Surprisals[]> {
  return all(wordsRun(session, { comparison: await session.compare({ text }) }, never));
}

describe('One slot', () => {
  it('is what both models say to a blank in the place of the word', async () => {
    const { left, right } = await slotOf('The dog ran home.', 3);
    const blanked = await session.compare({ text: 'The dog [MASK] home.' });
    const shown = blanked.left.predictions[0]!.top;
    expect(left!.top.slice(0, 5).map(({ id }) => id)).toEqual(shown.map(({ id }) => id));
    for (const [at, { p }] of shown.entries()) expect(left!.top[at]!.p).toBeCloseTo(p, 6);
    const next = blanked.right.predictions[0]!.top;
    expect(right!.top.slice(0, 5).map(({ id }) => id)).toEqual(next.map(({ id }) => id));
    for (const each of [left!, right!]) {
      expect(each.vocabulary).toBe(8192);
      expect(each.entropy).toBeGreaterThan(0);
      expect(each.entropy).toBeLessThanOrEqual(13);
      expect(each.real!.bits).toBeCloseTo(-Math.log2(each.real!.p), 6);
    }
  });

  it('of the text’s own blank has no real word; behind it, GPT has nothing to say', async () => {
    const blank = await slotOf('The dog [MASK] home.', 3);
    expect([blank.left!.real, blank.right!.real]).toEqual([null, null]);
    const behind = await slotOf('The dog [MASK] home.', 4);
    expect(behind.left!.real!.bits).toBeGreaterThanOrEqual(0);
    expect(behind.right).toBeNull();
  });

  it('is never a special token', async () => {
    await expect(slotOf('Hello', 0)).rejects.toThrow(/not part of the text: choose a word/);
    await expect(slotOf('Hello', 2)).rejects.toThrow(/not part of the text: choose a word/);
  });
});

describe('Word by word', () => {
  it('asks GPT once and BERT for every token, and shows each answer when it comes', async () => {
    const findings = await wordsOf('The dog ran home.');
    expect(findings.map(({ done }) => done)).toEqual([0, 1, 2, 3, 4, 5]);
    const last = findings.at(-1)!;
    expect(last.total).toBe(5);
    expect(findings[0]!.guesses.right).toEqual(last.guesses.right);
    expect(findings[2]!.guesses.left.map((guess) => guess !== null)).toEqual([
      false,
      true,
      true,
      false,
      false,
      false,
      false,
    ]);
  });

  it('gives every word the surprisal that it has as a slot', async () => {
    const text = 'The dog ran home.';
    const { guesses } = (await wordsOf(text)).at(-1)!;
    for (const position of [1, 3, 5]) {
      const { left, right } = await slotOf(text, position);
      expect(guesses.left[position]!.bits).toBeCloseTo(left!.real!.bits, 4);
      expect(guesses.right[position]!.bits).toBeCloseTo(right!.real!.bits, 4);
      expect(guesses.left[position]!.rank).toBe(left!.real!.rank);
    }
  });

  it('gives GPT’s words the product of the chances that it gives them one by one', async () => {
    const { guesses } = (await wordsOf('a dog')).at(-1)!;
    const start = await session.ask({
      side: 'right',
      text: 'a dog',
      blank: 1,
      distributions: true,
    });
    const second = await session.ask({ side: 'right', text: 'a', distributions: true });
    const { tokens } = (await session.compare({ text: 'a dog' })).right;
    const p =
      start.predictions[0]!.distribution![tokens[1]!.id]! *
      second.predictions[0]!.distribution![tokens[2]!.id]!;
    expect(guesses.right[1]!.bits + guesses.right[2]!.bits).toBeCloseTo(-Math.log2(p), 4);
  });

  it.each(['Hello', '?!...', '🙂', 'قرأ', 'The [MASK] sat.', '[MASK] sat', '[MASK] [MASK]'])(
    'has a number for every token of “%s” that there is one for',
    async (text) => {
      const { tokens, read, guesses, done, total } = (await wordsOf(text)).at(-1)!;
      const positions = measurable(tokens);
      expect([done, total]).toEqual([positions.length, positions.length]);
      for (const position of tokens.keys()) {
        const isMeasured = positions.includes(position);
        expect(guesses.left[position] !== null).toBe(isMeasured);
        expect(guesses.right[position] !== null).toBe(isMeasured && position < read);
        for (const guess of [guesses.left[position], guesses.right[position]]) {
          if (guess) expect(guess.bits).toBeGreaterThanOrEqual(0);
        }
      }
    },
  );

  it('asks no more once it is not wanted', async () => {
    const abort = new AbortController();
    let asked = 0;
    const counting = {
      ask: (...question: Parameters<FullSession['ask']>) => {
        asked++;
        if (asked === 3) abort.abort();
        return session.ask(...question);
      },
    };
    const comparison = await session.compare({ text: 'The dog ran home.' });
    const findings = await all(wordsRun(counting, { comparison }, abort.signal));
    expect(asked).toBe(3);
    expect(findings.length).toBeLessThanOrEqual(3);
  });
});
