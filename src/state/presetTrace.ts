/** Fetches an example's precomputed trace, which is on the page before any weight has arrived. */
import type { PresetId } from './presets.ts';
import { published } from './published.ts';
import { type PrecomputedComparison, readTraceFile } from './traceFile.ts';

export function presetTraceUrl(base: URL, id: PresetId): URL {
  return published(`presets/${id}.json`, base);
}

/**
 * @throws Error when the file is missing, cannot be reached or is not a trace.
 */
export async function fetchPresetTrace(
  base: URL,
  id: PresetId,
  signal: AbortSignal,
): Promise<PrecomputedComparison> {
  const url = presetTraceUrl(base, id);
  const response = await fetch(url, { signal });
  if (!response.ok)
    throw new Error(`The example's file ${url.pathname} answered ${response.status}.`);
  return readTraceFile(await response.text());
}
