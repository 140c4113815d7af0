/** `run()` with another mask or heads off, on the shipped weights. */
import { beforeAll, describe, expect, it } from 'vitest';
import { openLocalSession } from '../../src/build/localSession.ts';
import type { Session } from '../../src/engine/session.ts';
import { bidirectional, causal } from '../../src/model/mask.ts';
import { createConsole, type SightlinesConsole } from '../../src/state/console.ts';

let session: Session;
let api: SightlinesConsole;

beforeAll(async () => {
  ({ session } = await openLocalSession());
  const engine = {
    status: {
      phase: 'ready',
      backend: { name: 'cpu', reason: 'Because.' },
      weights: { bert: '', gpt: '' },
    },
    subscribe: () => () => undefined,
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
    [{ ablate: { gpt: [[4, 0]] } }, 'There is no head 0 in layer 4'],
  ])('%j is refused with a sentence', async (change, sentence) => {
    await expect(api.run({ text, ...change } as never)).rejects.toThrow(sentence);
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
