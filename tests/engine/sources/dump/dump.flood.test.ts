/**
 * Broken files of attention: each is refused by a named error in a sentence, or is a value whose parts fit
 * each other, however it came about. What is unpacked of it is bounded by its size.
 */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { maxFuture, maxRowError } from '../../../../src/analysis/attention/health.ts';
import { DumpError } from '../../../../src/engine/sources/dump/dumpError.ts';
import { UNPACKED } from '../../../../src/engine/sources/dump/limits.ts';
import { readDump } from '../../../../src/engine/sources/dump/readDump.ts';
import { traceOf } from '../../../../src/engine/sources/dump/trace.ts';
import type { HeadMatrices } from '../../../../src/model/dump.ts';
import {
  attention,
  fixture,
  npy,
  npz,
  safetensors,
  said,
  singles,
  strings,
} from '../../../support/dumps.ts';
import { floodAsync, PATIENCE, requireSentence } from '../../../support/flood.ts';
import { flippedBits, mutatedJson, spliced, truncated } from '../../../support/mutations.ts';

/** Everything of the value is there, and fits. */
function requireWhole({ rows, columns, layers, heads, whole }: HeadMatrices, most: number): void {
  expect(rows * columns * layers * heads).toBeGreaterThan(0);
  expect(whole).toHaveLength(layers * heads * rows * columns);
  // A byte of U8 becomes four, and the steps of writing leave half of a square out.
  expect(whole!.byteLength).toBeLessThanOrEqual(8 * most);
}

/** Reads a file of any bytes. */
async function read(file: Blob, most = file.size): Promise<void> {
  try {
    const dump = await readDump(file);
    expect(dump.model).not.toBe('');
    const { self, cross, tokens, text } = dump;
    for (const { span } of [...tokens, ...dump.unread]) {
      if (span) expect(span.end).toBeLessThanOrEqual(text.length);
    }
    if (cross) {
      requireWhole(cross, most);
      expect([cross.queries.length, cross.keys.length]).toEqual([cross.rows, cross.columns]);
    }
    if (!self) return;
    requireWhole(self, most);
    expect(self.mask).toHaveLength(tokens.length ** 2);
    const trace = traceOf(dump, 'left');
    const bad = dump.findings.some((one) => one.what === 'not finite' && one.of === 'self');
    expect(Number.isNaN(self.maxRowError)).toBe(bad);
    if (bad || dump.findings.some(({ what }) => what === 'padding left out')) return;
    expect(maxRowError(trace)).toBeCloseTo(self.maxRowError, 5);
    expect(maxFuture(trace)).toBe(self.maxFuture);
  } catch (error) {
    requireSentence(error);
    if (!(error instanceof DumpError)) throw error;
  }
}

const bytesOf = async (file: Blob) => new Uint8Array(await file.arrayBuffer());
const blob = (bytes: Uint8Array) => new Blob([bytes as Uint8Array<ArrayBuffer>]);

const shape = [2, 3, 3];
const layer = singles(shape, attention(shape));
const packed = npz({
  'attentions_0.npy': npy('<f4', '(2, 3, 3)', layer.bytes),
  'tokens.npy': strings(['a', 'b', 'c']),
});
const written = await bytesOf(
  safetensors({ 'attentions.0': layer, 'attentions.1': layer }, said(3)),
);
const header = new TextDecoder().decode(
  written.subarray(8, 8 + Number(new DataView(written.buffer).getBigUint64(0, true))),
);
const data = written.slice(8 + header.length);

/** With a header of any text before the same values. */
function withHeader(text: string): Blob {
  const json = new TextEncoder().encode(text);
  const length = new DataView(new ArrayBuffer(8));
  length.setBigUint64(0, BigInt(json.length), true);
  return new Blob([length.buffer, json, data]);
}

it(
  'takes any bytes for what they are',
  () =>
    floodAsync(
      fc.asyncProperty(
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom<readonly number[]>(
          [],
          [0x50, 0x4b, 3, 4],
          [0x7b],
          [9, 0, 0, 0, 0, 0, 0, 0, 0x7b],
        ),
        (bytes, start) =>
          read(new Blob([Uint8Array.from(start), bytes as Uint8Array<ArrayBuffer>])),
      ),
    ),
  PATIENCE,
);

it(
  'reads or refuses a safetensors file with another header',
  async () => {
    const any = fc.oneof(mutatedJson(JSON.parse(header)), spliced(header));
    await floodAsync(fc.asyncProperty(any, (text) => read(withHeader(text))));
  },
  PATIENCE,
);

it.each([
  'transformers.safetensors',
  'lens.safetensors',
  'steps.safetensors',
  'cross.safetensors',
  'transformers.npz',
])(
  'reads or refuses %s with bits turned over, or its end cut off',
  async (name) => {
    const bytes = await bytesOf(fixture(name));
    const most = name.endsWith('.npz') ? 8 * bytes.length : bytes.length;
    const any = fc.oneof(flippedBits(bytes), flippedBits(bytes, 0, 1000), truncated(bytes));
    await floodAsync(
      fc.asyncProperty(any, (changed) => read(blob(changed), most)),
      300,
    );
  },
  PATIENCE,
);

it(
  'reads or refuses a small npz with bits turned over',
  async () => {
    const bytes = await bytesOf(packed);
    const any = fc.oneof(flippedBits(bytes), truncated(bytes));
    await floodAsync(fc.asyncProperty(any, (changed) => read(blob(changed), UNPACKED)));
  },
  PATIENCE,
);

it(
  'reads or refuses arrays of any NumPy header',
  () => {
    const extent = fc.constantFrom('0', '1', '2', '3', '9', '99999999999', '1000000000');
    const dims = fc
      .array(extent, { maxLength: 6 })
      .map((all) => `(${all.join(', ')}${all.length === 1 ? ',' : ''})`);
    const type = fc.constantFrom(
      '<f4',
      '<f2',
      '<f8',
      '|u1',
      '<U1',
      '<U0',
      '|S0',
      '|S3',
      '|O',
      '|b1',
      '<i8',
      '<U99999999999',
    );
    const values = fc.uint8Array({ maxLength: 80 });
    const array = fc
      .tuple(type, dims, values)
      .map(([descr, given, bytes]) => npy(descr, given, bytes));
    return floodAsync(
      fc.asyncProperty(array, array, (first, second) =>
        read(npz({ 'attentions_0.npy': first, 'tokens.npy': second }), 1000),
      ),
    );
  },
  PATIENCE,
);

it(
  'reads or refuses JSON of any kind',
  async () => {
    const json = JSON.stringify({
      attentions: [
        [
          [
            [0.25, 0.75],
            [0.5, 0.5],
          ],
        ],
      ],
      tokens: ['a', 'b'],
      cross: [[[[0.25, 0.75]]]],
      query_tokens: ['c'],
      text: 'a b',
      causal: false,
    });
    await floodAsync(
      fc.asyncProperty(mutatedJson(JSON.parse(json)), (text) =>
        read(new Blob([text]), 8 * text.length),
      ),
    );
  },
  PATIENCE,
);
