/** What `window.sightlines.open()` takes, and how it asks for it. */
import { expect, it, vi } from 'vitest';
import { openModels } from '../../src/console/openModels.ts';
import { SourceError } from '../../src/engine/sources/refusals.ts';

// What addresses are relative to.
vi.stubGlobal('document', { baseURI: 'https://school.example/' });

/** What was asked for, place by place. */
async function asked(request: unknown): Promise<unknown[]> {
  const all: unknown[] = [];
  await openModels(async (...each) => void all.push(each), request);
  return all;
}

const BLOB = new Blob(['x']);

it('asks for one place after the other, the left one first', async () => {
  expect(await asked({ right: null, left: { hub: 'gpt2' } })).toEqual([
    ['left', { from: 'name', text: 'hub:gpt2' }],
    ['right', null],
  ]);
});

it('takes ids with a revision, files by their names, and attention', async () => {
  expect(await asked({ left: { hub: 'org/name', revision: 'refs/pr/3' } })).toEqual([
    ['left', { from: 'name', text: 'hub:org/name@refs/pr/3' }],
  ]);
  expect(await asked({ left: { files: { 'config.json': BLOB } } })).toEqual([
    ['left', { from: 'files', files: new Map([['config.json', BLOB]]) }],
  ]);
  const file = new File(['x'], 'a.npz');
  expect(await asked({ left: { files: [file] }, right: { attention: file } })).toEqual([
    ['left', { from: 'files', files: new Map([['a.npz', file]]) }],
    ['right', { from: 'attention', name: 'a.npz', file }],
  ]);
});

it.each([
  [null, 'open() takes an object'],
  [{}, 'open() says what to open where'],
  [{ left: 'gpt2' }, '"left" is { hub }, { url }, { files }, { attention } or null'],
  [{ left: { hub: 'gpt2', revision: 1 } }, '"left" is { hub }'],
  [
    { left: { hub: 'gpt2', url: './models/' } },
    '"left" has hub and url: a model is from one place',
  ],
  [{ left: { url: 'http://[nowhere' } }, '"left.url" is no address: write that of a folder'],
  [{ left: { attention: BLOB, of: 'both' } }, '"left.of" is "self" or "cross"'],
  [{ right: { files: [] } }, '"right.files" is a list of Files, or Blobs by their names'],
  [{ right: { files: { a: 'text' } } }, '"right.files" is a list of Files'],
  [{ right: { attention: 'text' } }, '"right" is { hub }'],
])('refuses %j before anything is asked for', async (request, why) => {
  await expect(asked(request)).rejects.toThrow(why);
});

it('refuses with a plain sentence, whatever the page is told beside it', async () => {
  const refused = new SourceError({ code: 'id', text: 'a b c' });
  expect(refused.name).toContain('{');
  const open = openModels(() => Promise.reject(refused), { left: { hub: 'a b c' } });
  const error = await open.catch((thrown: unknown) => thrown);
  expect(String(error)).toBe(`Error: ${refused.message}`);
});

it('stops where one cannot be opened', async () => {
  const tried: string[] = [];
  const open = async (side: string) => {
    tried.push(side);
    throw new Error('It does not fit.');
  };
  await expect(openModels(open, { left: { hub: 'a/b' }, right: { hub: 'c/d' } })).rejects.toThrow(
    'It does not fit.',
  );
  expect(tried).toEqual(['left']);
});
