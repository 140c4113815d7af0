/** What is precomputed is what the shipped weights compute. */

import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, it } from 'vitest';
import { METRICS } from '../../src/analysis/metrics/metricNames.ts';
import { openLocalSession, PUBLIC } from '../../src/build/localSession.ts';
import { measureMeans } from '../../src/build/probeMeans.ts';
import type { WeightHashes } from '../../src/engine/protocol.ts';
import type { FullSession, Pair } from '../../src/engine/session.ts';
import { meansUrl, readMeans } from '../../src/examples/means.ts';
import { presets } from '../../src/examples/presets.ts';
import { PROBE_SENTENCES } from '../../src/examples/probeSentences.ts';
import { measureProbes, probesUrl, readProbes } from '../../src/examples/probes.ts';
import { readTraceFile } from '../../src/examples/traceFile.ts';
import type { FullComparison, HeldTrace } from '../../src/model/trace.ts';
import { SIDES } from '../../src/text/token.ts';
import { expectClose } from '../support/close.ts';

/** The files may have been made on another backend: what adds up in another order differs by this much. */
const ON_ANY_BACKEND = { absolute: 3e-6 };

let session: FullSession;
let shipped: WeightHashes;
let pair: Pair;

beforeAll(async () => {
  ({ session, weights: shipped, pair } = await openLocalSession());
}, 60_000);

describe.each(presets.map(({ id, text }) => ({ id, text })))('$id', ({ id, text }) => {
  it('has the trace that the shipped weights compute', async () => {
    const file = readTraceFile(readFileSync(new URL(`presets/${id}.json`, PUBLIC), 'utf8'));
    const fresh = await session.compare({ text });
    expect(file.weights).toEqual(shipped);
    expect(file.text).toBe(text);
    expect(file.cut).toEqual(fresh.cut);
    for (const side of SIDES) {
      expect(file[side].tokens).toEqual(fresh[side].tokens);
      expect(file[side].unread).toEqual(fresh[side].unread);
      expect(file[side].mask).toEqual(fresh[side].mask);
      expectClose('attention', file[side].attention, fresh[side].attention, ON_ANY_BACKEND);
      const said = file[side].predictions.map(({ top }) => top.map(({ piece }) => piece));
      expect(said).toEqual(fresh[side].predictions.map(({ top }) => top.map((one) => one.piece)));
    }
  });
});

it('has the metrics of the heads on the probe sentences', async () => {
  const file = readProbes(readFileSync(probesUrl(PUBLIC), 'utf8'));
  const comparisons: FullComparison<HeldTrace>[] = [];
  for (const text of PROBE_SENTENCES) comparisons.push(await session.compare({ text }));
  const fresh = measureProbes(comparisons, shipped);
  expect(file.weights).toEqual(shipped);
  expect(file.sentences).toBe(PROBE_SENTENCES.length);
  for (const side of SIDES) {
    expect(file[side].rows).toEqual(fresh[side].rows);
    expect(file[side].texts).toEqual(fresh[side].texts);
    expect(file[side].labels).toEqual(fresh[side].labels);
    const records = [file[side].baseline, ...file[side].metrics.flat()];
    const again = [fresh[side].baseline, ...fresh[side].metrics.flat()];
    expect(records).toHaveLength(again.length);
    for (const [head, record] of records.entries()) {
      for (const name of METRICS) {
        const value = again[head]![name];
        if (value === null) expect(record[name], name).toBeNull();
        else expectClose(name, [record[name]!], [value], { absolute: 1e-4 });
      }
    }
  }
}, 120_000);

it('has the mean contexts of the heads on the probe sentences', async () => {
  const file = readMeans(readFileSync(meansUrl(PUBLIC), 'utf8'));
  const fresh = await measureMeans(pair, shipped);
  expect(file.weights).toEqual(shipped);
  expect(file.sentences).toBe(PROBE_SENTENCES.length);
  for (const side of SIDES) {
    expect(file[side]).toHaveLength(pair[side].checkpoint.config.layers);
    for (const [layer, means] of file[side].entries()) {
      expectClose(`${side} ${layer}`, means, fresh[side][layer]!, { absolute: 1e-4 });
    }
  }
}, 120_000);
