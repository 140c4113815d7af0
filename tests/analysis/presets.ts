/** The shipped examples' traces: what the real models computed. */
import { readdirSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { readTraceFile } from '../../src/examples/traceFile.ts';
import type { FullComparison, HeldTrace } from '../../src/model/trace.ts';

const FOLDER = resolve(import.meta.dirname, '../../public/presets');

export const PRESETS: readonly (readonly [id: string, comparison: FullComparison<HeldTrace>])[] =
  readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .map((name) => [
      name.replace('.json', ''),
      readTraceFile(readFileSync(resolve(FOLDER, name), 'utf8')),
    ]);
