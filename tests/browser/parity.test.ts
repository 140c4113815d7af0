import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/engine/backend.ts';
import type { BackendName } from '../../src/engine/protocol.ts';
import { bucket, type Model } from '../../src/model/model.ts';
import type { Side } from '../../src/text/token.ts';
import { expectClose } from '../support/close.ts';
import { drawCalls } from '../support/draw-calls.ts';
import { fetchedFiles } from '../support/fetched-golden.ts';
import { expectParity, type Golden, openGolden } from '../support/golden.ts';
import { expectIntervened, intervenedCases, titleOf } from '../support/intervened.ts';
import { encodeBoth } from '../support/models.ts';

const golden: Golden = await openGolden(fetchedFiles);
const intervened = await intervenedCases(fetchedFiles);

describe.each<BackendName>(['wasm', 'webgl'])('On %s in a browser', (backend) => {
  let models: Record<Side, Model>;

  beforeAll(async () => {
    await startBackend(backend);
    models = golden.models();
  });

  afterAll(() => tf.engine().reset());

  it.each(golden.entries)('every stage is what PyTorch computed: $file', async (entry) => {
    expect(tf.getBackend()).toBe(backend);
    // WebGL compiles for each size, so it is run as the page runs it, padded.
    const options = backend === 'webgl' ? { size: bucket(entry.ids.length) } : {};
    const off = await expectParity(golden, models, entry, options);
    expect(off.size).toBeGreaterThanOrEqual(12);
  });

  it.each(intervened.map((entry) => ({ entry, title: titleOf(entry) })))(
    'what was interfered with is what PyTorch computed: $title',
    async ({ entry }) => {
      const options = backend === 'webgl' ? { size: bucket(entry.ids.length) } : {};
      await expectIntervened(fetchedFiles, golden, models, entry, options);
    },
  );

  it('a pass that shows no stage in between gives the weights of one that shows all', async () => {
    const { bert, gpt } = encodeBoth(
      golden.tokenizer,
      'The cat sat on the [MASK] because it was tired.',
    );
    for (const [side, encoding] of [
      ['left', bert],
      ['right', gpt],
    ] as const) {
      const model = models[side];
      const { attention, layers } = await model.forward(encoding, { size: 16 });
      const stages = await model.stages(encoding, { size: 16 });
      const count = attention.length / layers;
      for (let layer = 0; layer < layers; layer++) {
        const own = attention.subarray(layer * count, (layer + 1) * count);
        const { values } = stages.get(`layers.${layer}.weights`)!;
        expectClose(`layer ${layer}`, own, values, { absolute: 1e-5 });
      }
    }
  });

  it.runIf(backend === 'webgl')('a pass runs at most 120 programs', async () => {
    const { bert, gpt } = encodeBoth(golden.tokenizer, 'The cat sat on the [MASK] mat.');
    for (const [side, encoding] of [
      ['left', bert],
      ['right', gpt],
    ] as const) {
      const run = () => models[side].forward(encoding, { size: 32 });
      await run(); // which uploads the weights
      const calls = await drawCalls(run);
      expect(calls, side).toBeGreaterThan(40);
      expect(calls, side).toBeLessThanOrEqual(120);
    }
  });

  it('padding changes nothing that can be seen', async () => {
    const { bert, gpt } = encodeBoth(golden.tokenizer, 'The cat sat on the [MASK] mat.');
    for (const [side, encoding] of [
      ['left', bert],
      ['right', gpt],
    ] as const) {
      const exact = await models[side].forward(encoding);
      const padded = await models[side].forward(encoding, { size: 16 });
      expectClose('attention', padded.attention, exact.attention, { absolute: 1e-5 });
      padded.predictions.forEach(({ top }, i) => {
        const expected = exact.predictions[i]!.top;
        expect(top.map(({ id }) => id)).toEqual(expected.map(({ id }) => id));
        expectClose(
          'probabilities',
          top.map(({ p }) => p),
          expected.map(({ p }) => p),
          { absolute: 1e-5 },
        );
      });
    }
  });

  it('a run leaves no tensor behind', async () => {
    const { bert, gpt } = encodeBoth(golden.tokenizer, 'The cat sat on the [MASK].');
    const before = tf.memory().numTensors;
    for (let run = 0; run < 5; run++) {
      await Promise.all([
        models.left.forward(bert, { size: 16, inspect: { layer: 1, head: 2 } }),
        models.right.forward(gpt, { size: 16 }),
      ]);
    }
    expect(tf.memory().numTensors).toBe(before);
  });
});
