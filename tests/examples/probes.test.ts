import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { PROBE_SENTENCES } from '../../src/examples/probeSentences.ts';
import { fetchProbes, measureProbes, readProbes, writeProbes } from '../../src/examples/probes.ts';
import { traceFile } from '../support/preset.ts';

const comparison = traceFile('agreement');
const probes = measureProbes([comparison], comparison.weights);

it('reads back what it wrote, to the digits that it keeps', () => {
  const read = readProbes(writeProbes(probes));
  expect(read.sentences).toBe(1);
  expect(read.weights).toEqual(comparison.weights);
  expect(read.left.labels).toEqual(probes.left.labels);
  expect(read.right.rows).toEqual(probes.right.rows);
  const { entropy, same } = probes.left.metrics[1]![2]!;
  expect(read.left.metrics[1]![2]!.entropy).toBeCloseTo(entropy!, 6);
  expect(read.left.metrics[1]![2]!.same).toBeCloseTo(same!, 6);
  const short = measureProbes([traceFile('blank-middle')], comparison.weights);
  expect(readProbes(writeProbes(short)).left.metrics[0]![0]!.induction).toBeNull();
});

it.each([
  ['not JSON at all', () => '<!doctype html>'],
  ['a metric missing', () => writeProbes(probes).replaceAll('"future"', '"past"')],
  ['a number that is none', () => writeProbes(probes).replace(/"entropy":[\d.]+/, '"entropy":"x"')],
  ['a class that there is not', () => writeProbes(probes).replaceAll('unclassified', 'wonderful')],
  [
    'a head missing',
    () =>
      writeProbes({
        ...probes,
        left: { ...probes.left, labels: probes.left.labels.map((heads) => heads.slice(1)) },
      }),
  ],
])('refuses a file with %s', (_, text) => {
  expect(() => readProbes(text())).toThrow();
});

it('says which file could not be fetched', async () => {
  const url = new URL('data:text/plain,');
  await expect(fetchProbes(url, new AbortController().signal)).rejects.toThrow();
});

it('has sentences of many lengths and forms, each once, some with something to repeat', () => {
  expect(new Set(PROBE_SENTENCES).size).toBe(PROBE_SENTENCES.length);
  expect(PROBE_SENTENCES.length).toBeGreaterThanOrEqual(20);
  for (const sign of ['?', '!', '"', '(', ':', ';', '1887']) {
    expect(
      PROBE_SENTENCES.some((sentence) => sentence.includes(sign)),
      sign,
    ).toBe(true);
  }
  const words = PROBE_SENTENCES.map((sentence) => sentence.split(' ').length);
  expect(Math.min(...words)).toBeLessThanOrEqual(2);
  expect(Math.max(...words)).toBeGreaterThan(20);
});

it('ships measures of every probe sentence', () => {
  const file = new URL('../../public/probes/metrics.json', import.meta.url);
  const shipped = readProbes(readFileSync(file, 'utf8'));
  expect(shipped.sentences).toBe(PROBE_SENTENCES.length);
  for (const { texts, metrics } of [shipped.left, shipped.right]) {
    expect(texts.induction).toBeGreaterThan(5);
    expect(texts.entropy).toBe(PROBE_SENTENCES.length);
    expect(metrics.flat()).toHaveLength(16);
  }
});
