import * as tf from '@tensorflow/tfjs-core';
import { describe, expect, it } from 'vitest';
import { startLocalBackend } from '../../src/build/localSession.ts';
import { type FitOptions, fitClassifier } from '../../src/model/logistic.ts';
import { expectClose } from '../support/close.ts';

/** Four points on a line, two of each class. */
const simple: FitOptions = {
  features: new Float32Array([-2, -1, 1, 2]),
  labels: [0, 0, 1, 1],
  classes: 2,
  steps: 1,
  rate: 0.5,
  decay: 0,
};

describe.each(['cpu', 'wasm'] as const)('A classifier on %s', (backend) => {
  it('takes the step that the gradient asks for', async () => {
    await startLocalBackend(backend);
    // At zero every p is 1/2: the slope of the weight to class 1 is Σ x (p − y) / 4 = −(1+2+1+2)/8.
    const { weight, bias, losses } = await fitClassifier(simple);
    expectClose('weight', weight, [-0.375, 0.375], { absolute: 1e-6 });
    expectClose('bias', bias, [0, 0], { absolute: 1e-6 });
    expectClose('loss', losses, [Math.log(2)], { absolute: 1e-6 });
  });

  it('pulls the weights towards 0 by the decay', async () => {
    await startLocalBackend(backend);
    const from = { weight: new Float32Array([2, -2]), bias: new Float32Array([0, 0]) };
    const features = new Float32Array(4);
    const { weight } = await fitClassifier({ ...simple, features, from, decay: 0.1 });
    expectClose('weight', weight, [2 - 0.5 * 0.1 * 2, -1.9], { absolute: 1e-6 });
  });

  it('goes on where it stopped: twice ten steps are twenty', async () => {
    await startLocalBackend(backend);
    const whole = await fitClassifier({ ...simple, steps: 20 });
    const half = await fitClassifier({ ...simple, steps: 10 });
    const rest = await fitClassifier({ ...simple, steps: 10, from: half });
    expectClose('weight', rest.weight, whole.weight, { absolute: 1e-6 });
    expectClose('losses', [...half.losses, ...rest.losses], whole.losses, { absolute: 1e-6 });
    expect(whole.losses).toEqual(whole.losses.toSorted((a, b) => b - a));
  });

  it('tells three classes apart, and leaves no tensor behind', async () => {
    await startLocalBackend(backend);
    const before = tf.memory().numTensors;
    const features = new Float32Array([3, 0, 0, 3, -3, -3]); // [3, 2]
    const options = { features, labels: [0, 1, 2], classes: 3, steps: 100, rate: 0.5, decay: 0 };
    const { losses } = await fitClassifier(options);
    expect(losses.at(-1)).toBeLessThan(0.05);
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    [{ labels: [], features: new Float32Array() }, 'no examples to learn from'],
    [{ labels: [0, 1, 1] }, '4 features cannot be shared out to 3 examples'],
    [{ labels: [0, 0, 1, 2] }, 'There is no class 2'],
    [{ labels: [0, 0, 1, -1] }, 'There is no class -1'],
    [{ from: { weight: new Float32Array(3), bias: new Float32Array(2) } }, 'to go on from'],
  ])('refuses what does not fit together (%#)', async (part, sentence) => {
    await expect(fitClassifier({ ...simple, ...part })).rejects.toThrow(sentence);
  });
});
