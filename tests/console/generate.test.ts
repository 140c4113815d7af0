import { describe, expect, it } from 'vitest';
import { type GeneratedToken, generate } from '../../src/console/generate.ts';
import type { ModelClient } from '../../src/engine/modelClient.ts';
import { knownGpt } from '../support/modelClient.ts';

async function all(client: Pick<ModelClient, 'ask'>, request: unknown): Promise<GeneratedToken[]> {
  const found: GeneratedToken[] = [];
  for await (const token of generate(client, request)) found.push(token);
  return found;
}

const words = (count: number) => Array.from({ length: count }, () => 't1').join(' ');
const ones = () => knownGpt(() => [0.25, 0.75]);

describe('generate()', () => {
  it('yields each token as soon as it is written, with the model’s own probability', async () => {
    const client = ones();
    const request = { text: 't1', tokens: 2, topK: 1 };
    expect(await all(client, request)).toEqual([
      { id: 1, token: 'Ġt1', label: 't1', p: 0.75 },
      { id: 1, token: 'Ġt1', label: 't1', p: 0.75 },
    ]);
    const first = await generate(client, request).next();
    expect(first.value).toMatchObject({ label: 't1' });
  });

  it('writes 20 tokens at temperature 0.8 from the 40 most probable, unless told otherwise', async () => {
    const client = knownGpt(() => [
      0,
      ...Array.from({ length: 60 }, (_, id) => (id < 40 ? 0.02 : 0.01)),
    ]);
    const written = await all(client, { text: '' });
    expect(written).toHaveLength(20);
    expect(Math.max(...written.map(({ id }) => id))).toBeLessThanOrEqual(40);
    expect(await all(client, { text: '', seed: 1 })).toEqual(written);
    expect(await all(client, { text: '', seed: 2 })).not.toEqual(written);
  });

  it('ends where the text is ended, without yielding that', async () => {
    const client = knownGpt((ids) => (ids.length > 2 ? [1, 0] : [0, 1]));
    expect(await all(client, { text: 't1' })).toHaveLength(1);
  });

  it('fills the room there is to the last token', async () => {
    expect(await all(ones(), { text: words(120), tokens: 7, temperature: 0 })).toHaveLength(7);
  });

  it.each([
    [undefined, 'generate() takes an object'],
    [{}, 'needs "text" as a string'],
    [{ text: 7 }, 'needs "text" as a string'],
    [{ text: 't1', tokens: 0 }, '"tokens" is how many to write'],
    [{ text: 't1', tokens: 1.5 }, '"tokens" is how many to write'],
    [{ text: 't1', seed: -1 }, '"seed" is a whole number'],
    [{ text: 't1', seed: 'x' }, '"seed" is a whole number'],
    [{ text: 't1', temperature: Number.NaN }, 'The temperature is NaN'],
    [{ text: 't1', temperature: '1' }, '"temperature" is a number, not "1"'],
    [{ text: 't1', topK: 0 }, 'Top k is 0'],
    [{ text: 't1', topP: 0 }, 'Top p is 0'],
  ])('refuses %j with a sentence, before it yields', async (request, sentence) => {
    await expect(generate(ones(), request).next()).rejects.toThrow(sentence);
  });

  it('says how much room there is where more is asked for', async () => {
    const asking = (text: string) => generate(ones(), { text }).next();
    await expect(asking(words(120))).rejects.toThrow(
      'takes 121 of them: ask for 7 tokens or fewer',
    );
    await expect(asking(words(126))).rejects.toThrow('ask for 1 token, or shorten the text');
    await expect(asking(words(127))).rejects.toThrow('shorten the text');
  });
});
