/** Attention from a file in a place of a comparison, as if the model had just read the text. */
import { msg } from '#say';
import type { ModelInfo } from '../../../model/capabilities.ts';
import type { AttentionKind, CrossAttention, Dump, SelfAttention } from '../../../model/dump.ts';
import type { Trace } from '../../../model/trace.ts';
import type { Side, Token } from '../../../text/token.ts';
import { DumpError } from './dumpError.ts';
import { keptInFile } from './kept.ts';
import { WHOLE_ACROSS } from './limits.ts';

/** What a model is of which only attention is here: nothing can be asked of it. */
export function infoOf({ model, tokens, self }: Dump, of: AttentionKind): ModelInfo {
  return {
    title: model,
    // Of an organisation's model, as the hubs spell it, the model.
    name: model.split('/').at(-1) || model,
    vocabulary: new Set(tokens.map(({ id }) => id)).size,
    can: {
      causal: of === 'self' && (self?.causal ?? false),
      ...{ fillsBlanks: false, nextSentence: false, writes: false },
      maxTokens: tokens.length,
      live: false,
      ...(of === 'cross' && { across: true }),
    },
  };
}

/** The attention of a kind that a file has. @throws DumpError where it has none. */
export function attentionOf<Kind extends AttentionKind>(
  dump: Dump,
  of: Kind,
): NonNullable<Dump[Kind]> {
  const found = dump[of];
  if (found) return found;
  throw new DumpError(
    of === 'cross'
      ? msg`The file has no cross-attention: write it as cross.0 and so on, with query_tokens.`
      : msg`The file has no attention of its text to itself: write it as attentions.0 and so on.`,
  );
}

/**
 * @param other what stands in the other place, for questions about both.
 * @param of which of the file's attention is shown.
 * @throws DumpError when the dump has none of that kind.
 */
export function traceOf(
  dump: Dump,
  side: Side,
  other: () => Trace | null = () => null,
  of: AttentionKind = 'self',
): Trace {
  const model = infoOf(dump, of);
  if (of === 'cross') return acrossOf(attentionOf(dump, 'cross'), { side, model }, other);
  const self: SelfAttention = attentionOf(dump, 'self');
  const { tokens, unread } = dump;
  const { layers, heads, mask, whole } = self;
  const trace = { side, model, tokens, unread, layers, heads, mask, predictions: [] };
  return { ...trace, attention: whole ?? keptInFile(trace, self, other) };
}

/** Cross-attention among the tokens of both texts: first those that are read, then those that read. */
function acrossOf(
  cross: CrossAttention,
  who: Pick<Trace, 'side' | 'model'>,
  other: () => Trace | null,
): Trace {
  const { layers, heads, rows, columns, keys } = cross;
  const tokens = [...keys, ...readersOf(cross)];
  const length = tokens.length;
  const mask = new Uint8Array(length * length);
  for (let row = columns; row < length; row++) mask.fill(1, row * length, row * length + columns);
  const trace = {
    ...who,
    ...{ tokens, unread: [], across: columns, layers, heads, mask, predictions: [] },
  };
  async function read(layer: number, head: number): Promise<Float32Array> {
    const weights = await cross.read(layer, head);
    const all = new Float32Array(length * length);
    for (let row = 0; row < rows; row++) {
      const values = weights.subarray(row * columns, (row + 1) * columns);
      all.set(values, (columns + row) * length);
    }
    return all; // [T, T]
  }
  const { maxRowError } = cross;
  const kept = { layers, heads, rows: length, maxRowError, maxFuture: 0, read };
  const { whole } = cross;
  if (!whole || layers * heads * length * length * 4 > WHOLE_ACROSS) {
    return { ...trace, attention: keptInFile(trace, kept, other) };
  }
  const attention = new Float32Array(layers * heads * length * length);
  for (let row = 0; row < layers * heads * rows; row++) {
    const head = Math.floor(row / rows);
    const at = (head * length + columns + (row % rows)) * length;
    attention.set(whole.subarray(row * columns, (row + 1) * columns), at);
  }
  return { ...trace, attention }; // [L, H, T, T]
}

/** The tokens that read, whose words count on from those of the text that is read, in which they stand nowhere. */
function readersOf({ queries, keys }: CrossAttention): readonly Token[] {
  const words = Math.max(-1, ...keys.map(({ word }) => word ?? -1)) + 1;
  const ids = new Map(keys.map(({ piece, id }) => [piece, id]));
  return queries.map((token) => {
    const id = ids.get(token.piece) ?? ids.size;
    ids.set(token.piece, id);
    const word = token.word === null ? null : token.word + words;
    return { ...token, id, span: null, word, reads: true };
  });
}
