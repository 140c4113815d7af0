/** Weights that a backend has are not held on the host beside it, and are there again where they are asked for. */
import * as tf from '@tensorflow/tfjs-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import '@tensorflow/tfjs-backend-cpu';
import { again, release, upload } from '../../src/model/weights/parameters.ts';
import { openSafetensors } from '../../src/model/weights/safetensors.ts';
import { sideBySide, tensorReader, turned } from '../../src/model/weights/tensors.ts';
import { safetensorsFile } from '../support/tiny-checkpoint.ts';

beforeAll(() => tf.setBackend('cpu'));
afterAll(() => tf.disposeVariables());

/** Arrays [2, 3] of 0 to 5, each of which counts how often it is read. */
function counted(shape: readonly number[] = [2, 3]) {
  const count = { read: 0 };
  const make = () => {
    count.read++;
    return Float32Array.from({ length: 6 }, (_, at) => at);
  };
  return { count, array: again(shape, make) };
}

it('Values are read once for as long as they are held, and again after that', () => {
  const { count, array } = counted();
  expect([...array.values]).toEqual([0, 1, 2, 3, 4, 5]);
  expect(array.values).toBe(array.values);
  expect(count.read).toBe(1);
  array.release();
  expect([...array.values]).toEqual([0, 1, 2, 3, 4, 5]);
  expect(count.read).toBe(2);
});

it('What is uploaded is held no longer, and can be uploaded again', () => {
  const { count, array } = counted();
  for (const times of [1, 2]) {
    const tensors = upload({ array });
    expect(Array.from(tensors.array.dataSync())).toEqual([0, 1, 2, 3, 4, 5]);
    expect(count.read).toBe(times);
    release(tensors);
  }
});

it('A turned matrix, and several side by side, are not held beside what they are made of', () => {
  const [one, other] = [counted(), counted()];
  const bias = again([2], () => new Float32Array(2));
  const parts = [one, other].map(({ array }) => ({ weight: turned(array), bias }));
  const { weight } = sideBySide(parts);
  expect(one.count.read).toBe(0);
  // Two of [3, 2]: 0 3, 1 4, 2 5.
  expect([...weight.values]).toEqual([0, 3, 0, 3, 1, 4, 1, 4, 2, 5, 2, 5]);
  expect([one.count.read, other.count.read]).toEqual([1, 1]);
  // Its parts are gone: what asks for one of them reads it again.
  expect([...parts[0]!.weight.values]).toEqual([0, 3, 1, 4, 2, 5]);
  expect(one.count.read).toBe(2);
});

it('A file is read a tensor at a time, at once where something is wrong with one', () => {
  const header = {
    a: { dtype: 'F32', shape: [1], data_offsets: [0, 4] },
    b: { dtype: 'F32', shape: [1], data_offsets: [4, 8] },
  };
  const data = new Uint8Array(Float32Array.of(1, Number.NaN).buffer);
  const file = safetensorsFile(header, data);
  const asked: number[] = [];
  const bytes = {
    byteLength: file.byteLength,
    slice(begin: number, end: number) {
      asked.push(end - begin);
      return file.slice(begin, end);
    },
  };
  const reader = tensorReader(openSafetensors(bytes));
  const before = asked.length;
  const { values } = reader.array('a', 1);
  expect([...values]).toEqual([1]);
  expect(asked.slice(before)).toEqual([4]);
  expect(() => reader.array('b', 1)).toThrow('b holds NaN at index 0');
});
