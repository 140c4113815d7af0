/** The two kinds of model that the page begins with, as far as tests need them that run none. */

import type { LoadedModel } from '../../src/engine/session.ts';
import { SHIPPED } from '../../src/engine/shipped.ts';
import type { ModelInfo } from '../../src/model/capabilities.ts';
import { encode } from '../../src/model/encode.ts';
import { bert } from '../../src/model/families/bert.ts';
import type { Checkpoint, Family } from '../../src/model/families/family.ts';
import { gpt2 } from '../../src/model/families/gpt2.ts';
import type { Encoding, Side } from '../../src/text/token.ts';
import type { Tokenizer } from '../../src/text/tokenizer.ts';

/** Positions that the shipped models were trained with. */
export const POSITIONS = 128;

export const MODELS: Readonly<Record<Side, ModelInfo>> = {
  left: {
    title: SHIPPED.left.title,
    name: SHIPPED.left.name,
    vocabulary: 8192,
    can: {
      causal: false,
      fillsBlanks: true,
      nextSentence: true,
      writes: false,
      maxTokens: POSITIONS,
    },
  },
  right: {
    title: SHIPPED.right.title,
    name: SHIPPED.right.name,
    vocabulary: 8192,
    can: {
      causal: true,
      fillsBlanks: false,
      nextSentence: false,
      writes: true,
      maxTokens: POSITIONS,
    },
  },
};

/** What a BERT and a GPT-2 read of a text. @param other GPT's tokenizer, where it has one of its own */
export function encodeBoth(
  tokenizer: Tokenizer,
  text: string,
  pair: string | null = null,
  other: Tokenizer = tokenizer,
) {
  const reader = (own: Tokenizer, { frame }: Family, { can }: ModelInfo, segments: number) => ({
    tokenizer: own,
    frame: frame(own, { can, segments }),
    maxTokens: POSITIONS,
  });
  const readers = new Map([
    ['bert', reader(tokenizer, bert, MODELS.left, 2)],
    ['gpt', reader(other, gpt2, MODELS.right, 0)],
  ]);
  const { encodings, ...rest } = encode(readers, text, pair);
  const of = (name: string): Encoding => encodings.get(name)!;
  return { ...rest, bert: of('bert'), gpt: of('gpt') };
}

/** A model that has been read from its files, in the place of the shipped one. */
export function loadedModel(side: Side, checkpoint: Checkpoint, tokenizer: Tokenizer): LoadedModel {
  const { title, name } = SHIPPED[side];
  const { vocabulary, can } = checkpoint.config;
  return { info: { title, name, vocabulary, can }, family: side, checkpoint, tokenizer };
}
