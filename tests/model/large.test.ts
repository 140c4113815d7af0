/** Attention too large to be in memory twice is read out layer by layer, and is the same. */
import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { startLocalBackend } from '../../src/build/localSession.ts';
import { readCheckpoint } from '../../src/model/families/registry.ts';
import { createModel } from '../../src/model/model.ts';
import { LARGE } from '../../src/model/trace.ts';
import { loadTokenizer } from '../../src/text/tokenizer.ts';
import { expectClose } from '../support/close.ts';
import { attentionBytes, manyHeads, textOf } from '../support/manyHeads.ts';
import { encodeBoth } from '../support/models.ts';

const SHAPE = { layers: 3, heads: 16, positions: 80 };
const files = manyHeads(SHAPE);
const json = (path: string): unknown => JSON.parse(files.get(path)!.toString());

describe.each(['cpu', 'wasm'] as const)('On %s, a pass with large attention', (backend) => {
  it.each(['bert', 'gpt'] as const)('is that of each layer, of mini-%s', async (name) => {
    expect(attentionBytes(SHAPE, SHAPE.positions)).toBeGreaterThan(LARGE);
    await startLocalBackend(backend);
    const folder = `mini-${name}`;
    const tokenizer = loadTokenizer(
      json(`${folder}/tokenizer.json`),
      json(`${folder}/tokenizer_config.json`),
    );
    const weights = Uint8Array.from(files.get(`${folder}/model.q8.safetensors`)!).buffer;
    const checkpoint = readCheckpoint(json(`${folder}/config.json`), weights);
    const model = createModel(checkpoint, tokenizer.vocabulary);
    const encoding = encodeBoth(tokenizer, textOf(SHAPE.positions))[name];
    const before = tf.memory().numTensors;
    const pass = await model.forward(encoding, { reuse: true });
    const stages = await model.stages(encoding);
    const inspected = await model.forward(encoding, { inspect: { layer: 1, head: 2 } });
    expect(tf.memory().numTensors).toBe(before);

    const layer = SHAPE.heads * pass.tokens.length ** 2;
    expect(pass.attention).toHaveLength(SHAPE.layers * layer);
    for (let at = 0; at < SHAPE.layers; at++) {
      const expected = stages.get(`layers.${at}.weights`)!.values;
      const own = pass.attention.subarray(at * layer, (at + 1) * layer);
      expectClose(`layer ${at}`, own, expected, { absolute: 1e-5 });
    }
    const head = pass.tokens.length ** 2;
    const chosen = inspected.attention.subarray(layer + 2 * head, layer + 3 * head);
    expectClose('the head', inspected.inspected!.weights, chosen, { absolute: 1e-5 });
    model.dispose();
  });

  it('takes over what a decoder knows, too', async () => {
    await startLocalBackend(backend);
    const tokenizer = loadTokenizer(
      json('mini-gpt/tokenizer.json'),
      json('mini-gpt/tokenizer_config.json'),
    );
    const weights = Uint8Array.from(files.get('mini-gpt/model.q8.safetensors')!).buffer;
    const checkpoint = readCheckpoint(json('mini-gpt/config.json'), weights);
    const model = createModel(checkpoint, tokenizer.vocabulary);
    const { gpt } = encodeBoth(tokenizer, textOf(SHAPE.positions));
    await model.forward(gpt, { reuse: true });
    const tokens = [...gpt.tokens.slice(0, -1), gpt.tokens[1]!];
    const [more, anew] = [
      await model.forward({ ...gpt, tokens }, { reuse: true }),
      await model.forward({ ...gpt, tokens }),
    ];
    expect([more.computed, anew.computed]).toEqual([1, tokens.length]);
    expectClose('attention', more.attention, anew.attention, { absolute: 1e-5 });
    model.dispose();
  });
});
