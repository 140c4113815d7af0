/**
 * `npm run claims`: of every example's trace, whether its claims hold, which heads bear them out best, and
 * what else the heads single out, to choose by when the weights have changed.
 */
import { readFileSync } from 'node:fs';
import { claimLines } from '../examples/claimList.ts';
import { claims } from '../examples/claims.ts';
import { presets } from '../examples/presets.ts';
import { presetTraceUrl } from '../examples/presetTrace.ts';
import { readTraceFile } from '../examples/traceFile.ts';
import { PUBLIC } from './localSession.ts';

for (const { id } of presets) {
  const trace = readTraceFile(readFileSync(presetTraceUrl(PUBLIC, id), 'utf8'));
  console.log(`${id}\n${claimLines(trace, claims[id]).join('\n')}\n`);
}
