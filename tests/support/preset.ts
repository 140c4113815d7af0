/** The precomputed traces that ship with the page: real attention, for tests that run no model. */
import { readdirSync, readFileSync } from 'node:fs';
import { type PrecomputedComparison, readTraceFile } from '../../src/examples/traceFile.ts';

const FOLDER = new URL('../../public/presets/', import.meta.url);

export const traceFileIds: readonly string[] = readdirSync(FOLDER).map((name) =>
  name.replace(/\.json$/, ''),
);

export function traceFile(id: string): PrecomputedComparison {
  return readTraceFile(readFileSync(new URL(`${id}.json`, FOLDER), 'utf8'));
}
