/** Whether a file holds attention rather than a model, from its beginning alone. */
import type { Layout } from '../../../model/weights/header.ts';
import { isAttention } from './layers.ts';
import { FORMAT } from './said.ts';

/** Of a safetensors file. */
export function isDump({ entries, metadata }: Layout): boolean {
  const said = (metadata ?? {}) as { readonly format?: unknown };
  if (said.format === FORMAT) return true;
  return entries.size > 0 && [...entries.keys()].every(isAttention);
}

/** So much of a JSON file tells what is in it. */
export const TOLD_WITHIN = 4096;

/** Of a JSON file. @param start its first characters. */
export function isJsonDump(start: string): boolean {
  if (start.includes(`"${FORMAT}"`)) return true;
  const lists = start.matchAll(/"([\w.]{1,60})"\s*:\s*\[/g);
  return [...lists].some(([, name]) => isAttention(name!));
}
