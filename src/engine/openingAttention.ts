/** What opens attention from files: fetched when one is opened. */
export { Refused } from './failure.ts';
export { openAttention } from './sources/dump/openAttention.ts';
export { readDump } from './sources/dump/readDump.ts';
export { hashFile } from './sources/hashFile.ts';
export { plain } from './sources/plain.ts';
