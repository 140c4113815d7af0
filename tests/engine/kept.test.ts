import { describe, expect, it } from 'vitest';
import { buffersIn, createKeeper, GoneError, type KeptHere } from '../../src/engine/kept.ts';
import { PRESETS } from '../analysis/presets.ts';
import { enlarged } from '../support/enlarged.ts';

const { left: small, right } = PRESETS[0]![1];

const MATRIX = { what: 'matrix', choice: { layer: 0, head: 1 }, of: 'head' } as const;
const readingOf = (attention: unknown) => (attention as KeptHere).reading;

describe('A keeper', () => {
  it('hands small attention over as it is', async () => {
    const traces = { left: small, right };
    expect(await createKeeper().keep(traces)).toBe(traces);
  });

  it('keeps both readings where one is large, and answers for either', async () => {
    const keeper = createKeeper();
    const sent = await keeper.keep({ left: enlarged(small), right });
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
    const sent = await keeper.keep({ left: enlarged({ ...small, mask: small.mask.slice() }) });
    const reading = readingOf(sent.left!.attention);
    structuredClone(sent.left!.mask, { transfer: [sent.left!.mask.buffer as ArrayBuffer] });
    expect(await keeper.ask(reading, 'left', { what: 'metrics', layer: 0 })).toHaveLength(
      small.heads,
    );
  });

  it('answers what is asked together with a reading as it answers what is asked later', async () => {
    const keeper = createKeeper();
    const thumbnails = {
      what: 'thumbnails',
      choices: [MATRIX.choice],
      by: 'tokens',
      size: 4,
    } as const;
    const sent = await keeper.keep(
      { left: enlarged(small), right },
      { left: [MATRIX, thumbnails] },
    );
    const { reading, ahead } = sent.left!.attention as KeptHere;
    expect(ahead.map(({ question }) => question)).toEqual([MATRIX, thumbnails]);
    for (const { question, answer } of ahead) {
      expect(answer).toEqual(await keeper.ask(reading, 'left', question));
    }
    expect((sent.right!.attention as KeptHere).ahead).toEqual([]);
  });

  it('leaves out what was asked of heads that another model in the place does not have', async () => {
    const keeper = createKeeper();
    const missing = { ...MATRIX, choice: { layer: 0, head: small.heads } };
    const sent = await keeper.keep({ left: enlarged(small) }, { left: [missing, MATRIX] });
    const { ahead } = sent.left!.attention as KeptHere;
    expect(ahead.map(({ question }) => question)).toEqual([MATRIX]);
  });

  it('lets go of a reading for the next, and says so to whoever asks for it', async () => {
    const keeper = createKeeper();
    const old = readingOf((await keeper.keep({ left: enlarged(small) })).left!.attention);
    const now = readingOf((await keeper.keep({ left: enlarged(small) })).left!.attention);
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
