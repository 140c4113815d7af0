/** Attention from a file as what stands in a place of a comparison. */
import type { Dump } from '../../../model/dump.ts';
import type { OpenedAttention } from '../../opened.ts';
import { besideFile } from './kept.ts';
import { infoOf, traceOf } from './trace.ts';

/**
 * @param source where it is from, as a link spells it.
 * @param hash of the file; null where it is not known.
 * @throws DumpError when the dump has no attention of its text to itself.
 */
export function openAttention(dump: Dump, source: string, hash: string | null): OpenedAttention {
  const { layers, heads } = traceOf(dump, 'left');
  return {
    ...{ kind: 'attention', source, hash, text: dump.text },
    shape: { info: infoOf(dump), family: null, layers, heads, width: null },
    trace: (side, other) => traceOf(dump, side, other),
    beside: besideFile,
  };
}
