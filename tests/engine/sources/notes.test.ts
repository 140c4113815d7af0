/** What is told of a model beside what it is. */
import { describe, expect, it } from 'vitest';
import { inEnglish } from '#say';
import { depthOf } from '../../../src/engine/sources/boundedJson.ts';
import { lookUp } from '../../../src/engine/sources/lookUp.ts';
import { type Note, noteMessage } from '../../../src/engine/sources/notes.ts';
import { listed, plain, sizeInWords, timeInWords } from '../../../src/engine/sources/plain.ts';
import { BERT, picked } from '../../support/publishedModels.ts';

it.each<[Note, string]>([
  [{ code: 'renamed', id: 'new/bert' }, 'The hub calls this model new/bert now.'],
  [
    { code: 'kept', host: 'huggingface.co', date: '2026-11-29T23:00:00.000Z' },
    'huggingface.co cannot be reached, so the model is opened as it was kept on 2026-11-29.',
  ],
  [
    { code: 'attention', file: 'run.npz' },
    'run.npz holds attention: it can be opened by itself, as a file of attention.',
  ],
  [
    { code: 'unchecked', file: 'model.safetensors' },
    'The server lists no SHA-256 of model.safetensors, so only its length was checked.',
  ],
  [
    { code: 'notKept', why: 'full' },
    'The browser has no room to keep the model, so it is in memory only, and will be fetched again next time: remove models that are kept to make room.',
  ],
  [
    { code: 'notKept', why: 'refused' },
    'The browser lets this page keep no files, so the model is in memory only, and will be fetched again next time.',
  ],
  [
    { code: 'tight', memory: 2.5e9 },
    'The model takes about 2.5 GB of memory, which may be more than this device gives a page: close other tabs, or open a smaller model.',
  ],
])('%j is told in a sentence', (note, sentence) => {
  expect(inEnglish(noteMessage(note))).toBe(sentence);
});

it('a model that may be too large for the device is told before it is fetched', async () => {
  const fetch = (() => expect.fail('Nothing is asked for.')) as unknown as typeof globalThis.fetch;
  const source = { from: 'files', files: picked(BERT) } as const;
  const page = new URL('https://school.example/');
  const { memory, notes } = await lookUp(source, { fetch, page, deviceMemory: 1 });
  expect(notes).toEqual([]);
  const tiny = (memory * 3) / 2 ** 30;
  expect((await lookUp(source, { fetch, page, deviceMemory: tiny })).notes).toEqual([
    { code: 'tight', memory },
  ]);
});

describe('Words of strangers', () => {
  it('are one line, without what cannot be seen, and short', () => {
    expect(plain(' a\n\tb\u202e\u0000c\ud800 ')).toBe('a b c\ufffd');
    expect(plain('x'.repeat(200))).toBe(`${'x'.repeat(99)}…`);
    expect(plain('👩‍💻'.repeat(3), 3)).toBe('👩 …');
  });

  it('are listed, of many the first', () => {
    expect(listed(['a'])).toBe('a');
    expect(listed(['a', 'b', 'c'])).toBe('a, b, c');
    expect(listed(['a', 'b', 'c', 'd', 'e', 'f', 'g'])).toBe('a, b, c, d, e, …');
  });
});

it.each([
  [0, '0 B'],
  [999, '999 B'],
  [1000, '1.0 kB'],
  [9949, '9.9 kB'],
  [9951, '10 kB'],
  [999_499, '999 kB'],
  [999_500, '1.0 MB'],
  [440_449_768, '440 MB'],
  [2 ** 31, '2.1 GB'],
])('%i bytes are %s', (bytes, words) => {
  expect(sizeInWords(bytes)).toBe(words);
});

it.each([
  [0, '1 second'],
  [30, '30 seconds'],
  [90, '2 minutes'],
  [3600, '60 minutes'],
])('%i seconds are %s', (seconds, words) => {
  expect(inEnglish(timeInWords(seconds))).toBe(words);
});

it.each([
  ['1', 0],
  ['{"a":[1,{"b":2}],"c":[]}', 3],
  ['"[[[["', 0],
  ['["\\"[[", "\\\\", [1]]', 2],
  ['[[[', 3],
  ['"open', 0],
])('brackets of %s are %i deep', (text, depth) => {
  expect(depthOf(text)).toBe(depth);
});
