/** What opens other models: fetched when one is to be opened. */

export { fetchFiles } from './sources/fetchFiles.ts';
export { createModelCache } from './sources/modelCache.ts';
export { noteSentence } from './sources/notes.ts';
export { sortPicked } from './sources/pickedFiles.ts';
export { linkOf, parseSourceLink, writeSourceLink } from './sources/sourceLink.ts';
