/** Every family's forward pass in a browser against transformers on PyTorch. */
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startBackend } from '../../src/engine/backend.ts';
import type { BackendName } from '../../src/engine/protocol.ts';
import { bucket } from '../../src/model/model.ts';
import { CHECKPOINTS, type CheckpointCase, expectAsTransformers } from '../support/checkpoints.ts';
import { fetchedFiles } from '../support/fetched-golden.ts';

const cases = (await fetchedFiles.json(`${CHECKPOINTS}/index.json`)) as readonly CheckpointCase[];

describe.each<BackendName>(['wasm', 'webgl'])('On %s in a browser', (backend) => {
  beforeAll(() => startBackend(backend));

  afterAll(() => tf.engine().reset());

  it.each(cases)('a checkpoint computes what it does in transformers: $name', async (each) => {
    expect(tf.getBackend()).toBe(backend);
    const options = backend === 'webgl' ? { size: bucket(each.ids.length) } : {};
    const before = tf.memory().numTensors;
    await expectAsTransformers(fetchedFiles, each, { absolute: 1e-4, relative: 1e-4 }, options);
    expect(tf.memory().numTensors).toBe(before);
  });
});
