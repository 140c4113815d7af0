/** Fetches an example's precomputed trace, which is on the page before any weight has arrived. */
import type { PresetId } from './presets.ts';
import { published } from './published.ts';
import { type PrecomputedComparison, readTraceFile } from './traceFile.ts';

export function presetTraceUrl(base: URL, id: PresetId): URL {
  return published(`presets/${id}.json`, base);
}

/** What is fetched ahead of need, by address, until somebody needs it. */
const ahead = new Map<string, Promise<PrecomputedComparison>>();

/** Longer than this the page does not wait for something to look at before it is there at all. */
const WAIT_MS = 500;

/**
 * Begins to fetch an example's trace before there is a page to show it in; whoever fetches it next gets
 * the same answer. Resolves to the trace, or to null where it fails or takes its time.
 */
export async function fetchAhead(base: URL, id: PresetId): Promise<PrecomputedComparison | null> {
  const { href } = presetTraceUrl(base, id);
  const trace = fetchTrace(base, id);
  ahead.set(href, trace);
  const patience = new Promise<null>((resolve) => setTimeout(resolve, WAIT_MS, null));
  return Promise.race([trace.catch(() => null), patience]);
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
    throw new Error(`The example's file ${url.pathname} answered ${response.status}.`);
  return readTraceFile(await response.text());
}
