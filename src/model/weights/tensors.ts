/**
 * Parameters from the tensors of a Hugging Face checkpoint, in the layout in which this program
 * multiplies: PyTorch's `Linear` stores [out, in], GPT-2's `Conv1D` [in, out].
 */

import { type Told, told } from '../../text/told.ts';
import { SafetensorsError, shapeError } from './header.ts';
import { type HostArray, type Linear, type Norm, stored } from './parameters.ts';
import type { Safetensors } from './safetensors.ts';

export interface TensorReader {
  /** Whether there is a tensor of this name. */
  has(name: string): boolean;
  /** Whether there is any tensor whose name begins so. */
  hasAny(beginning: string): boolean;
  /**
   * The values are read when they are asked for, and only then found to be of no use.
   *
   * @throws SafetensorsError when there is no such tensor, or none of this shape.
   */
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
  tensors: Pick<Safetensors, 'names' | 'has' | 'require' | 'read'>,
  beginning = '',
): TensorReader {
  const has = (name: string): boolean => tensors.has(beginning + name);
  const array = (name: string, ...shape: number[]): HostArray => {
    tensors.require(beginning + name, shape);
    return stored(shape, () => tensors.read(beginning + name, shape));
  };
  return {
    has,
    hasAny: (start) => tensors.names.some((name) => name.startsWith(beginning + start)),
    array,
    norm: (name, width) => {
      const [gain, bias] = has(`${name}.gamma`) ? ['gamma', 'beta'] : ['weight', 'bias'];
      return { gain: array(`${name}.${gain}`, width), bias: array(`${name}.${bias}`, width) };
    },
    linear: (name, from, to) => ({
      weight: turned([array(`${name}.weight`, to, from)]),
      bias: array(`${name}.bias`, to),
    }),
    conv1d: (name, from, to) => ({
      weight: array(`${name}.weight`, from, to),
      bias: array(`${name}.bias`, to),
    }),
    under: (start) => tensorReader(tensors, beginning + start),
  };
}

/** The transpose of matrices [rows, columns] that stand one below the other: [columns, all rows]. */
function turned(parts: readonly HostArray[]): HostArray {
  const columns = parts[0]!.shape[1]!;
  const rows = parts.reduce((sum, { shape }) => sum + shape[0]!, 0);
  const make = () => {
    const all = new Float32Array(rows * columns);
    let at = 0;
    for (const { values } of parts) {
      for (let from = 0; from < values.length; from += columns, at++) {
        for (let column = 0; column < columns; column++) {
          all[column * rows + at] = values[from + column]!;
        }
      }
    }
    return all;
  };
  return Object.assign(stored([columns, rows], make), { turned: parts });
}

/** Several [D, D] as one [D, n·D], so that one product computes them all. */
export function sideBySide(parts: readonly Linear<HostArray>[]): Linear<HostArray> {
  const biases = parts.map(({ bias }) => bias);
  const total = biases.reduce((sum, { shape }) => sum + shape[0]!, 0);
  return {
    weight: turned(parts.flatMap(({ weight }) => weight.turned ?? [])),
    bias: stored([total], () => joined(biases.map(({ values }) => values))),
  };
}

function joined(parts: readonly Float32Array[]): Float32Array {
  const all = new Float32Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
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
      require(name, shape) {
        asked.add(name).add(`${name}.scale`);
        const found = shapes.get(name)?.shape;
        if (!found) {
          missing.push(name);
          if (missing.length === MOST) throw new MissingTensorsError(missing);
        } else misshapen ??= shapeError(name, found, shape);
      },
      read: () => new Float32Array(),
    }),
  );
  if (missing.length > 0) throw new MissingTensorsError(missing);
  if (misshapen) throw misshapen;
  return { made, leftOver: [...shapes.keys()].filter((name) => !asked.has(name)) };
}
