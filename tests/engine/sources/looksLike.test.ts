/** Files that are opened by mistake in the place of others: each sentence says what it is, and what to do. */
import { expect, it } from 'vitest';
import { lookUp } from '../../../src/engine/sources/lookUp.ts';
import { prepare, type Surroundings } from '../../../src/store/prepareModel.ts';
import { npz } from '../../support/dumps.ts';
import { BERT, picked } from '../../support/publishedModels.ts';
import { POINTER } from '../../support/standInHub.ts';

const page = new URL('https://school.example/');

const around: Surroundings = {
  ...{ base: page, say: () => undefined, signal: new AbortController().signal },
  ...{ agreed: Promise.resolve(), isAgreed: true, text: null, of: null },
  lookUp: (source) => lookUp(source, { fetch, page }),
};

const refusal = (files: Readonly<Record<string, Blob>>): Promise<string> =>
  prepare({ from: 'files', files: new Map(Object.entries(files)) }, around).then(
    () => expect.fail('It should have been refused.'),
    (error: Error) => error.message,
  );

const bytes = (...values: number[]) => new Blob([Uint8Array.from(values)]);
const png = bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13);

const LIKE: readonly (readonly [what: string, file: Blob, message: RegExp])[] = [
  ['nothing', new Blob([]), /is empty, .*: get it again\.$/],
  ['zeros', new Blob([new Uint8Array(4096)]), /nothing but zeros, .*: get it again\.$/],
  ['a picture', png, /is a picture, whatever it is called: choose /],
  ['a web page', new Blob(['<!DOCTYPE html><html>']), /is a web page .*: download the file itself/],
  ['a pointer', new Blob([POINTER]), /a pointer to it: get the file with git lfs pull/],
  ['a packed file', bytes(0x1f, 0x8b, 8, 0), /is packed: unpack it/],
  ['a pickle', bytes(0x80, 4, 0x95, 0), /a Python pickle, .* never opened: choose /],
  ['a text', new Blob(['Dear reader, \n']), /is plain text: choose /],
];

it.each(LIKE)(
  '%s is no file of weights, alone or with a model’s other files',
  async (_, file, why) => {
    const alone = await refusal({ 'model.safetensors': file });
    expect(alone).toMatch(why);
    expect(alone).toMatch(/^model\.safetensors /);
    const files = picked(BERT);
    const beside = { ...Object.fromEntries(files), 'model.safetensors': file };
    expect(await refusal(beside)).toBe(alone);
  },
);

it.each(LIKE)('%s is no file of attention', async (_, file, why) => {
  expect(await refusal({ 'a.npz': file })).toMatch(why);
});

it('A ZIP is told by what is in it', async () => {
  expect(await refusal({ 'a.npz': npz({}) })).toMatch(
    /a ZIP with nothing in it, or a broken one: write it again/,
  );
  expect(await refusal({ 'a.npz': npz({ 'config.json': new Uint8Array(3) }) })).toMatch(
    /a ZIP of config\.json, not of NumPy arrays: .*unpack it where it holds a model/,
  );
});

it('JSON of something else is told by its names', async () => {
  const json = new Blob(['{"type": "FeatureCollection", "features": []}']);
  expect(await refusal({ 'map.json': json })).toMatch(/no attention, but type, features: write/);
});

it('A folder with nothing usable is told by its files', async () => {
  const said = await refusal({ 'trip/a.png': png, 'trip/b.jpg': png });
  expect(said).toMatch(/^There is no model in a\.png, b\.jpg: open config\.json/);
  expect(await refusal({ 'trip/.DS_Store': png })).toMatch(
    /^There is no file here that could be read/,
  );
});

it('A broken file says to get it again', async () => {
  const files = picked(BERT);
  const cut = files.get('model.safetensors')!.slice(0, 100);
  const said = await refusal({ ...Object.fromEntries(files), 'model.safetensors': cut });
  expect(said).toMatch(/Get the file again from where it was published, whole\.$/);
});
