/** What a part of the residual stream adds to logits, on paper and in the shipped model. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalBackend } from '../../src/build/localSession.ts';
import { directEffect, directLogits, type Unembedding } from '../../src/model/directEffect.ts';
import type { Model } from '../../src/model/model.ts';
import { expectClose } from '../support/close.ts';
import { type Golden, openGolden, readingOf } from '../support/golden.ts';
import { nodeFiles } from '../support/node-golden.ts';

const host = (shape: number[], ...values: number[]) => ({
  shape,
  values: Float32Array.from(values),
});

/** D = 2, V = 3; the bias of the norm belongs to no part. */
const SMALL: Unembedding = {
  norm: { gain: host([2], 2, 1), bias: host([2], 5, 5) },
  words: host([3, 2], 1, 0, 0, 3, -1, 0),
};

describe('A direct effect', () => {
  // The stream (3, -1) has the mean 1 and the deviation 2; the part (4, 0) less its mean is (2, -2): over 2,
  // times the gains, (2, -1), and through the matrix (2, -3, -2), whose mean is -1.
  it('goes through the norm at the scale of the whole stream', () => {
    expect([...directLogits([4, 0], [3, -1], SMALL, 0)]).toEqual([2, -3, -2]);
    // √(4 + 12) = 4: half of it.
    expect([...directLogits([4, 0], [3, -1], SMALL, 12)]).toEqual([1, -1.5, -1]);
  });

  it('is told less the mean over the vocabulary, which changes no probability', () => {
    expect([...directEffect([4, 0], [3, -1], SMALL, 0)]).toEqual([3, -2, -1]);
  });

  it('is nothing of a part that is nothing, or alike in all places', () => {
    expect([...directLogits([0, 0], [3, -1], SMALL, 0)].map(Math.abs)).toEqual([0, 0, 0]);
    expect([...directLogits([7, 7], [3, -1], SMALL, 0)].map(Math.abs)).toEqual([0, 0, 0]);
  });

  it('does not hide what is no number', () => {
    expect(directEffect([Number.NaN, 0], [3, -1], SMALL, 0).every(Number.isNaN)).toBe(true);
  });
});

describe('In the shipped models', () => {
  let golden: Golden;
  let models: ReturnType<Golden['models']>;

  beforeAll(async () => {
    await startLocalBackend('wasm');
    golden = await openGolden(nodeFiles);
    models = golden.models();
  });

  afterAll(() => {
    models.left.dispose();
    models.right.dispose();
  });

  const readingBy = (model: string) =>
    readingOf(golden.entries.find((entry) => entry.model === model)!, golden.tokenizer);

  const gpt = (): Model => models.right;

  it('the whole stream and the norm’s bias make GPT’s logits', async () => {
    const reading = readingBy('mini-gpt');
    const { config } = gpt();
    const last = reading.tokens.length - 1;
    const stages = await gpt().stages(reading, { positions: [last] });
    const unembedding = golden.checkpoints.right.unembedding!;
    const bias = unembedding.norm.bias.values;
    const words = unembedding.words.values;
    const stream = stages
      .get(`layers.${config.layers - 1}.output`)!
      .values.subarray(last * config.width);
    const logits = directLogits(stream, stream, unembedding, config.epsilon);
    for (let id = 0; id < config.vocabulary; id++) {
      for (let c = 0; c < config.width; c++) {
        logits[id]! += bias[c]! * words[id * config.width + c]!;
      }
    }
    const tolerance = { absolute: 1e-3, relative: 1e-4 };
    expectClose('logits', logits, stages.get('logits')!.values, tolerance);
  });

  it.each([0, 3])(
    'a prediction of GPT carries what a head of layer %i adds to it',
    async (layer) => {
      const reading = readingBy('mini-gpt');
      const { config } = gpt();
      const trace = await gpt().forward(reading, {
        ...{ inspect: { layer, head: 2 }, positions: [1, 3], direct: true, hidden: true, size: 32 },
      });
      for (const { index, top, direct } of trace.predictions) {
        const T = reading.tokens.length;
        const from = index * config.width;
        const part = trace.inspected!.output.subarray(from, from + config.width);
        const at = (config.layers - 1) * T * config.width + from;
        const stream = trace.hidden!.subarray(at, at + config.width);
        const unembedding = golden.checkpoints.right.unembedding!;
        const effect = directEffect(part, stream, unembedding, config.epsilon);
        const own = top.map(({ id }) => effect[id]!);
        expectClose('added', direct!.added, own, { absolute: 1e-6 });
        expect(direct!.most.added).toBe(Math.max(...effect));
        expect(direct!.least.added).toBe(Math.min(...effect));
        expect(effect[direct!.most.id]).toBe(direct!.most.added);
      }
    },
  );

  it('no prediction carries it unasked, and none of BERT’s, whose norms stand after each sum', async () => {
    const inspect = { layer: 0, head: 0 };
    const plain = await gpt().forward(readingBy('mini-gpt'), { inspect });
    const bert = await models.left.forward(readingBy('mini-bert'), {
      ...{ inspect, positions: [1], direct: true },
    });
    for (const { predictions } of [plain, bert]) {
      expect(predictions).toHaveLength(1);
      expect(predictions[0]).not.toHaveProperty('direct');
    }
  });
});
