/**
 * `npm run bench [part …]`: builds the page, serves it, measures it in headless Chromium, prints the
 * table and writes `bench/results.json`. Nothing is asserted here: timings depend on the machine.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { type Browser, chromium } from 'playwright';
import { build, preview } from 'vite';
import { ensureChromium, WEBGL_FLAGS } from '../run/chromium.ts';
import { ablations } from './ablations.ts';
import { cold } from './cold.ts';
import { drawing } from './drawing.ts';
import { forward } from './forward.ts';
import { largeModelsRows } from './largeModels.ts';
import { manyHeadsRows } from './manyHeads.ts';
import { memory } from './memory.ts';
import type { Row } from './row.ts';
import { table } from './table.ts';
import { typing } from './typing.ts';

export interface Bench {
  readonly browser: Browser;
  /** Where the production build is served, with a slash at its end. */
  readonly url: string;
}

const PARTS: Readonly<Record<string, (bench: Bench) => Promise<Row[]>>> = {
  forward,
  ablations,
  memory,
  typing,
  drawing,
  manyHeads: manyHeadsRows,
  largeModels: largeModelsRows,
  cold,
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in PARTS));
if (unknown.length > 0) {
  throw new Error(
    `There is no part ${unknown.join(', ')}: choose of ${Object.keys(PARTS).join(', ')}.`,
  );
}

await build({ logLevel: 'warn' });
const server = await preview({ preview: { port: 4183, strictPort: false, host: 'localhost' } });
const url = server.resolvedUrls?.local[0];
if (!url) throw new Error('The built page could not be served.');
const browser = await chromium.launch({ executablePath: ensureChromium(), args: WEBGL_FLAGS });

const rows: Row[] = [];
try {
  for (const [name, part] of Object.entries(PARTS)) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    console.log(`Measuring: ${name}`);
    try {
      rows.push(...(await part({ browser, url })));
    } catch (error) {
      // What the other parts measured is not lost.
      console.error(`${name} was not measured.`, error);
      process.exitCode = 1;
    }
  }
} finally {
  await browser.close();
  await server.close();
}

const machine = `${cpus().length} x ${cpus()[0]?.model ?? 'an unknown processor'}, Chromium ${browser.version()}`;
console.log(`\n${machine}\n\n${table(rows)}`);
mkdirSync('bench', { recursive: true });
writeFileSync(
  'bench/results.json',
  JSON.stringify({ date: new Date().toISOString(), machine, rows }, null, 2),
);
