/** The console API, whose code comes after the first picture. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createConsole } from '../../src/console/console.ts';
import { createLateConsole } from '../../src/console/lateConsole.ts';
import type { Engine } from '../../src/engine/protocol.ts';
import { tinyEngine } from '../support/tiny-engine.ts';

let engine: Engine;

beforeAll(async () => {
  engine = await tinyEngine();
});

afterAll(() => engine.dispose());

const never = new Promise<void>(() => undefined);
const TEXT = { text: 'the cat sat' };

/** The API, and how often its code was asked for. */
function late(after: Promise<unknown> = never, load = async () => ({ createConsole })) {
  let loads = 0;
  const api = createLateConsole(after, [engine, () => engine], () => {
    loads++;
    return load();
  });
  return { api, loads: () => loads };
}

describe('The console API', () => {
  it('is fetched once, by the first question, which is answered as ever', async () => {
    const { api, loads } = late();
    expect(loads()).toBe(0);
    const run = await api.run(TEXT);
    const whole = createConsole(engine, () => engine);
    expect(run).toEqual(await whole.run(TEXT));
    expect(await api.blank({ ...TEXT, index: 2 })).toEqual(
      await whole.blank({ ...TEXT, index: 2 }),
    );
    expect(loads()).toBe(1);
  });

  it('comes by itself once it may', async () => {
    const { loads } = late(Promise.resolve());
    await expect.poll(loads).toBe(1);
  });

  it('writes on, and refuses before the first token', async () => {
    const { api } = late();
    const written: string[] = [];
    for await (const { token } of api.generate({ ...TEXT, tokens: 2, seed: 1 }))
      written.push(token);
    expect(written).toHaveLength(2);
    await expect(api.generate({ ...TEXT, tokens: 0 }).next()).rejects.toThrow(/from 1, not 0/);
  });

  it('measures at once from when it is ready, and says so before', async () => {
    const { api } = late();
    const run = await createConsole(engine, () => engine).run(TEXT);
    expect(() => api.analyse(run)).toThrow(/once sightlines\.ready has resolved/);
    await api.ready;
    expect(api.analyse(run)).toEqual(createConsole(engine, () => engine).analyse(run));
  });

  it('says what is open without its code', () => {
    const { api, loads } = late();
    expect(api.models).toEqual(createConsole(engine, () => engine).models);
    expect(loads()).toBe(0);
  });

  it('says what to do where its code cannot be had, and tries anew', async () => {
    let isThere = false;
    const { api } = late(never, async () => {
      if (!isThere) throw new TypeError('Failed to fetch dynamically imported module');
      return { createConsole };
    });
    await expect(api.run(TEXT)).rejects.toThrow(/check your connection, then ask again/);
    isThere = true;
    await expect(api.run(TEXT)).resolves.toHaveProperty('left');
  });
});
