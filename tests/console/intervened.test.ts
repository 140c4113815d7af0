/** `run()` with another mask or heads off, on the shipped weights. */
import { beforeAll, describe, expect, it } from 'vitest';
import { openLocalSession } from '../../src/build/localSession.ts';
import { createConsole, type SightlinesConsole } from '../../src/console/console.ts';
import type { FullSession } from '../../src/engine/session.ts';
import { bidirectional, causal } from '../../src/model/mask.ts';

let session: FullSession;
let api: SightlinesConsole;

beforeAll(async () => {
  ({ session } = await openLocalSession());
  const engine = {
    status: {
      phase: 'ready',
      backend: { name: 'wasm', reason: 'Because.' },
      weights: { left: '', right: '' },
    },
    subscribe: () => () => undefined,
    manifest: Promise.resolve(''),
    models: { left: null, right: null },
    lookUp: () => Promise.reject(new Error('Nothing is looked up here.')),
    open: () => Promise.reject(new Error('Nothing is opened here.')),
    compare: session.compare,
    run: session.compare,
    ask: session.ask,
    fit: () => Promise.reject(new Error('Nothing is fitted here.')),
    stats: () => Promise.reject(new Error('Nothing is counted here.')),
    retry: () => undefined,
    dispose: () => undefined,
  } as const;
  api = createConsole(engine, () => engine);
}, 60_000);

const text = 'The cat sat on the [MASK].';

describe('run() with another mask', () => {
  it('reads under it, and leaves the other model as it is', async () => {
    const plain = await api.run({ text });
    const { bert, gpt } = await api.run({ text, mask: { bert: 'causal' } });
    expect(bert.mask).toEqual(causal(bert.tokens.length));
    expect(
      bert.attention.every((weight, i) => bert.mask[i % bert.mask.length] || weight === 0),
    ).toBe(true);
    expect(bert.masked[0]!.top[0]!.p).not.toBe(plain.bert.masked[0]!.top[0]!.p);
    expect(gpt.mask).toEqual(plain.gpt.mask);
    expect(gpt.attention).toEqual(plain.gpt.attention);
  });

  it('takes prefixes, windows, and masks cell by cell', async () => {
    const { gpt } = await api.run({ text, mask: { gpt: { prefix: 3 } } });
    const T = gpt.tokens.length;
    expect([...gpt.mask.subarray(0, T)]).toEqual(gpt.tokens.map((_, j) => Number(j < 3)));
    const near = await api.run({ text, mask: { gpt: { window: 1 } } });
    expect([...near.gpt.mask].filter(Boolean)).toHaveLength(T);
    const cells = bidirectional(T);
    expect((await api.run({ text, mask: { gpt: cells } })).gpt.mask).toEqual(cells);
    expect([...cells].every(Boolean)).toBe(true);
  });

  it.each([
    [{ mask: { gpt: { window: 0 } } }, 'A window is a whole number of tokens, 1 or more, not 0.'],
    [{ mask: { gpt: { prefix: 99 } } }, 'A prefix of 99 is longer than the text'],
    [{ mask: { gpt: { hide: 0 } } }, 'leaves “<|endoftext|>” (token 0) nothing to read'],
    [{ mask: { bert: new Uint8Array(81) } }, 'nothing to read'],
    [{ mask: { bert: new Uint8Array(3) } }, 'cells, not 3'],
    [{ mask: { elmo: 'causal' } }, '"mask" says for "bert", "gpt" or both'],
    [{ mask: 'causal' }, '"mask" says for "bert", "gpt" or both'],
    [{ mask: { bert: 'sideways' } }, 'A mask is "bidirectional", "causal"'],
    [{ ablate: [[0, 1]] }, '"ablate" says for "bert", "gpt" or both'],
    [{ ablate: { bert: [0, 1] } }, '"ablate" lists heads as [layer, head]'],
    [{ ablate: [] }, '"ablate" says for "bert", "gpt" or both'],
    [{ ablate: { bert: new Array(2) } }, '"ablate" lists heads as [layer, head]'],
    [{ ablate: { gpt: [[0, 1], new Array(2)] } }, '"ablate" lists heads as [layer, head]'],
    [{ ablate: { gpt: [[4, 0]] } }, 'There is no head 0 in layer 4'],
  ])('%j is refused with a sentence', async (change, sentence) => {
    await expect(api.run({ text, ...change } as never)).rejects.toThrow(sentence);
  });

  it('refuses a list of nothing that is too long to be looked through', async () => {
    const ablate = { gpt: new Array(2 ** 32 - 1) };
    await expect(api.run({ text, ablate })).rejects.toThrow('"ablate" lists heads');
  });
});

describe('run() with heads off', () => {
  it('changes what the model says, and not what the heads of the first layer read', async () => {
    const plain = await api.run({ text });
    const { bert, gpt } = await api.run({
      text,
      ablate: {
        bert: [
          [0, 2],
          [1, 0],
        ],
        gpt: [],
      },
    });
    const layer = bert.heads * bert.tokens.length ** 2;
    expect(bert.attention.subarray(0, layer)).toEqual(plain.bert.attention.subarray(0, layer));
    expect(bert.attention.subarray(layer)).not.toEqual(plain.bert.attention.subarray(layer));
    expect(gpt.next).toEqual(plain.gpt.next);
  });

  it('answers without any head, too', async () => {
    const all = Array.from({ length: 16 }, (_, i) => [Math.floor(i / 4), i % 4] as const);
    const { bert, gpt } = await api.run({ text, ablate: { bert: all, gpt: all } });
    for (const { p } of [...bert.masked[0]!.top, ...gpt.next]) expect(p > 0 && p <= 1).toBe(true);
  });

  it('can inspect a head that is off: its context is 0', async () => {
    const inspect = { model: 'gpt', layer: 1, head: 3 } as const;
    const run = await api.run({ text, inspect, ablate: { gpt: [[1, 3]] } });
    expect(run.context!.every((value) => value === 0)).toBe(true);
    expect(run.weights!.some((value) => value > 0)).toBe(true);
  });
});

describe('blank()', () => {
  const sentence = 'The dog looked at the cat.';

  it('gives both models’ distributions at a token, and how the real one stands in them', async () => {
    const { bert, gpt } = await api.blank({ text: sentence, index: 3 });
    for (const slot of [bert, gpt!]) {
      expect(slot.distribution.reduce((sum, p) => sum + p, 0)).toBeCloseTo(1, 4);
      expect(slot.real!.p).toBe(slot.distribution[slot.real!.id]);
      expect(slot.real!.rank).toBe(1 + slot.distribution.filter((p) => p > slot.real!.p).length);
      expect(slot.distribution[slot.top[0]!.id]).toBe(Math.max(...slot.distribution));
    }
    // What BERT is asked is what a typed blank asks; GPT is asked for what it would write there.
    const { bert: typed } = await api.run({ text: 'The dog [MASK] at the cat.' });
    expect(typed.masked[0]!.top[0]!.token).toBe(bert.top[0]!.token);
    const { gpt: left } = await api.run({ text: 'The dog' });
    expect(left.next.map(({ token }) => token)).toEqual(
      gpt!.top.slice(0, left.next.length).map(({ token }) => token),
    );
  });

  it('has no real token at a blank of the text, and no GPT behind one', async () => {
    const text = 'The [MASK] barked at the cat.';
    expect((await api.blank({ text, index: 2 })).bert.real).toBeNull();
    expect((await api.blank({ text, index: 2 })).gpt!.real).toBeNull();
    const behind = await api.blank({ text, index: 5 });
    expect(behind.gpt).toBeNull();
    expect(behind.bert.real!.rank).toBeGreaterThan(0);
  });

  it.each([
    [{ text: sentence, index: 0 }, 'Token 0 is [CLS], which is not part of the text'],
    [{ text: sentence, index: 99 }, 'There is no token 99'],
    [{ text: sentence, index: -1 }, 'There is no token -1'],
    [{ text: sentence, index: 1.5 }, 'needs "index"'],
    [{ text: sentence }, 'needs "index"'],
    [{ index: 1 }, 'needs "text" as a string'],
    [undefined, 'blank() takes an object'],
  ])('%j is refused with a sentence', async (request, words) => {
    await expect(api.blank(request as never)).rejects.toThrow(words);
  });
});
