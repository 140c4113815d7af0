/**
 * Parameters from the tensors of a Hugging Face checkpoint, in the layout in which this program
 * multiplies: PyTorch's `Linear` stores [out, in], GPT-2's `Conv1D` [in, out].
 */

import { type Told, told } from '../../text/told.ts';
import { SafetensorsError, shapeError } from './header.ts';
import type { HostArray, Linear, Norm } from './parameters.ts';
import type { Safetensors } from './safetensors.ts';

export interface TensorReader {
  /** Whether there is a tensor of this name. */
  has(name: string): boolean;
  /** Whether there is any tensor whose name begins so. */
  hasAny(beginning: string): boolean;
  /** @throws SafetensorsError when there is no such tensor, or none of this shape. */
  array(name: string, ...shape: number[]): HostArray;
  /**
   * `name.weight` and `name.bias`, [width] each; in checkpoints that came from TensorFlow `name.gamma` and
   * `name.beta`. @throws as `array`.
   */
  norm(name: string, width: number): Norm<HostArray>;
  /** Stored [to, from]. @throws as `array`. */
  linear(name: string, from: number, to: number): Linear<HostArray>;
  /** Stored [from, to]. @throws as `array`. */
  conv1d(name: string, from: number, to: number): Linear<HostArray>;
  /** The same tensors by what comes after the beginning of their names. */
  under(beginning: string): TensorReader;
}

export function tensorReader(
  tensors: Pick<Safetensors, 'names' | 'has' | 'read'>,
  beginning = '',
): TensorReader {
  const has = (name: string): boolean => tensors.has(beginning + name);
  const array = (name: string, ...shape: number[]): HostArray => ({
    shape,
    values: tensors.read(beginning + name, shape),
  });
  return {
    has,
    hasAny: (start) => tensors.names.some((name) => name.startsWith(beginning + start)),
    array,
    norm: (name, width) => {
      const [gain, bias] = has(`${name}.gamma`) ? ['gamma', 'beta'] : ['weight', 'bias'];
      return { gain: array(`${name}.${gain}`, width), bias: array(`${name}.${bias}`, width) };
    },
    linear: (name, from, to) => ({
      weight: transpose(array(`${name}.weight`, to, from)),
      bias: array(`${name}.bias`, to),
    }),
    conv1d: (name, from, to) => ({
      weight: array(`${name}.weight`, from, to),
      bias: array(`${name}.bias`, to),
    }),
    under: (start) => tensorReader(tensors, beginning + start),
  };
}

/** [rows, columns] to [columns, rows] */
export function transpose({ shape, values }: HostArray): HostArray {
  const [rows, columns] = shape as [number, number];
  if (values.length === 0) return { shape: [columns, rows], values };
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
  const isKnown = parts.every(({ weight }) => weight.values.length > 0);
  const weight = new Float32Array(isKnown ? rows * total : 0);
  const bias = new Float32Array(isKnown ? total : 0);
  for (const [i, part] of (isKnown ? parts : []).entries()) {
    for (let row = 0; row < rows; row++) {
      const from = part.weight.values.subarray(row * columns, (row + 1) * columns);
      weight.set(from, row * total + i * columns);
    }
    bias.set(part.bias.values, i * columns);
  }
  return {
    weight: { shape: [rows, total], values: weight },
    bias: { shape: [total], values: bias },
  };
}

/** Thrown when a checkpoint lacks tensors of its architecture. */
export class MissingTensorsError extends SafetensorsError {
  override name = 'MissingTensorsError';

  constructor(readonly missing: readonly string[]) {
    super(lacking(missing), missing[0]);
  }
}

/** At most so many tensors are named in a sentence. */
const NAMED = 3;

function lacking(missing: readonly string[]): Told {
  if (missing.length === 1) return told`The weights lack the tensor ${missing[0]!}.`;
  const more = missing.length - NAMED;
  const named = missing.slice(0, NAMED).join(', ');
  const some = more > 0 ? told`${named} and ${more} more` : named;
  return told`The weights lack ${missing.length} tensors of this architecture: ${some}. Open all files of the model, with the config.json that was published with them.`;
}

/** After so many missing tensors no more are looked for: a config.json may ask for a billion layers. */
const MOST = 1000;

/** What a family makes of a checkpoint of which only the names and shapes are known. */
export interface Surveyed<Made> {
  readonly made: Made;
  /** Tensors that the file has and nothing is made of. */
  readonly leftOver: readonly string[];
}

/**
 * Goes through a checkpoint as if it was read, so that everything that is missing is known before a value is.
 *
 * @param make reads every tensor that it needs; the arrays that it is given have shapes, and no values.
 * @throws MissingTensorsError that names all that is missing; SafetensorsError that names the first tensor of another
 * shape than is needed.
 */
export function survey<Made>(
  shapes: ReadonlyMap<string, { readonly shape: readonly number[] }>,
  make: (reader: TensorReader) => Made,
): Surveyed<Made> {
  const missing: string[] = [];
  const asked = new Set<string>();
  let misshapen: SafetensorsError | null = null;
  const made = make(
    tensorReader({
      names: [...shapes.keys()],
      has: (name) => shapes.has(name),
      read(name, shape) {
        asked.add(name).add(`${name}.scale`);
        const found = shapes.get(name)?.shape;
        if (!found) {
          missing.push(name);
          if (missing.length === MOST) throw new MissingTensorsError(missing);
        } else misshapen ??= shapeError(name, found, shape);
        return new Float32Array();
      },
    }),
  );
  if (missing.length > 0) throw new MissingTensorsError(missing);
  if (misshapen) throw misshapen;
  return { made, leftOver: [...shapes.keys()].filter((name) => !asked.has(name)) };
}
