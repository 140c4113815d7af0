/** Attention that stays in its file answers as attention that is held, and reads no more than it needs. */
import { describe, expect, it } from 'vitest';
import { headsInOrder } from '../../../../src/analysis/attention/head.ts';
import { SUBJECTS } from '../../../../src/analysis/attention/viewOptions.ts';
import { askCounterparts, askRightShares } from '../../../../src/analysis/onDemand/between.ts';
import { matrixOf } from '../../../../src/analysis/onDemand/matrices.ts';
import { askMeasure } from '../../../../src/analysis/onDemand/measure.ts';
import { thumbnailsOf } from '../../../../src/analysis/onDemand/thumbnails.ts';
import { readDump } from '../../../../src/engine/sources/dump/readDump.ts';
import { traceOf } from '../../../../src/engine/sources/dump/trace.ts';
import type { Trace } from '../../../../src/model/trace.ts';
import { expectClose } from '../../../support/close.ts';
import { attention, safetensors, said, singles } from '../../../support/dumps.ts';

const [L, H, T] = [3, 2, 8];
const TOKENS = ['[CLS]', 'the', 'cat', '##s', 'sat', 'the', 'cat', '[SEP]'];

const file = (seed: number, causal: boolean) =>
  safetensors(
    { attentions: singles([L, H, T, T], attention([L, H, T, T], { seed, causal })) },
    { tokens: JSON.stringify(TOKENS), text: 'the cats sat the cat' },
  );

const left = await readDump(file(1, false));
const right = await readDump(file(2, true));
const [leftFile, rightFile] = await Promise.all([
  readDump(file(1, false), { whole: 0 }),
  readDump(file(2, true), { whole: 0 }),
]);

const held = { left: traceOf(left, 'left'), right: traceOf(right, 'right') };
const kept: { left: Trace; right: Trace } = {
  left: traceOf(leftFile, 'left', () => kept.right),
  right: traceOf(rightFile, 'right', () => kept.left),
};

describe('Attention that stays in its file', () => {
  it('is not held', () => {
    expect(leftFile.self!.whole).toBeNull();
    expect(kept.left.attention).not.toBeInstanceOf(Float32Array);
    expect(kept.left.attention).toMatchObject({
      maxRowError: expect.closeTo(0, 5),
      maxFuture: left.self!.maxFuture,
    });
    expect(kept.right.attention).toMatchObject({ maxFuture: 0 });
  });

  it.each(SUBJECTS)('gives the same matrix of %s', async (of) => {
    for (const choice of headsInOrder(held.left)) {
      const expected = (await matrixOf(held.left, choice, of)) as Float32Array;
      const found = await matrixOf(kept.left, choice, of);
      expectClose('matrix', found, expected, { absolute: 1e-7 });
    }
  });

  it('has the same metrics, judged by the same', async () => {
    for (const side of ['left', 'right'] as const) {
      expect(await askMeasure(kept[side])).toEqual(await askMeasure(held[side]));
      expect(await askRightShares(kept[side])).toEqual(await askRightShares(held[side]));
    }
  });

  it.each(['tokens', 'words'] as const)('is made as small, by %s', async (by) => {
    const choices = headsInOrder(held.left);
    expect(await thumbnailsOf(kept.left, choices, by, 3)).toEqual(
      await thumbnailsOf(held.left, choices, by, 3),
    );
  });

  it.each([
    ['both of which are in files', kept],
    ['one of which is held', { left: kept.left, right: held.right }],
  ])('has the same counterparts of readings %s', async (_, both) => {
    const choice = { layer: 1, head: 1 };
    // Who answers knows what stands in the other place.
    const own = traceOf(leftFile, 'left', () => both.right);
    expect(await askCounterparts({ left: own, right: both.right }, 'left', choice)).toEqual(
      await askCounterparts(held, 'left', choice),
    );
  });

  it('has counterparts in the other place only where there is one', async () => {
    const alone = traceOf(leftFile, 'left');
    const asked = askCounterparts({ left: alone, right: held.right }, 'left', {
      layer: 0,
      head: 0,
    });
    await expect(asked).rejects.toThrow('There is no other reading to compare with.');
  });

  it('refuses a head that there is not', async () => {
    for (const { self } of [left, leftFile]) {
      for (const [layer, head] of [
        [0, 2],
        [3, 0],
        [-1, 0],
        [0, 0.5],
      ] as const) {
        await expect(self!.read(layer, head)).rejects.toThrow(RangeError);
      }
      await expect(self!.read(0, 2)).rejects.toThrow(
        'There is no layer 1, head 3: the file has 3 layers of 2 heads.',
      );
    }
  });
});

/** A file of zeros after its header, which is never made: what is read of it is counted. */
function endless(header: Blob, size: number): { file: Blob; largest(): number; reads(): number } {
  let [largest, reads] = [0, 0];
  const slice = (begin = 0, end = size) => {
    largest = Math.max(largest, end - begin);
    reads++;
    const arrayBuffer = async () => {
      const bytes = new Uint8Array(end - begin);
      if (begin < header.size)
        bytes.set(new Uint8Array(await header.slice(begin, end).arrayBuffer()));
      return bytes.buffer;
    };
    return { arrayBuffer } as Blob;
  };
  const file = { size, slice } as unknown as Blob;
  return { file, largest: () => largest, reads: () => reads };
}

describe('A file of more than 256 MB of attention', () => {
  const LENGTH = 1024;
  const HEADS = 65;
  const bytes = HEADS * LENGTH ** 2 * 4;

  const huge = () => {
    const shape = [1, HEADS, LENGTH, LENGTH];
    const text = new TextEncoder().encode(
      JSON.stringify({
        __metadata__: said(LENGTH),
        attentions: { dtype: 'F32', shape, data_offsets: [0, bytes] },
      }),
    );
    const start = new Uint8Array(8 + text.length);
    new DataView(start.buffer).setBigUint64(0, BigInt(text.length), true);
    start.set(text, 8);
    return endless(new Blob([start]), start.length + bytes);
  };

  it('is read a head at a time', async () => {
    const { file, largest, reads } = huge();
    const parts: number[] = [];
    const dump = await readDump(file, { onProgress: (part) => parts.push(part) });
    expect(dump.self!.whole).toBeNull();
    expect(largest()).toBe(LENGTH ** 2 * 4);
    expect(parts).toEqual([1]);
    const before = reads();
    await dump.self!.read(0, 64);
    expect(reads() - before).toBe(1);
  });

  it('can be given up on the way', async () => {
    const { file, reads } = huge();
    const aborter = new AbortController();
    const reading = readDump(file, { signal: aborter.signal });
    aborter.abort();
    await expect(reading).rejects.toThrow(/abort/i);
    expect(reads()).toBeLessThan(HEADS / 2);
  });

  it('that is gone says so', async () => {
    const gone = file(1, false);
    const short = {
      size: gone.size,
      slice: (begin = 0) => gone.slice(begin, Math.min(gone.size, begin + 4)),
    };
    await expect(readDump(short as unknown as Blob)).rejects.toThrow(
      'The file has changed since it was opened: open it again.',
    );
  });
});
