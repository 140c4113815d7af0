/**
 * `npm run presets`: computes from the shipped weights what the page shows before any weight has
 * arrived, every example's trace (`public/presets`), and what the heads do and add on the probe
 * sentences (`public/probes`).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { meansUrl, writeMeans } from '../examples/means.ts';
import { presets } from '../examples/presets.ts';
import { presetTraceUrl } from '../examples/presetTrace.ts';
import { PROBE_SENTENCES } from '../examples/probeSentences.ts';
import { measureProbes, probesUrl, writeProbes } from '../examples/probes.ts';
import { writeTraceFile } from '../examples/traceFile.ts';
import type { FullComparison, HeldTrace } from '../model/trace.ts';
import { openLocalSession, PUBLIC } from './localSession.ts';
import { measureMeans } from './probeMeans.ts';

const { session, weights, pair } = await openLocalSession();

function write(url: URL, text: string): void {
  mkdirSync(new URL('.', url), { recursive: true });
  writeFileSync(url, text);
  console.log(`${url.pathname.split('/public/').pop()}: ${(text.length / 1024).toFixed(0)} kB`);
}

for (const { id, text } of presets) {
  const written = writeTraceFile(await session.compare({ text }), weights);
  write(presetTraceUrl(PUBLIC, id), written);
}

const probes: FullComparison<HeldTrace>[] = [];
for (const text of PROBE_SENTENCES) probes.push(await session.compare({ text }));
write(probesUrl(PUBLIC), writeProbes(measureProbes(probes, weights)));
write(meansUrl(PUBLIC), writeMeans(await measureMeans(pair, weights)));
