/** Every head's mean context over the probe sentences, by the shipped weights. */
import type { WeightHashes } from '../engine/protocol.ts';
import type { Pair } from '../engine/session.ts';
import { type HeadMeans, meanContexts } from '../examples/means.ts';
import { PROBE_SENTENCES } from '../examples/probeSentences.ts';
import { createModel } from '../model/model.ts';
import type { ModelName } from '../text/token.ts';

/** Runs on the backend that is current. */
export async function measureMeans(pair: Pair, weights: WeightHashes): Promise<HeadMeans> {
  async function meansOf(name: ModelName): Promise<number[][]> {
    const model = createModel(pair[name], pair.tokenizer.vocabulary);
    const { layers, width } = model.config;
    try {
      return await meanContexts(async (text) => {
        const stages = await model.stages(pair.tokenizer.read(text)[name]);
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
    bert: await meansOf('bert'),
    gpt: await meansOf('gpt'),
  };
}
