/** Fetches an example's precomputed trace, which is on the page before any weight has arrived. */
import { msg } from '#say';
import { Refusal } from '../language/refusal.ts';
import type { PresetId } from './presets.ts';
import { published } from './published.ts';
import { type PrecomputedComparison, readTraceFile } from './traceFile.ts';

export function presetTraceUrl(base: URL, id: PresetId): URL {
  return published(`presets/${id}.json`, base);
}

/** What is fetched ahead of need, by address, until somebody needs it. */
const ahead = new Map<string, Promise<PrecomputedComparison>>();

/** Longer than this the page does not wait for something to look at before it is there at all. */
const PAGE_WAITS_MS = 500;

/** And longer than this nothing else does, which over a slow line would only keep the example away. */
const OTHERS_WAIT_MS = 5000;

const after = <Value>(milliseconds: number, value: Value) =>
  new Promise<Value>((resolve) => setTimeout(resolve, milliseconds, value));

export interface Ahead {
  /** The trace, where it is as quick as the page; null where it fails or takes its time. */
  readonly opened: Promise<PrecomputedComparison | null>;
  /** Whether it has come; false where it fails or takes longer than anything should wait for. */
  readonly arrived: Promise<boolean>;
}

/**
 * Begins to fetch an example's trace before there is a page to show it in; whoever fetches it next gets
 * the same answer.
 */
export function fetchAhead(base: URL, id: PresetId): Ahead {
  const { href } = presetTraceUrl(base, id);
  const trace = fetchTrace(base, id);
  ahead.set(href, trace);
  const orNull = trace.catch(() => null);
  return {
    opened: Promise.race([orNull, after(PAGE_WAITS_MS, null)]),
    arrived: Promise.race([orNull.then((it) => it !== null), after(OTHERS_WAIT_MS, false)]),
  };
}

/**
 * @throws Error when the file is missing, cannot be reached or is not a trace.
 */
export function fetchPresetTrace(
  base: URL,
  id: PresetId,
  signal: AbortSignal,
): Promise<PrecomputedComparison> {
  const { href } = presetTraceUrl(base, id);
  const trace = ahead.get(href) ?? fetchTrace(base, id, signal);
  ahead.delete(href);
  return trace;
}

async function fetchTrace(
  base: URL,
  id: PresetId,
  signal?: AbortSignal,
): Promise<PrecomputedComparison> {
  const url = presetTraceUrl(base, id);
  const response = await fetch(url, signal ? { signal } : {});
  if (!response.ok)
    throw new Refusal(msg`The example's file ${url.pathname} answered ${response.status}.`);
  return readTraceFile(await response.text());
}
