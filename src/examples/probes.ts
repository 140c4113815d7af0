/**
 * The heads as measured on the probe sentences: how `public/probes/metrics.json` is made, written,
 * read and fetched.
 */
import * as z from 'zod/mini';
import { msg } from '#say';
import { type Aggregate, aggregate } from '../analysis/metrics/aggregate.ts';
import { CLASS_LABELS } from '../analysis/metrics/headClasses.ts';
import { measureModel } from '../analysis/metrics/measureModel.ts';
import { METRICS } from '../analysis/metrics/metricNames.ts';
import { Refusal } from '../language/refusal.ts';
import type { FullComparison, HeldTrace } from '../model/trace.ts';
import { FileError, readJson } from '../text/jsonFile.ts';
import { SIDES, type Side } from '../text/token.ts';
import { told } from '../text/told.ts';
import { published } from './published.ts';

const count = z.int().check(z.nonnegative());
const metrics = z.record(z.enum(METRICS), z.nullable(z.number()));
const counts = z.record(z.enum(METRICS), count);

const model = z.object({
  baseline: metrics,
  rows: counts,
  texts: counts,
  metrics: z.array(z.array(metrics).check(z.minLength(1))).check(z.minLength(1)),
  labels: z.array(z.array(z.partialRecord(z.enum(CLASS_LABELS), count))),
});

const file = z.object({
  /** How many sentences were read. */
  sentences: count,
  /** sha256 of the weights that read them. */
  weights: z.object({ left: z.string(), right: z.string() }),
  left: model,
  right: model,
});

export interface ProbeMetrics {
  readonly sentences: number;
  readonly weights: Readonly<Record<Side, string>>;
  readonly left: Aggregate;
  readonly right: Aggregate;
}

/** Measures both models over the comparisons of all probe sentences. */
export function measureProbes(
  comparisons: readonly FullComparison<HeldTrace>[],
  weights: ProbeMetrics['weights'],
): ProbeMetrics {
  return {
    sentences: comparisons.length,
    weights,
    left: aggregate(comparisons.map(({ left }) => measureModel(left))),
    right: aggregate(comparisons.map(({ right }) => measureModel(right))),
  };
}

/** Digits after the point: far finer than what is shown, and no noise of one machine's rounding. */
const DIGITS = 6;

/** The file's text. */
export function writeProbes(probes: ProbeMetrics): string {
  const rounded = (_: string, value: unknown) =>
    typeof value === 'number' ? Number(value.toFixed(DIGITS)) : value;
  return `${JSON.stringify(probes, rounded)}\n`;
}

/**
 * Reads what {@link writeProbes} wrote.
 *
 * @throws FileError when the text is not JSON or not such a file.
 */
export function readProbes(text: string): ProbeMetrics {
  const probes = readJson(file, text, 'probes/metrics.json');
  for (const side of SIDES) {
    const { metrics: values, labels } = probes[side];
    const heads = values[0]!.length;
    const even = [values, labels].every(
      (layers) => layers.length === values.length && layers.every((one) => one.length === heads),
    );
    if (!even)
      throw new FileError(
        told`The probes of the ${side} model do not have one record for each head.`,
      );
  }
  return probes;
}

export function probesUrl(base: URL): URL {
  return published('probes/metrics.json', base);
}

/** @throws Refusal, FileError when the file is missing, cannot be reached or is not what it should be. */
export async function fetchProbes(base: URL, signal: AbortSignal): Promise<ProbeMetrics> {
  const url = probesUrl(base);
  const response = await fetch(url, { signal });
  if (!response.ok) {
    throw new Refusal(msg`The file ${url.pathname} answered ${response.status}`);
  }
  return readProbes(await response.text());
}
