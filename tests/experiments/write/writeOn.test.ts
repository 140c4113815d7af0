/** Distributions and probabilities by hand; the shipped weights only against themselves. */
import { describe, expect, it } from 'vitest';
import type { Draft } from '../../../src/analysis/prediction/drawing.ts';
import { openLocalSession } from '../../../src/build/localSession.ts';
import type { ModelClient } from '../../../src/engine/modelClient.ts';
import {
  type WriteSettings,
  type Writing,
  writeOn,
  writeOnFurther,
} from '../../../src/experiments/write/writeOn.ts';
import { knownGpt } from '../../support/modelClient.ts';

const going = () => new AbortController().signal;
const settings: WriteSettings = {
  side: 'right',
  text: 't1',
  seed: 1,
  count: 3,
  temperature: 1,
  topK: null,
  topP: null,
};

async function all(
  client: Pick<ModelClient, 'ask'>,
  part: Partial<WriteSettings>,
  known?: readonly Draft[],
) {
  const found: Writing[] = [];
  for await (const each of writeOn(client, { ...settings, ...part }, going(), known))
    found.push(each);
  return found;
}

const ids = ({ written }: Writing) => written.map(({ id }) => id);
/** Counts up: after the id n comes n + 1, surely. */
const counting = () =>
  knownGpt((read) => Array.from({ length: 300 }, (_, id) => Number(id === read.at(-1)! + 1)));
const even = () => knownGpt(() => [0, 0.25, 0.25, 0.25, 0.25]);

describe('Writing on', () => {
  it('asks one question a token, each with what was written before, and yields as it goes', async () => {
    const client = counting();
    const found = await all(client, {});
    expect(client.asked.map(({ more }) => more)).toEqual([undefined, [2], [2, 3], [2, 3, 4]]);
    expect(found.map(ids)).toEqual([[], [2], [2, 3], [2, 3, 4]]);
    expect(found.map(({ ending }) => ending)).toEqual([null, null, null, 'count']);
    expect(found.at(-1)!.trace.tokens).toHaveLength(5);
    expect(found.at(-1)!.start).toBe(2);
  });

  it('keeps of each token what it was drawn from', async () => {
    const client = knownGpt(() => [0.1, 0.4, 0.2, 0.3]);
    const [, { written }] = (await all(client, { count: 1, topK: 1 })) as [Writing, Writing];
    const [draft] = written as [Draft];
    // Probabilities go through single precision.
    expect(draft).toMatchObject({ id: 1, rank: 1, drawn: 1, among: 1 });
    expect(draft.p).toBeCloseTo(0.4, 6);
    expect(draft.bits).toBeCloseTo(Math.log2(2.5), 6);
    expect(draft.considered.map(({ id, drawn }) => [id, drawn])).toEqual([
      [1, 1],
      [3, 0],
      [2, 0],
      [0, 0],
    ]);
  });

  it('writes the same for a seed, and something else for another', async () => {
    const of = async (seed: number) => ids((await all(even(), { count: 12, seed })).at(-1)!);
    expect(await of(5)).toEqual(await of(5));
    expect(await of(5)).not.toEqual(await of(6));
  });

  it('begins alike however much is asked for, and does not draw again what is known', async () => {
    const long = (await all(even(), { count: 12 })).at(-1)!;
    expect(ids((await all(even(), { count: 5 })).at(-1)!)).toEqual(ids(long).slice(0, 5));
    const client = even();
    const goneOn = await all(client, { count: 12 }, long.written.slice(0, 9));
    expect(client.asked).toHaveLength(4);
    expect(ids(goneOn.at(-1)!)).toEqual(ids(long));
    expect(ids((await all(client, { count: 2 }, long.written)).at(-1)!)).toEqual(
      ids(long).slice(0, 2),
    );
  });

  it('ends where the text is ended, which is not a token of it', async () => {
    const found = await all(
      knownGpt((read) => (read.length > 3 ? [1, 0] : [0, 1])),
      { count: 9 },
    );
    expect(found.at(-1)).toMatchObject({ ending: 'endoftext', last: { id: 0, p: 1 } });
    expect(ids(found.at(-1)!)).toEqual([1, 1]);
  });

  it('ends at 128 tokens, the last of which is read', async () => {
    const text = Array.from({ length: 125 }, () => 't1').join(' ');
    const found = await all(
      knownGpt(() => [0, 1]),
      { text, count: 9 },
    );
    expect(found.at(-1)).toMatchObject({ ending: 'full', start: 126 });
    expect(found.at(-1)!.trace.tokens).toHaveLength(128);
    expect(ids(found.at(-1)!)).toEqual([1, 1]);
  });

  it('stops without another question when it is ended', async () => {
    const client = counting();
    const abort = new AbortController();
    for await (const { written } of writeOn(client, { ...settings, count: 50 }, abort.signal)) {
      if (written.length === 2) abort.abort();
    }
    expect(client.asked.length).toBeLessThanOrEqual(4);
  });

  it.each([
    [{ temperature: -1 }, 'The temperature is -1'],
    [{ topP: 0 }, 'Top p is 0'],
    [{ topK: 0 }, 'Top k is 0'],
  ])('refuses %j with a sentence, before it asks', async (part, sentence) => {
    const client = counting();
    await expect(all(client, part)).rejects.toThrow(sentence);
    expect(client.asked).toEqual([]);
  });
});

describe('Writing further', () => {
  const client = () =>
    Object.assign(counting(), { fit: () => Promise.reject(new Error('Nothing is fitted.')) });

  async function further(one: ReturnType<typeof client>, part: Partial<WriteSettings>) {
    one.asked.length = 0;
    const found: Writing[] = [];
    for await (const each of writeOnFurther(one, { ...settings, ...part }, going())) {
      found.push(each);
    }
    return ids(found.at(-1)!);
  }

  it('draws again only what the same models have not written last, by the same settings', async () => {
    const one = client();
    expect(await further(one, { count: 2 })).toEqual([2, 3]);
    expect(await further(one, { count: 3 })).toEqual([2, 3, 4]);
    expect(one.asked.map(({ more }) => more)).toEqual([
      [2, 3],
      [2, 3, 4],
    ]);
    await further(one, { count: 3, seed: 2 });
    expect(one.asked[0]!.more).toBeUndefined();
  });

  it('never takes over what other models wrote, nor the model in the other place', async () => {
    await further(client(), { count: 2 });
    const other = client();
    await further(other, { count: 2 });
    expect(other.asked[0]!.more).toBeUndefined();
    await further(other, { count: 2, side: 'left' });
    expect(other.asked[0]).toMatchObject({ side: 'left' });
    expect(other.asked[0]!.more).toBeUndefined();
  });
});

describe('With the shipped weights', () => {
  const texts = [
    [1, 'The animal was'],
    [2, ''],
    [3, 'She went to the [MASK] to buy bread.'],
  ] as const;

  it('a seed writes the same on cpu and on wasm', { timeout: 120_000 }, async () => {
    const written: string[][] = [];
    for (const backend of ['cpu', 'wasm'] as const) {
      const { session: client } = await openLocalSession(backend);
      const lines: string[] = [];
      for (const [seed, text] of texts) {
        const part = { text, seed, count: 12, temperature: 0.8, topK: 40 };
        const { trace, start, ending } = (await all(client, part)).at(-1)!;
        const labels = trace.tokens.slice(start).map(({ label }) => label);
        lines.push(`${labels.join(' ')} (${ending})`);
      }
      written.push(lines);
    }
    expect(written[0]).toEqual(written[1]);
    expect(written[0]![2]).not.toContain('bread');
  });
});
