import { describe, expect, it } from 'vitest';
import { buffersIn, createKeeper, GoneError, type KeptHere } from '../../src/engine/kept.ts';
import { type HeldTrace, LARGE } from '../../src/model/trace.ts';
import { PRESETS } from '../analysis/presets.ts';

const { left: small, right } = PRESETS[0]![1];

/** As many more heads as make it large: the same ones over and over. */
function enlarged(trace: HeldTrace): HeldTrace {
  const times = Math.ceil((LARGE + 1) / trace.attention.byteLength);
  const attention = new Float32Array(trace.attention.length * times);
  for (let i = 0; i < times; i++) attention.set(trace.attention, i * trace.attention.length);
  return { ...trace, layers: trace.layers * times, attention };
}

const MATRIX = { what: 'matrix', choice: { layer: 0, head: 1 }, of: 'head' } as const;
const readingOf = (attention: unknown) => (attention as KeptHere).reading;

describe('A keeper', () => {
  it('hands small attention over as it is', () => {
    const traces = { left: small, right };
    expect(createKeeper().keep(traces)).toBe(traces);
  });

  it('keeps both readings where one is large, and answers for either', async () => {
    const keeper = createKeeper();
    const sent = keeper.keep({ left: enlarged(small), right });
    const reading = readingOf(sent.left!.attention);
    expect(readingOf(sent.right!.attention)).toBe(reading);
    const cells = small.tokens.length ** 2;
    expect(await keeper.ask(reading, 'left', MATRIX)).toEqual(
      small.attention.slice(cells, 2 * cells),
    );
    const read = right.tokens.length ** 2;
    expect(await keeper.ask(reading, 'right', MATRIX)).toEqual(
      right.attention.slice(read, 2 * read),
    );
  });

  it('goes on answering when what it sent was handed over', async () => {
    const keeper = createKeeper();
    const sent = keeper.keep({ left: enlarged({ ...small, mask: small.mask.slice() }) });
    const reading = readingOf(sent.left!.attention);
    structuredClone(sent.left!.mask, { transfer: [sent.left!.mask.buffer as ArrayBuffer] });
    expect(await keeper.ask(reading, 'left', { what: 'metrics', layer: 0 })).toHaveLength(
      small.heads,
    );
  });

  it('lets go of a reading for the next, and says so to whoever asks for it', async () => {
    const keeper = createKeeper();
    const old = readingOf(keeper.keep({ left: enlarged(small) }).left!.attention);
    const now = readingOf(keeper.keep({ left: enlarged(small) }).left!.attention);
    await expect(keeper.ask(old, 'left', MATRIX)).rejects.toThrow(GoneError);
    expect(await keeper.ask(now, 'left', MATRIX)).toBeInstanceOf(Float32Array);
    keeper.drop();
    await expect(keeper.ask(now, 'left', MATRIX)).rejects.toThrow(
      /A newer reading has taken the place/,
    );
  });
});

it('finds every buffer of an answer that can be handed over', async () => {
  const [a, b] = [new Float32Array(2), new Float64Array(1)];
  expect(buffersIn(a)).toEqual([a.buffer]);
  expect(buffersIn([a, [b]])).toEqual([a.buffer, b.buffer]);
  expect(buffersIn([{ entropy: 1 }])).toEqual([]);
});
