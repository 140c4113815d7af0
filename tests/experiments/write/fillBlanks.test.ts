import { beforeAll, describe, expect, it } from 'vitest';
import { openLocalSession } from '../../../src/build/localSession.ts';
import type { Session } from '../../../src/engine/session.ts';
import {
  type Filling,
  type FillSettings,
  fillBlanks,
} from '../../../src/experiments/write/fillBlanks.ts';

const settings: FillSettings = {
  side: 'left',
  text: 'The dog ran',
  seed: 1,
  count: 3,
  order: 'left',
  temperature: 0,
  topK: null,
  topP: null,
};
let client: Session;
beforeAll(async () => {
  ({ session: client } = await openLocalSession());
}, 60_000);

async function all(part: Partial<FillSettings>): Promise<Filling[]> {
  const found: Filling[] = [];
  const { signal } = new AbortController();
  for await (const each of fillBlanks(client, { ...settings, ...part }, signal)) found.push(each);
  return found;
}

const places = ({ filled }: Filling) => filled.map(({ index }) => index);

describe('Filling blanks, with the shipped weights', { timeout: 60_000 }, () => {
  it('fills blanks at the end of a text from left to right, then asks about each again', async () => {
    const found = await all({});
    expect(found.map(({ open }) => open)).toEqual([[4, 5, 6], [5, 6], [6], [], [], [], []]);
    const last = found.at(-1)!;
    expect(last).toMatchObject({ appended: true, asked: 'The dog ran [MASK] [MASK] [MASK]' });
    expect(places(last)).toEqual([4, 5, 6]);
    expect(last.filled.map(({ id }) => id)).toEqual(
      [4, 5, 6].map((index) => last.trace.tokens[index]!.id),
    );
    expect(found[3]!.filled.map(({ later }) => later)).toEqual([null, null, null]);
    for (const { later } of last.filled) expect(later!.rank).toBeGreaterThanOrEqual(1);
  });

  it('asks again with all the others in place', async () => {
    const { filled } = (await all({})).at(-1)!;
    const changes = filled.map(({ index, id }) => ({ index, token: id }));
    const { asked } = (await all({})).at(-1)!;
    const question = {
      side: 'left',
      text: asked,
      changes,
      blank: 4,
      distributions: true,
    } as const;
    const { distribution } = (await client.ask(question)).predictions[0]!;
    expect(filled[0]!.later!.p).toBeCloseTo(distribution![filled[0]!.id]!, 5);
  });

  it('fills the reader’s own blanks, and the surest first where asked to', async () => {
    const text = 'The [MASK] sat on the [MASK].';
    const found = await all({ text, order: 'sure' });
    const [start] = found;
    expect(start).toMatchObject({ appended: false, open: [2, 6] });
    const [a, b] = start!.trace.predictions.map(({ top }) => top[0]!.p);
    expect(places(found[1]!)).toEqual([a! >= b! ? 2 : 6]);
    expect(places(found.at(-1)!).sort()).toEqual([2, 6]);
  });

  it('fills as many as there is room for, none in a full text, and some in an empty one', async () => {
    const long = (count: number) => Array.from({ length: count }, () => 'dog').join(' ');
    expect((await all({ text: long(125) })).at(-1)!.filled).toHaveLength(1);
    expect((await all({ text: long(126) })).at(-1)!.filled).toHaveLength(0);
    expect((await all({ text: '' })).at(-1)!.filled).toHaveLength(3);
  });

  it('fills the same for a seed', async () => {
    const of = async (seed: number) =>
      (await all({ seed, temperature: 1, count: 6 })).at(-1)!.filled.map(({ id }) => id);
    expect(await of(1)).toEqual(await of(1));
    expect(await of(1)).not.toEqual(await of(2));
  });
});
