/** Files of attention that do not fit are refused in a sentence that says which part, and what to do. */
import { describe, expect, it } from 'vitest';
import { DumpError } from '../../../../src/engine/sources/dump/dumpError.ts';
import { readDump } from '../../../../src/engine/sources/dump/readDump.ts';
import {
  attention,
  json,
  names,
  npy,
  npz,
  safetensors,
  said,
  singles,
  strings,
} from '../../../support/dumps.ts';
import { requireSentence } from '../../../support/flood.ts';
import { safetensorsFile } from '../../../support/tiny-checkpoint.ts';

const T = 4;
const good = singles([2, T, T], attention([2, T, T]));
const tokens = strings(names(T));
const square = npy('<f4', `(1, ${T}, ${T})`, new Uint8Array(attention([T, T]).buffer));
const text = (content: string) => new Blob([content]);
const binary = (...bytes: number[]) => new Blob([Uint8Array.from(bytes)]);
/** Of the shape alone: there is nothing in it. */
const shaped = (...shape: number[]) =>
  safetensors(
    { 'attentions.0': singles(shape, new Float32Array(shape.reduce((a, b) => a * b, 1))) },
    said(T),
  );
const announcing = (length: bigint, size = 64) => {
  const file = new Uint8Array(size);
  new DataView(file.buffer).setBigUint64(0, length, true);
  return new Blob([file]);
};

/** A ZIP whose first entry unpacks to so many zeros. */
const bomb = (bytes: number) =>
  npz({ 'attentions_0.npy': new Uint8Array(bytes), 'tokens.npy': tokens });

const CASES: readonly (readonly [what: string, file: () => Blob, message: RegExp])[] = [
  ['nothing', () => text(''), /^The file is empty/],
  ['a few letters', () => text('hello'), /is plain text: choose a safetensors, npz or JSON file/],
  ['a pickle', () => binary(0x80, 4, 0x95), /a Python pickle, which can hold programs/],
  ['an HDF5 file', () => binary(0x89, 0x48, 0x44, 0x46), /HDF5/],
  ['a packed file', () => binary(0x1f, 0x8b), /is packed: unpack it/],
  ['a pointer', () => text('version https://git-lfs.github.com/spec/v1\noid sha256:0'), /pointer/],
  [
    'one NumPy array',
    () => new Blob([square as Uint8Array<ArrayBuffer>]),
    /one array without tokens/,
  ],

  ['a header longer than the file', () => announcing(10_000n), /announce a header of 10000 bytes/],
  [
    'a header of megabytes',
    () => announcing(5n << 20n, 6 << 20),
    /header of 5242880 bytes, and at most/,
  ],
  [
    'a header that is no JSON',
    () => new Blob([safetensorsFile('{"a"', new Uint8Array())]),
    /not JSON/,
  ],
  [
    'overlapping arrays',
    () =>
      new Blob([
        safetensorsFile(
          {
            'attentions.0': { dtype: 'F32', shape: [1, 1, 1], data_offsets: [0, 4] },
            'attentions.1': { dtype: 'F32', shape: [1, 1, 1], data_offsets: [0, 4] },
          },
          new Uint8Array(4),
        ),
      ]),
    /attentions\.1 overlaps attentions\.0/,
  ],

  [
    'no attention',
    () => safetensors({ hidden: good }, said(T)),
    /has no attention, but hidden, tokens: write an array/,
  ],
  [
    'integers',
    () => safetensors({ 'attentions.0': { ...good, dtype: 'I32' } }, said(T)),
    /no attention/,
  ],
  ['no tokens', () => safetensors({ 'attentions.0': good }), /has no tokens: write a list/],
  [
    'tokens that are no list',
    () => safetensors({ 'attentions.0': good }, { tokens: 'a b c' }),
    /tokens is not a list/,
  ],
  [
    'tokens that are numbers',
    () => safetensors({ 'attentions.0': good }, { tokens: '["a", 7]' }),
    /tokens has at place 1/,
  ],
  [
    'too few tokens',
    () => safetensors({ 'attentions.0': good }, said(3)),
    /has 4 rows, but there are 3 names in tokens/,
  ],
  [
    'one token',
    () => safetensors({ 'attentions.0': good }, said(1)),
    /but there is one name in tokens/,
  ],
  [
    'too many tokens',
    () => safetensors({ 'attentions.0': singles([1, 1, 1], [1]) }, said(2049)),
    /2049 tokens, and at most 2048/,
  ],
  [
    'a mask of another kind',
    () => safetensors({ 'attentions.0': good }, said(T, { causal: 'left' })),
    /causal is neither/,
  ],
  [
    'a version to come',
    () =>
      safetensors(
        { 'attentions.0': good },
        said(T, { format: 'sightlines-attention', version: '2' }),
      ),
    /a version .* not known here: write version 1/,
  ],
  [
    'a book',
    () => safetensors({ 'attentions.0': good }, said(T, { text: 'a'.repeat(100_001) })),
    /text has 100001 characters/,
  ],

  [
    'rows of another text',
    () => shaped(1, T, T + 1),
    /attentions\.0 has the shape \[1, 4, 5\]: attention of a text to itself/,
  ],
  ['a batch', () => shaped(8, 1, T, T), /a batch of 8: write one text of it/],
  ['one axis', () => shaped(T), /a layer has the axes \[heads, tokens, tokens\]/],
  ['five axes', () => shaped(1, 1, 1, T, T), /a layer has the axes/],
  ['an empty array', () => shaped(0, T, T), /there is nothing in it/],
  ['a very long text', () => shaped(1, 1, 2049), /2049 tokens, and at most 2048/],
  [
    'a batch of all layers',
    () => safetensors({ attentions: singles([1, 2, 1, 1, 1], [1, 1]) }, said(1)),
    /of one text/,
  ],
  [
    'too many heads',
    () => safetensors({ attentions: singles([16_385, 1, 1], new Float32Array(16_385)) }, said(1)),
    /16385 heads, and at most 16384/,
  ],
  [
    'a missing layer',
    () => safetensors({ 'attentions.0': good, 'attentions.2': good }, said(T)),
    /There is a layer 2, but no layer 1/,
  ],
  [
    'a layer twice',
    () => safetensors({ 'attentions.0': good, attentions_0: good }, said(T)),
    /attentions_0 is not the only array of its layer/,
  ],
  [
    'layers twice',
    () => safetensors({ attentions: good, 'attentions.0': good }, said(T)),
    /not the only array of its layers/,
  ],
  [
    'layers of two texts',
    () =>
      safetensors(
        { 'attentions.0': good, 'attentions.1': singles([2, 3, 3], new Float32Array(18)) },
        said(T),
      ),
    /attentions\.1 has the shape \[2, 3, 3\], but the first layer has 4 rows/,
  ],
  [
    'layers of two sizes',
    () =>
      safetensors(
        { 'attentions.0': good, 'attentions.1': singles([1, T, T], new Float32Array(16)) },
        said(T),
      ),
    /attentions\.1 differs from the first layer/,
  ],
  [
    'a missing step',
    () =>
      safetensors(
        {
          'attentions.0.0': singles([1, 2, 2], [1, 0, 0, 1]),
          'attentions.2.0': singles([1, 1, 4], [1, 0, 0, 0]),
        },
        said(4),
      ),
    /There is a step 2, but no step 1/,
  ],
  [
    'steps of a fixed cache',
    () =>
      safetensors(
        {
          'attentions.0.0': singles([1, 2, 2], [1, 0, 0, 1]),
          'attentions.1.0': singles([1, 1, 9], new Float32Array(9)),
        },
        said(3),
      ),
    /this step has to read 3 tokens/,
  ],
  [
    'cross-attention without its tokens',
    () => safetensors({ 'cross.0': good }, said(T)),
    /no query_tokens/,
  ],
  [
    'cross-attention of another text',
    () =>
      safetensors(
        { 'attentions.0': good, 'cross.0': singles([1, 1, 3], [1, 0, 0]) },
        said(T, { query_tokens: '["a"]' }),
      ),
    /cross-attention has 3 columns, but/,
  ],
  [
    'a strange name',
    () =>
      safetensors(
        { 'attentions.0': good, '\u202e<b>': good, arr_1: singles([2], [0, 1]) },
        said(T),
      ),
    /arr_1 has the shape/,
  ],
  [
    'a name that turns the sentence around',
    () =>
      npz({
        'tokens\u202E.npy': Uint8Array.of(1),
        'attentions_0.npy': square,
        'tokens.npy': npy('|O\u202E', '(4,)', new Uint8Array(9)),
      }),
    /^[^\u202E]*$/,
  ],
  [
    'arrays that overlap, of such names',
    () =>
      new Blob([
        safetensorsFile(
          {
            'a\u202E': { dtype: 'F32', shape: [1], data_offsets: [0, 4] },
            b: { dtype: 'F32', shape: [1], data_offsets: [0, 4] },
          },
          new Uint8Array(4),
        ),
      ]),
    /^b overlaps a\./,
  ],

  ['a torch file', () => npz({ 'archive/data.pkl': Uint8Array.of(0x80, 2) }), /torch\.save/],
  [
    'a broken ZIP',
    () => text('PK\u0003\u0004 and so on'),
    /nothing in it, or a broken one: write it again/,
  ],
  [
    'a ZIP that is cut short',
    () => npz({ 'attentions_0.npy': square, 'tokens.npy': tokens }).slice(0, 150),
    /cut short or broken/,
  ],
  ['a ZIP of nothing', () => npz({}), /a ZIP with nothing in it/],
  ['a bomb', () => bomb(300 << 20), /more than 256 MB once it is unpacked/],
  [
    'an array that is none',
    () => npz({ 'attentions_0.npy': Uint8Array.of(1, 2, 3) }),
    /attentions_0 is no NumPy array/,
  ],
  [
    'columns first',
    () => npz({ 'attentions_0.npy': npy('<f4', '(2, 2)', new Uint8Array(16), 'True') }),
    /column by column: write np\.ascontiguousarray/,
  ],
  [
    'complex numbers',
    () => npz({ 'attentions_0.npy': npy('<c8', '(2, 2)', new Uint8Array(32)) }),
    /the NumPy type "<c8": write it as float32/,
  ],
  [
    'big-endian numbers',
    () => npz({ 'attentions_0.npy': npy('>f4', '(2, 2)', new Uint8Array(16)) }),
    /">f4"/,
  ],
  [
    'a shape that lies',
    () => npz({ 'attentions_0.npy': npy('<f4', '(99999999, 99999999)', new Uint8Array(16)) }),
    /16 bytes of values, but the shape/,
  ],
  [
    'Python objects',
    () => npz({ 'attentions_0.npy': square, 'tokens.npy': npy('|O', '(4,)', new Uint8Array(9)) }),
    /tokens is an array of Python objects/,
  ],

  ['JSON that is cut short', () => text('{"tokens": ["a"'), /cut short or no JSON/],
  [
    'JSON with NaN',
    () => text('{"attentions": [[NaN]], "tokens": ["a"]}'),
    /NaN or Infinity, which JSON has no number for/,
  ],
  ['JSON without names', () => json([[[1]]]), /JSON without names/],
  [
    'JSON of uneven rows',
    () => json({ attentions: [[1, 0], [1]], tokens: ['a', 'b'] }),
    /attentions has lists of several lengths/,
  ],
  [
    'JSON of words',
    () => json({ attentions: [['x']], tokens: ['a'] }),
    /something other than numbers/,
  ],
  [
    'JSON of depths',
    () => text(`{"attentions": ${'['.repeat(50_000)}${']'.repeat(50_000)}, "tokens": ["a"]}`),
    /more than 4 axes|has a list of 0/,
  ],
  [
    'JSON of one long list',
    () => json({ attentions: new Array(20_000).fill(0), tokens: ['a'] }),
    /a list of 20000 entries/,
  ],
  [
    'JSON of many megabytes',
    () => new Blob(['{', new Uint8Array(65 << 20).fill(32), '}']),
    /65|66/,
  ],
];

describe('A file of attention', () => {
  it.each(CASES)('that is %s is refused with what to do', async (_, file, message) => {
    const error = await readDump(file()).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(DumpError);
    requireSentence(error);
    expect(error.message).toMatch(message);
  });

  it('that is a large npz is refused before it is read', async () => {
    const read: number[] = [];
    const slice = (begin = 0, end = 0) => {
      read.push(end - begin);
      return new Blob(['PK', new Uint8Array(end - begin - 2)]);
    };
    const file = { size: 300 << 20, slice } as unknown as Blob;
    await expect(readDump(file)).rejects.toThrow(
      'The file has 300 MB, and of an .npz at most 256 are read: write a safetensors file, of which a head at a time is read.',
    );
    expect(Math.max(...read)).toBeLessThan(100);
  });
});
