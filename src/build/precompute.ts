/**
 * `npm run presets`: computes from the shipped weights what the page shows before any weight has
 * arrived, every example's trace (`public/presets`), and what the heads do on the probe sentences
 * (`public/probes`).
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import type { Comparison } from '../model/trace.ts';
import { presets } from '../state/presets.ts';
import { presetTraceUrl } from '../state/presetTrace.ts';
import { PROBE_SENTENCES } from '../state/probeSentences.ts';
import { measureProbes, probesUrl, writeProbes } from '../state/probes.ts';
import { writeTraceFile } from '../state/traceFile.ts';
import { openLocalSession, PUBLIC } from './localSession.ts';

const { session, weights } = await openLocalSession();

function write(url: URL, text: string): void {
  mkdirSync(new URL('.', url), { recursive: true });
  writeFileSync(url, text);
  console.log(`${url.pathname.split('/public/').pop()}: ${(text.length / 1024).toFixed(0)} kB`);
}

for (const { id, text } of presets) {
  const written = writeTraceFile(await session.compare({ text }), weights);
  write(presetTraceUrl(PUBLIC, id), written);
}

const probes: Comparison[] = [];
for (const text of PROBE_SENTENCES) probes.push(await session.compare({ text }));
write(probesUrl(PUBLIC), writeProbes(measureProbes(probes, weights)));
