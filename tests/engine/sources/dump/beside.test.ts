/** A file that is read a head at a time beside a reading that is held, and the other way round. */
import { expect, it } from 'vitest';
import { askCounterparts } from '../../../../src/analysis/onDemand/between.ts';
import { openAttention } from '../../../../src/engine/sources/dump/openAttention.ts';
import { readDump } from '../../../../src/engine/sources/dump/readDump.ts';
import type { Comparison, FullComparison } from '../../../../src/model/trace.ts';
import { uniformComparison } from '../../../support/comparison.ts';
import { attention, safetensors, singles } from '../../../support/dumps.ts';

const TEXT = 'the cat sat';
const NAMES = ['the', 'cat', 'sat'];

const file = (seed: number) =>
  safetensors(
    { attentions: singles([2, 2, 3, 3], attention([2, 2, 3, 3], { seed })) },
    { tokens: JSON.stringify(NAMES), text: TEXT },
  );

const NOTHING: Comparison = { text: TEXT, pair: null, cut: null, left: null, right: null };

/** Two files, or a file and a reading, each held or read a head at a time. */
async function compared(leftHeld: boolean, right: 'held' | 'in its file' | 'live') {
  const open = async (seed: number, isHeld: boolean) =>
    openAttention(
      await readDump(file(seed), isHeld ? {} : { whole: 0 }),
      {
        ...{
          sources: { self: 'attention:a', cross: 'cross:a' },
          hash: null,
          notes: { self: [], cross: [] },
        },
      },
      'self',
    );
  const left = await open(1, leftHeld);
  const places = { left, right: right === 'live' ? null : await open(2, right === 'held') };
  const live = right === 'live' ? { right: uniformComparison(TEXT).right } : {};
  return left.within({ ...NOTHING, ...live }, places) as FullComparison;
}

it.each([
  [true, 'in its file'],
  [false, 'held'],
  [false, 'in its file'],
] as const)(
  'has the counterparts of two that are held (left held: %s, right %s)',
  async (leftHeld, right) => {
    const held = await compared(true, 'held');
    const mixed = await compared(leftHeld, right);
    const choice = { layer: 1, head: 0 };
    for (const side of ['left', 'right'] as const) {
      const [wanted, found] = [
        await askCounterparts(held, side, choice),
        await askCounterparts(mixed, side, choice),
      ];
      expect(found.ranked.map(({ choice: { layer, head } }) => [layer, head])).toEqual(
        wanted.ranked.map(({ choice: { layer, head } }) => [layer, head]),
      );
      for (const [at, { score }] of wanted.ranked.entries()) {
        expect(found.ranked[at]!.score).toBeCloseTo(score!, 6);
      }
    }
  },
);

it('is compared with what a model reads', async () => {
  const { left, right } = await compared(false, 'live');
  const found = await askCounterparts({ left, right }, 'left', { layer: 0, head: 0 });
  expect(found.ranked).toHaveLength(right.layers * right.heads);
});
