/**
 * What each head adds on average: the mean of its context over all tokens of the probe sentences, which
 * does not depend on the reader's text. It stands in for a head that is switched off by mean ablation
 * (Michel et al. 2019 compare whole heads with zeros; the mean keeps what a head always adds). How
 * `public/probes/means.json` is made, written, read and fetched.
 */
import * as z from 'zod/mini';
import { msg } from '#say';
import type { HeadChoice } from '../analysis/attention/head.ts';
import { Refusal } from '../language/refusal.ts';
import { FileError, readJson } from '../text/jsonFile.ts';
import { SIDES, type Side } from '../text/token.ts';
import { told } from '../text/told.ts';
import { PROBE_SENTENCES } from './probeSentences.ts';
import { published } from './published.ts';

const layer = z.array(z.number()).check(z.minLength(1));
const model = z.array(layer).check(z.minLength(1));

const file = z.object({
  /** How many sentences were read. */
  sentences: z.int().check(z.positive()),
  /** sha256 of the weights that read them. */
  weights: z.object({ left: z.string(), right: z.string() }),
  left: model,
  right: model,
});

export interface HeadMeans {
  readonly sentences: number;
  readonly weights: Readonly<Record<Side, string>>;
  /** L layers of [D]: the heads' contexts side by side, H times d. */
  readonly left: readonly (readonly number[])[];
  readonly right: readonly (readonly number[])[];
}

/** The contexts [T, D] of one text, layer by layer. */
export type Contexts = readonly Float32Array[];

/**
 * The means over all tokens of all texts.
 *
 * @param contextsOf what one model computes for a text.
 * @param width D
 */
export async function meanContexts(
  contextsOf: (text: string) => Promise<Contexts>,
  width: number,
  texts: readonly string[] = PROBE_SENTENCES,
): Promise<number[][]> {
  const sums: Float64Array[] = [];
  let tokens = 0;
  for (const text of texts) {
    const contexts = await contextsOf(text);
    tokens += contexts[0]!.length / width;
    for (const [at, context] of contexts.entries()) {
      sums[at] ??= new Float64Array(width);
      for (let i = 0; i < context.length; i++) sums[at][i % width]! += context[i]!;
    }
  }
  return sums.map((sum) => Array.from(sum, (total) => total / tokens));
}

const DIGITS = 6;

/** The file's text. */
export function writeMeans(means: HeadMeans): string {
  const rounded = (_: string, value: unknown) =>
    typeof value === 'number' ? Number(value.toFixed(DIGITS)) : value;
  return `${JSON.stringify(means, rounded)}\n`;
}

/**
 * Reads what {@link writeMeans} wrote.
 *
 * @throws FileError when the text is not JSON or not such a file.
 */
export function readMeans(text: string): HeadMeans {
  const means = readJson(file, text, 'probes/means.json');
  for (const side of SIDES) {
    const width = means[side][0]!.length;
    if (means[side].some((numbers) => numbers.length !== width)) {
      throw new FileError(told`The means of the ${side} model are not of one width.`);
    }
  }
  return means;
}

/**
 * One head's mean context, [d].
 *
 * @param heads H
 * @throws RangeError when the means have no such head.
 */
export function meanOf(
  means: HeadMeans,
  side: Side,
  { layer: at, head }: HeadChoice,
  heads: number,
): Float32Array {
  const numbers = means[side][at];
  const width = (numbers?.length ?? 0) / heads;
  if (!numbers || !Number.isInteger(width) || head >= heads) {
    throw new RangeError(
      `The means of the ${side} model have no layer ${at + 1}, head ${head + 1} of ${heads} in a layer.`,
    );
  }
  return Float32Array.from(numbers.slice(head * width, (head + 1) * width));
}

export function meansUrl(base: URL): URL {
  return published('probes/means.json', base);
}

/** @throws Refusal, FileError when the file is missing, cannot be reached or is not what it should be. */
export async function fetchMeans(base: URL, signal: AbortSignal): Promise<HeadMeans> {
  const url = meansUrl(base);
  const response = await fetch(url, { signal });
  if (!response.ok) {
    throw new Refusal(msg`The file ${url.pathname} answered ${response.status}`);
  }
  return readMeans(await response.text());
}
