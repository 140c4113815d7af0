import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openLocalSession } from '../../../src/build/localSession.ts';
import { presets } from '../../../src/examples/presets.ts';
import { leakChanges } from '../../../src/experiments/leak/changes.ts';
import { type LeakSettings, leaksOf } from '../../../src/experiments/leak/run.ts';
import type { HeldTrace, Trace } from '../../../src/model/trace.ts';
import type { Side } from '../../../src/text/token.ts';
import { expectClose } from '../../support/close.ts';

const { session } = await openLocalSession();
const PLAIN: LeakSettings = { word: null, shuffle: false, seed: 1, position: 3 };

async function run(side: Side, text: string, part: Partial<LeakSettings> = {}) {
  const comparison = await session.compare({ text });
  const signal = new AbortController().signal;
  const found = [];
  for await (const each of leaksOf(session, { side, comparison, ...PLAIN, ...part }, signal)) {
    found.push(each);
  }
  return found.at(-1)!;
}

describe('The leak probe', () => {
  it('finds nothing to the left of the token in GPT, and something in BERT', async () => {
    const right = await run('right', 'The dog ran home.');
    expect(right.changed).toEqual([3]);
    const [T, L] = [right.before.tokens.length, right.before.layers];
    expect(right.changes).toHaveLength(L * T);
    for (let layer = 0; layer < L; layer++) {
      expect([...right.changes.subarray(layer * T, layer * T + 3)]).toEqual([0, 0, 0]);
      expect(right.changes[layer * T + 3]).toBeGreaterThan(0);
    }
    const left = await run('left', 'The dog ran home.');
    expect(left.changes[0]).toBeGreaterThan(0);
  });

  it('puts tokens into another order, the same in both models, without those that GPT does not read', async () => {
    const text = 'One two three four [MASK] six seven.';
    const settings = { shuffle: true, position: 2 };
    const [left, right] = [await run('left', text, settings), await run('right', text, settings)];
    expect(left.changed).toEqual(right.changed);
    const ids = ({ tokens }: Trace) => tokens.slice(2, 5).map(({ id }) => id);
    expect(ids(left.after)).toEqual(ids(right.after));
    expect(ids(right.after).toSorted()).toEqual(ids(right.before).toSorted());
    expect(left.after.tokens.slice(5).map(({ id }) => id)).toEqual(
      left.before.tokens.slice(5).map(({ id }) => id),
    );
  });

  it('moves what only BERT reads where the token comes after the blank', async () => {
    const comparison = await session.compare({ text: '[MASK] two three four.' });
    const { left: changes } = leakChanges(comparison, { ...PLAIN, shuffle: true });
    expect(Math.min(...changes.map(({ index }) => index))).toBeGreaterThanOrEqual(3);
    expect(Math.max(...changes.map(({ index }) => index))).toBeLessThan(
      comparison.left.tokens.length - 1,
    );
  });

  it('refuses what changes nothing, with a sentence', async () => {
    await expect(run('right', 'The dog ran home.', { word: 'ran' })).rejects.toThrow(
      '“ran” stands there already: choose another word.',
    );
    await expect(run('right', 'ha ha ha ha', { shuffle: true })).rejects.toThrow(
      'no two different tokens',
    );
    await expect(run('left', 'The dog ran home.', { word: 'two words' })).rejects.toThrow(
      'choose a word that is one',
    );
    await expect(run('left', 'The dog ran home.', { position: 0 })).rejects.toThrow(
      '[CLS], which is not part of the text',
    );
  });
});

describe('A changed token, in any sentence', () => {
  const words = [...new Set(presets.flatMap(({ text }) => text.split(' ')))].filter(
    (word) => !word.includes('[MASK]'),
  );
  const word = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...words) },
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 5 }),
  );
  const sentence = fc.array(word, { minLength: 1, maxLength: 8 }).map((list) => list.join(' '));
  const id = fc.integer({ min: 5, max: 8191 });

  /** [L, T, D] before and after another id in place k, which is counted round; null for no change. */
  async function twice(side: Side, text: string, at: number, token: number) {
    const before = await session.ask({ side, text, hidden: true });
    const last = side === 'left' ? before.tokens.length - 2 : before.tokens.length - 1;
    if (last < 1) return null;
    const k = 1 + (at % last);
    if (before.tokens[k]!.id === token) return null;
    const changes = [{ index: k, token }];
    const after = await session.ask({ side, text, hidden: true, changes });
    const T = before.tokens.length;
    const D = before.hidden!.length / (before.layers * T);
    const left = ({ hidden }: HeldTrace, layer: number) =>
      hidden!.subarray(layer * T * D, (layer * T + k) * D); // [k, D]
    return Array.from({ length: before.layers }, (_, layer) => ({
      before: left(before, layer),
      after: left(after, layer),
    }));
  }

  it('leaves every hidden state of GPT in front of it as it was, in every layer', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(sentence, fc.nat(), id, async (text, at, token) => {
        const layers = await twice('right', text, at, token);
        for (const { before, after } of layers ?? []) {
          expectClose('hidden states to the left', after, before, { absolute: 1e-6 });
        }
      }),
      { numRuns: 20 },
    );
  });

  it('reaches at least one place of BERT in front of it', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(sentence, fc.nat(), id, async (text, at, token) => {
        const layers = await twice('left', text, at, token);
        if (!layers) return;
        expect(
          layers.some(({ before, after }) => before.some((value, i) => value !== after[i])),
        ).toBe(true);
      }),
      { numRuns: 20 },
    );
  });
});
