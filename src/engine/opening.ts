/** What opens other models: fetched when one is to be opened. */

export { fetchFiles } from './sources/fetchFiles.ts';
export { readHubSource } from './sources/hubId.ts';
export { createModelCache, type KeptModelSize } from './sources/modelCache.ts';
export { noteSentence } from './sources/notes.ts';
export { sortPicked } from './sources/pickedFiles.ts';
export { sizeInWords } from './sources/plain.ts';
export { linkOf, parseSourceLink, writeSourceLink } from './sources/sourceLink.ts';
