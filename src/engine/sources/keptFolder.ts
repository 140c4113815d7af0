/** A model that was kept on an earlier visit, as a folder: what is looked up and fetched needs no network then. */
import { headerEnd } from '../../model/weights/header.ts';
import type { Begun, Folder } from './folder.ts';
import type { KeptModel, ModelCache } from './modelCache.ts';
import type { Note } from './notes.ts';
import { SourceError } from './refusals.ts';

export function keptFolder(model: KeptModel, cache: ModelCache, notes: readonly Note[]): Folder {
  const { title, name, at, commit, files, weights } = model;

  async function begin(name: string): Promise<Begun | null> {
    const file = weights.find((each) => each.name === name);
    if (!file) return null;
    const whole = new Blob([...(await cache.pieces(file.key))]);
    const first = new Uint8Array(await whole.slice(0, 8).arrayBuffer());
    const end = headerEnd(first, file.bytes);
    return { start: new Uint8Array(await whole.slice(0, end).arrayBuffer()), file };
  }

  return {
    ...{ title, name, at, commit, notes, of: 'kept' },
    names: new Set([...Object.keys(files), ...weights.map((each) => each.name)]),
    async read(name, most) {
      const text = Object.hasOwn(files, name) ? files[name]! : null;
      if (text === null) return null;
      const file = new Blob([text]);
      if (file.size > most) throw new SourceError({ code: 'tooLong', file: name, most });
      return file;
    },
    begin,
  };
}
