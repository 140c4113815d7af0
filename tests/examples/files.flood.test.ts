/** Broken files beside the page: each is refused by name, in a sentence, or holds what can be shown. */
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { attentionViewOf } from '../../src/analysis/attention/attentionView.ts';
import { parseManifest } from '../../src/engine/manifest.ts';
import { readMeans, writeMeans } from '../../src/examples/means.ts';
import { readProbes } from '../../src/examples/probes.ts';
import { readTraceFile, writeTraceFile } from '../../src/examples/traceFile.ts';
import { caption } from '../../src/sentences/captions.ts';
import { plain } from '../../src/sentences/phrase.ts';
import { readAbout } from '../../src/store/about.ts';
import { FileError } from '../../src/text/jsonFile.ts';
import { uniformComparison } from '../support/comparison.ts';
import { flood, PATIENCE, requireSentence } from '../support/flood.ts';
import { mutatedJson } from '../support/mutations.ts';

const shipped = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../public/${path}`, import.meta.url), 'utf8'));

/** What was read, or null where it was refused as it should be. */
function refused<Value>(read: () => Value): Value | null {
  try {
    return read();
  } catch (error) {
    requireSentence(error);
    expect(error).toBeInstanceOf(FileError);
    return null;
  }
}

/** Every number in it is one. */
function requireNumbers(value: unknown): void {
  if (typeof value === 'number' && !Number.isFinite(value)) throw new Error(`It holds ${value}.`);
  if (ArrayBuffer.isView(value)) (value as Float32Array).forEach(requireNumbers);
  else if (typeof value === 'object' && value !== null)
    Object.values(value).forEach(requireNumbers);
}

const means = writeMeans({
  sentences: 2,
  weights: { left: 'b', right: 'g' },
  left: [
    [0.5, -1],
    [0, 3],
  ],
  right: [
    [0.25, 2],
    [1, 1],
  ],
});

describe.each<[string, unknown, (text: string) => unknown, number]>([
  ['models/manifest.json', shipped('models/manifest.json'), parseManifest, 1500],
  ['models/manifest.json, for its figures', shipped('models/manifest.json'), readAbout, 1500],
  ['probes/means.json', JSON.parse(means), readMeans, 1500],
  ['probes/metrics.json', shipped('probes/metrics.json'), readProbes, 1000],
])('a mutated %s', (_, json, read, runs) => {
  it(
    'is refused by name, or holds numbers only',
    () => {
      flood(
        fc.property(mutatedJson(json), (text) => requireNumbers(refused(() => read(text)))),
        runs,
      );
    },
    PATIENCE,
  );
});

describe('a mutated trace of an example', () => {
  const weights = { left: 'b'.repeat(64), right: 'a'.repeat(64) };
  const written = JSON.parse(writeTraceFile(uniformComparison('the cat sat'), weights)) as object;

  it(
    'is refused by name, or can be shown',
    () => {
      flood(
        fc.property(mutatedJson(written), (text) => {
          const comparison = refused(() => readTraceFile(text));
          if (!comparison) return;
          requireNumbers(comparison);
          const head = { layer: 0, head: 0 };
          const attentionViews = {
            left: attentionViewOf(comparison.left, head),
            right: attentionViewOf(comparison.right, head),
          };
          expect(plain(caption(attentionViews, null, false))).not.toMatch(/NaN|undefined|Infinity/);
        }),
        3000,
      );
    },
    PATIENCE,
  );
});
