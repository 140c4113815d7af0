/** Attention from a file as what stands in a place of a comparison. */
import type { Dump } from '../../../model/dump.ts';
import type { OpenedAttention } from '../../opened.ts';
import { wholeWithFiles, withFiles } from './imported.ts';
import { infoOf, traceOf } from './trace.ts';

/**
 * @param from where it is from, and what is worth telling of it.
 * @throws DumpError when the dump has no attention of its text to itself.
 */
export function openAttention(
  dump: Dump,
  from: Pick<OpenedAttention, 'source' | 'hash' | 'notes'>,
): OpenedAttention {
  const { layers, heads } = traceOf(dump, 'left');
  return {
    ...from,
    ...{ kind: 'attention', text: dump.text },
    shape: { info: infoOf(dump), family: null, layers, heads, width: null },
    trace: (side, other) => traceOf(dump, side, other),
    within: withFiles,
    whole: wholeWithFiles,
  };
}
