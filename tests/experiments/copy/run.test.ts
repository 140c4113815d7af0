import { beforeAll, describe, expect, it } from 'vitest';
import { openLocalSession } from '../../../src/build/localSession.ts';
import type { Session } from '../../../src/engine/session.ts';
import { randomPattern, saidTwice, WORDS } from '../../../src/experiments/copy/pattern.ts';
import { type Copying, copying, copyingWithout } from '../../../src/experiments/copy/run.ts';

const going = () => new AbortController().signal;
let client: Session;
beforeAll(async () => {
  ({ session: client } = await openLocalSession());
}, 60_000);

async function all(text: string, seed = 1): Promise<Copying[]> {
  const found: Copying[] = [];
  for await (const each of copying(client, { side: 'right', text, seed }, going()))
    found.push(each);
  return found;
}

const text = 'blue seven table river blue seven table river blue seven';

describe('Copying, with the shipped weights', { timeout: 60_000 }, () => {
  it('knows words that are one token each', async () => {
    for (const token of WORDS) {
      const changes = [{ index: 1, token }];
      const { tokens } = await client.ask({ side: 'right', text: 'dog', changes });
      expect(tokens[1]!.label).toBe(token);
    }
  });

  it('yields the copies, then both controls, in which only the first copy is another', async () => {
    const found = await all(text);
    expect(found.map(({ controls }) => controls.map(({ kind }) => kind))).toEqual([
      [],
      ['shuffled'],
      ['shuffled', 'others'],
    ]);
    const { repeat, controls, rows, again } = found.at(-1)!;
    expect(repeat).toEqual({ first: 1, second: 5, length: 4 });
    expect(rows).toHaveLength(5);
    const [shuffled, others] = controls;
    expect([...shuffled!.labels].sort()).toEqual(['blue', 'river', 'seven', 'table']);
    for (const word of others!.labels) expect(text).not.toContain(word);
    expect(rows.slice(1, 4).reduce((sum, { again: { bits } }) => sum + bits / 3, 0)).toBeCloseTo(
      again.bits,
      9,
    );
  });

  it('gives the second copy the probabilities that asking for them alone gives', async () => {
    const { rows } = (await all(text))[0]!;
    const before = await client.ask({ side: 'right', text, positions: [6], distributions: true });
    const { id } = before.tokens[3]!;
    expect(rows[2]!.again.p).toBeCloseTo(before.predictions[0]!.distribution![id]!, 5);
  });

  it('shows the repetition at work: the second copy costs less than after other words', async () => {
    const { again, once, controls } = (await all(randomPattern(1))).at(-1)!;
    expect(again.bits).toBeLessThan(once.bits);
    for (const { cost } of controls) expect(again.bits).toBeLessThan(cost.bits);
  });

  it('yields nothing where nothing is repeated, and a text said twice always repeats', async () => {
    expect(await all('The dog ran home.')).toEqual([]);
    expect(await all('')).toEqual([]);
    for (const said of ['The dog ran home.', 'dog', 'a dog', 'الولد يقرأ الكتاب', '!?']) {
      expect((await all(saidTwice(said)!)).length, said).toBeGreaterThan(0);
    }
  });

  it('has no other order for tokens that are all alike', async () => {
    const [found] = await all('ha ha ha ha');
    expect(found).toMatchObject({ alike: true });
  });

  it('runs again without a head, which changes what the copy costs', async () => {
    const { again } = (await all(text))[0]!;
    const heads = [0, 1, 2, 3].map((head) => ({ layer: 3, head }));
    for await (const { cost } of copyingWithout(client, { side: 'right', text, heads }, going())) {
      expect(Number.isFinite(cost.bits)).toBe(true);
      expect(Math.abs(cost.bits - again.bits)).toBeGreaterThan(1e-3);
    }
  });

  it('ends after the question that was under way', async () => {
    const abort = new AbortController();
    let count = 0;
    for await (const _ of copying(client, { side: 'right', text, seed: 1 }, abort.signal)) {
      count++;
      abort.abort();
    }
    expect(count).toBe(1);
  });
});
