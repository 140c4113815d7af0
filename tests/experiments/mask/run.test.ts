import { expect, it } from 'vitest';
import { openLocalSession } from '../../../src/build/localSession.ts';
import { maskedLayers } from '../../../src/experiments/mask/measure.ts';
import { type MaskSettings, underAnotherMask } from '../../../src/experiments/mask/run.ts';
import { causal } from '../../../src/model/mask.ts';
import { maskAt } from '../../../src/model/trace.ts';

const { session } = await openLocalSession();
const PLAIN: MaskSettings = {
  side: 'left',
  text: 'The dog ran home.',
  mask: null,
  flip: [],
  layers: null,
  blank: 3,
};

async function run(part: Partial<MaskSettings>, client: Pick<typeof session, 'ask'> = session) {
  const signal = new AbortController().signal;
  const found = [];
  for await (const each of underAnotherMask(client, { ...PLAIN, ...part }, signal))
    found.push(each);
  return found.at(-1)!;
}

it('reads twice, under the model’s own mask and under the other', async () => {
  const pair = await run({ mask: 'causal' });
  expect(pair.after.mask).toEqual(causal(7));
  expect(pair.before.mask.every((cell) => cell === 1)).toBe(true);
  expect(pair.after.predictions[0]!.index).toBe(3);
  expect(pair.after.predictions[0]!.distribution).not.toEqual(
    pair.before.predictions[0]!.distribution,
  );
  // Two roundings away from exactly what a question of one's own gives.
  const asked = await session.ask({ side: 'left', text: PLAIN.text, mask: 'causal', blank: 3 });
  expect(pair.after.attention).toEqual(asked.attention);
});

it('holds in the chosen layers only', async () => {
  const pair = await run({ mask: { window: 2 }, layers: [1, 3] });
  expect(maskedLayers(pair)).toEqual([1, 3]);
  expect(maskAt(pair.after, 0)).toEqual(maskAt(pair.before, 0));
});

it('turns over cells, and says how many', async () => {
  const flip = [{ row: 1, column: 2 }];
  const right = await run({ side: 'right', flip, blank: null });
  expect(right.after.mask.filter((cell, at) => cell !== right.before.mask[at])).toHaveLength(1);
  expect(right.after.attention[1 * 6 + 2]).toBeGreaterThan(0);
  expect(right.setting.painted).toBe(1);
  const none = await run({ side: 'right', flip: [], blank: null });
  expect(none.after).toBe(none.before);
});

it('refuses a row that nothing is left for, a window of 0 and a prefix beyond the text', async () => {
  const row = Array.from({ length: 7 }, (_, column) => ({ row: 2, column }));
  await expect(run({ flip: row })).rejects.toThrow('leaves “dog” (token 2) nothing to read');
  await expect(run({ mask: { hide: 0 }, side: 'right', blank: null })).rejects.toThrow(
    'nothing to read',
  );
  await expect(run({ mask: { window: 0 } })).rejects.toThrow('1 or more, not 0');
  await expect(run({ mask: { prefix: 8 } })).rejects.toThrow('longer than the text');
});

it('asks no further once it is ended', async () => {
  const abort = new AbortController();
  let asked = 0;
  const client = {
    ask: async (question: Parameters<typeof session.ask>[0]) => {
      asked++;
      const trace = await session.ask(question);
      abort.abort();
      return trace;
    },
  };
  const found = [];
  for await (const each of underAnotherMask(client, { ...PLAIN, mask: 'causal' }, abort.signal)) {
    found.push(each);
  }
  expect([asked, found.length]).toEqual([1, 0]);
});
