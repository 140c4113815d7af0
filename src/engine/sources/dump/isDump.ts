/** Whether a safetensors file holds attention rather than weights, from its header alone. */
import type { Layout } from '../../../model/weights/header.ts';
import { isAttention } from './layers.ts';
import { FORMAT } from './said.ts';

export function isDump({ entries, metadata }: Layout): boolean {
  const said = (metadata ?? {}) as { readonly format?: unknown };
  if (said.format === FORMAT) return true;
  return entries.size > 0 && [...entries.keys()].every(isAttention);
}
