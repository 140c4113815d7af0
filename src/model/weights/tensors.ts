/**
 * Parameters from the tensors of a Hugging Face checkpoint, in the layout in which this program
 * multiplies: PyTorch's `Linear` stores [out, in], GPT-2's `Conv1D` [in, out].
 */
import type { HostArray, Linear, Norm } from './parameters.ts';
import type { Safetensors } from './safetensors.ts';

export interface TensorReader {
  /** @throws SafetensorsError when there is no such tensor, or none of this shape. */
  array(name: string, ...shape: number[]): HostArray;
  /** `name.weight` and `name.bias`, [width] each. @throws as `array`. */
  norm(name: string, width: number): Norm<HostArray>;
  /** Stored [to, from]. @throws as `array`. */
  linear(name: string, from: number, to: number): Linear<HostArray>;
  /** Stored [from, to]. @throws as `array`. */
  conv1d(name: string, from: number, to: number): Linear<HostArray>;
}

export function tensorReader(tensors: Safetensors): TensorReader {
  const array = (name: string, ...shape: number[]): HostArray => ({
    shape,
    values: tensors.read(name, shape),
  });
  return {
    array,
    norm: (name, width) => ({
      gain: array(`${name}.weight`, width),
      bias: array(`${name}.bias`, width),
    }),
    linear: (name, from, to) => ({
      weight: transpose(array(`${name}.weight`, to, from)),
      bias: array(`${name}.bias`, to),
    }),
    conv1d: (name, from, to) => ({
      weight: array(`${name}.weight`, from, to),
      bias: array(`${name}.bias`, to),
    }),
  };
}

/** [rows, columns] to [columns, rows] */
export function transpose({ shape, values }: HostArray): HostArray {
  const [rows, columns] = shape as [number, number];
  const turned = new Float32Array(values.length);
  for (let column = 0, at = 0; column < columns; column++) {
    for (let row = 0; row < rows; row++) turned[at++] = values[row * columns + column]!;
  }
  return { shape: [columns, rows], values: turned };
}

/** Several [D, D] as one [D, n·D], so that one product computes them all. */
export function sideBySide(parts: readonly Linear<HostArray>[]): Linear<HostArray> {
  const [rows, columns] = parts[0]!.weight.shape as [number, number];
  const total = parts.length * columns;
  const weight = new Float32Array(rows * total);
  const bias = new Float32Array(total);
  parts.forEach((part, i) => {
    for (let row = 0; row < rows; row++) {
      const from = part.weight.values.subarray(row * columns, (row + 1) * columns);
      weight.set(from, row * total + i * columns);
    }
    bias.set(part.bias.values, i * columns);
  });
  return {
    weight: { shape: [rows, total], values: weight },
    bias: { shape: [total], values: bias },
  };
}
