/** Attention from a file as what stands in a place of a comparison. */
import type { AttentionKind, Dump } from '../../../model/dump.ts';
import type { OpenedAttention } from '../../opened.ts';
import { wholeWithFiles, withFiles } from './imported.ts';
import { attentionOf, infoOf, traceOf } from './trace.ts';

/** Where a file is from, as a link spells each kind of attention of it, and what is worth telling of it. */
export interface AttentionFrom extends Pick<OpenedAttention, 'hash'> {
  readonly sources: Readonly<Record<AttentionKind, string>>;
  readonly notes: Readonly<Record<AttentionKind, OpenedAttention['notes']>>;
}

/**
 * @param of which of the file's attention is shown; the other, where the file has it, comes with it.
 * @throws DumpError when the dump has none of that kind.
 */
export function openAttention(dump: Dump, from: AttentionFrom, of: AttentionKind): OpenedAttention {
  const { layers, heads } = attentionOf(dump, of);
  const other = of === 'self' ? 'cross' : 'self';
  return {
    ...{ kind: 'attention', of, source: from.sources[of], hash: from.hash, notes: from.notes[of] },
    text: dump.text,
    shape: { info: infoOf(dump, of), family: null, layers, heads, width: null },
    also: dump[other] ? () => openAttention(dump, from, other) : null,
    trace: (side, others) => traceOf(dump, side, others, of),
    within: withFiles,
    whole: wholeWithFiles,
  };
}
