/** Every head's mean context over the probe sentences, by the shipped weights. */
import type { WeightHashes } from '../engine/protocol.ts';
import type { Pair } from '../engine/session.ts';
import { type HeadMeans, meanContexts } from '../examples/means.ts';
import { PROBE_SENTENCES } from '../examples/probeSentences.ts';
import { encode } from '../model/encode.ts';
import { createModel } from '../model/model.ts';
import type { Side } from '../text/token.ts';

/** Runs on the backend that is current. */
export async function measureMeans(pair: Pair, weights: WeightHashes): Promise<HeadMeans> {
  async function meansOf(side: Side): Promise<number[][]> {
    const { checkpoint, tokenizer, info } = pair[side];
    const model = createModel(checkpoint, tokenizer.vocabulary);
    const { maxTokens } = info.can;
    const readers = new Map([[side, { tokenizer, frame: checkpoint.frame(tokenizer), maxTokens }]]);
    const { layers, width } = model.config;
    try {
      return await meanContexts(async (text) => {
        const stages = await model.stages(encode(readers, text).encodings.get(side)!);
        return Array.from(
          { length: layers },
          (_, layer) => stages.get(`layers.${layer}.context`)!.values, // [T, D]
        );
      }, width);
    } finally {
      model.dispose();
    }
  }
  return {
    sentences: PROBE_SENTENCES.length,
    weights,
    left: await meansOf('left'),
    right: await meansOf('right'),
  };
}
