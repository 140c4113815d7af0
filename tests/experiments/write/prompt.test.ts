/** What is gone on from, and that the shipped weights do go on from it. */
import { beforeAll, describe, expect, it } from 'vitest';
import { openLocalSession } from '../../../src/build/localSession.ts';
import type { FullSession } from '../../../src/engine/session.ts';
import { presets } from '../../../src/examples/presets.ts';
import { beginningOf, PROMPTS } from '../../../src/experiments/write/prompt.ts';
import {
  type Start,
  samplingOf,
  startOf,
  writeParameters,
} from '../../../src/experiments/write/settings.ts';
import { type Writing, writeOn } from '../../../src/experiments/write/writeOn.ts';

let session: FullSession;
beforeAll(async () => {
  ({ session } = await openLocalSession());
}, 60_000);

async function beginning(text: string, asked: Start | null = null) {
  const { right } = await session.compare({ text });
  return beginningOf({ text, preset: null }, right.tokens, asked);
}

describe('the beginning of a text', () => {
  it.each([
    ['The dog ran home.', 'The dog'],
    ['The old dog ran home!', 'The old'],
    ['She said, “It is late.”', 'She said'],
    ['Hello.', 'Hello'],
    ['🙂🙂🙂🙂!', '🙂🙂'],
    ['هل تنام القطة الآن؟', 'هل تنام'],
  ])('is the first half of the words of “%s”', async (text, prompt) => {
    expect(await beginning(text)).toEqual({ prompt, start: 'middle', hasMiddle: true });
    expect(await beginning(text, 'end')).toEqual({ prompt: text, start: 'end', hasMiddle: true });
  });

  it.each(['The animal was', 'Once upon a time,', 'The [MASK] sat on the [MASK].'])(
    'is all of “%s”, which breaks off, unless the middle is asked for',
    async (text) => {
      expect(await beginning(text)).toMatchObject({ prompt: text, start: 'end' });
      const { prompt, start } = await beginning(text, 'middle');
      expect(start).toBe('middle');
      expect(text.startsWith(prompt) && prompt.length < text.length).toBe(true);
    },
  );

  it.each(['Hello', '🙂', 'سلام', '   ', '.'])(
    'is all of “%s”, which has no middle',
    async (text) => {
      const whole = { prompt: text, start: 'end', hasMiddle: false };
      expect(await beginning(text)).toEqual(whole);
      expect(await beginning(text, 'middle')).toEqual(whole);
    },
  );

  it('is the end in links from before there was a choice', () => {
    expect(startOf({ start: null, write: true })).toBe('end');
    expect(startOf({ start: 'middle', write: true })).toBe('middle');
    expect(startOf({ start: null, write: false })).toBeNull();
  });
});

describe('an example’s beginning, with the shipped weights', { timeout: 120_000 }, () => {
  const { temperature, topk, topp, count, seed } = {
    temperature: writeParameters.temperature.fallback,
    topk: writeParameters.topk.fallback,
    topp: writeParameters.topp.fallback,
    count: writeParameters.count.fallback,
    seed: 1,
  };

  async function written(text: string, seed: number): Promise<Writing> {
    const settings = { side: 'right', text, seed, count } as const;
    const sampling = samplingOf({ temperature, topk, topp });
    let last: Writing | null = null;
    const { signal } = new AbortController();
    for await (const each of writeOn(session, { ...settings, ...sampling }, signal)) last = each;
    return last!;
  }

  it.each(presets.map(({ id, text }) => ({ id, text })))(
    'of “$id” is one on which GPT writes',
    async ({ id, text }) => {
      const { right } = await session.compare({ text });
      const { prompt } = beginningOf({ text, preset: id }, right.tokens, null);
      expect(text.startsWith(prompt)).toBe(true);
      expect(prompt === text).toBe(!(id in PROMPTS));
      expect((await written(prompt, seed)).written.length).toBeGreaterThanOrEqual(4);
      for (const other of [2, 3]) {
        expect((await written(prompt, other)).written.length).toBeGreaterThanOrEqual(2);
      }
    },
  );
});
