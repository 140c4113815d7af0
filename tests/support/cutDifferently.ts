/** A comparison of two models whose tokenizers cut the words "cats" and "unhappy" differently. */
import { bidirectional, causal } from '../../src/model/mask.ts';
import type { FullComparison, HeldTrace } from '../../src/model/trace.ts';
import type { Encoding, Side } from '../../src/text/token.ts';
import { loadTokenizer } from '../../src/text/tokenizer.ts';
import { encodeBoth, MODELS } from './models.ts';
import { tinyTokenizerConfig, tinyTokenizerJson } from './tiny-tokenizer.ts';

const COMMON = ['Ġthe', 'Ġsat', 'Ġthere', 'Ġmat'];

const tokenizerOf = (...words: string[]) =>
  loadTokenizer(tinyTokenizerJson([...words, ...COMMON]), tinyTokenizerConfig);

/** In BERT's place words are whole; in GPT's they have two pieces, and ids are others. */
const WHOLE = tokenizerOf('Ġcats', 'Ġunhappy');
const CUT = tokenizerOf('Ġca', 'ts', 'Ġun', 'happy');

/** Every row of the one head is uniform over its legal keys. */
function traceOf(side: Side, { tokens, unread }: Encoding): HeldTrace {
  const { length } = tokens;
  const mask = (side === 'left' ? bidirectional : causal)(length);
  const legal = (at: number) => (side === 'left' ? length : Math.floor(at / length) + 1);
  const attention = Float32Array.from(mask, (open, at) => open / legal(at));
  return {
    ...{ side, model: MODELS[side], tokens, unread, layers: 1, heads: 1, mask, attention },
    predictions: [],
  };
}

/** What both read: BERT `[CLS] the cats sat [SEP]`, GPT `<|endoftext|> the ca ts sat`. */
export function cutDifferently(
  text = 'the cats sat',
  pair: string | null = null,
): FullComparison<HeldTrace> {
  const { bert, gpt, ...rest } = encodeBoth(WHOLE, text, pair, CUT);
  return { ...rest, left: traceOf('left', bert), right: traceOf('right', gpt) };
}
