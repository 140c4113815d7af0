/** Attention from a file in a place of a comparison, as if the model had just read the text. */
import { msg } from '#say';
import type { ModelInfo } from '../../../model/capabilities.ts';
import type { Dump } from '../../../model/dump.ts';
import type { Trace } from '../../../model/trace.ts';
import type { Side } from '../../../text/token.ts';
import { DumpError } from './dumpError.ts';
import { keptInFile } from './kept.ts';

/** What a model is of which only attention is here: nothing can be asked of it. */
export function infoOf({ model, tokens, self }: Dump): ModelInfo {
  return {
    title: model,
    // Of an organisation's model, as the hubs spell it, the model.
    name: model.split('/').at(-1) || model,
    vocabulary: new Set(tokens.map(({ id }) => id)).size,
    can: {
      causal: self?.causal ?? false,
      ...{ fillsBlanks: false, nextSentence: false, writes: false },
      maxTokens: tokens.length,
      live: false,
    },
  };
}

/**
 * @param other what stands in the other place, for questions about both.
 * @throws DumpError when the dump has no attention of its text to itself.
 */
export function traceOf(dump: Dump, side: Side, other: () => Trace | null = () => null): Trace {
  const { self, tokens, unread } = dump;
  if (!self) {
    throw new DumpError(
      msg`The file has cross-attention alone: write the attention of its text to itself, too, as attentions.0 and so on.`,
    );
  }
  const { layers, heads, mask, whole } = self;
  const model = infoOf(dump);
  const trace = { side, model, tokens, unread, layers, heads, mask, predictions: [] };
  return { ...trace, attention: whole ?? keptInFile(trace, self, other) };
}
