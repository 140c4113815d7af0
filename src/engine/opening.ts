/** What opens other models: fetched when one is to be opened. */

export { Refused } from './failure.ts';
export { fetchFiles } from './sources/fetchFiles.ts';
export { createModelCache } from './sources/modelCache.ts';
export { noteMessage } from './sources/notes.ts';
export { sortPicked } from './sources/pickedFiles.ts';
export { plain } from './sources/plain.ts';
export { linkOf, parseSourceLink, writeSourceLink } from './sources/sourceLink.ts';
