/**
 * Parameters from the tensors of a Hugging Face checkpoint, in the layout in which this program
 * multiplies: PyTorch's `Linear` stores [out, in], GPT-2's `Conv1D` [in, out].
 */
import { SafetensorsError, shapeError } from './header.ts';
import { again, type HostArray, type Linear, type Norm } from './parameters.ts';
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
  // What is wrong with a tensor is found at once; later the same is read again.
  const array = (name: string, ...shape: number[]): HostArray => {
    const read = () => tensors.read(beginning + name, shape);
    return again(shape, read, read());
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
      weight: turned(array(`${name}.weight`, to, from)),
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
export function transpose(matrix: HostArray): HostArray {
  const [rows, columns] = matrix.shape as [number, number];
  return again([columns, rows], () => {
    const { values } = matrix;
    const turned = new Float32Array(values.length);
    if (values.length === 0) return turned;
    for (let column = 0, at = 0; column < columns; column++) {
      for (let row = 0; row < rows; row++) turned[at++] = values[row * columns + column]!;
    }
    return turned;
  });
}

/** The same of a matrix that nobody else asks for: it is not held beside. */
export function turned(matrix: HostArray): HostArray {
  const { shape } = matrix;
  const whole = transpose(matrix);
  return again([shape[1]!, shape[0]!], () => {
    const { values } = whole;
    whole.release?.();
    matrix.release?.();
    return values;
  });
}

/** Several [D, D] as one [D, n·D], so that one product computes them all. */
export function sideBySide(parts: readonly Linear<HostArray>[]): Linear<HostArray> {
  const [rows, columns] = parts[0]!.weight.shape as [number, number];
  const total = parts.length * columns;
  return {
    weight: again([rows, total], () => {
      const all = new Float32Array(rows * total);
      for (const [i, { weight }] of parts.entries()) {
        const { values } = weight;
        for (let row = 0; row < rows; row++) {
          all.set(values.subarray(row * columns, (row + 1) * columns), row * total + i * columns);
        }
        weight.release?.();
      }
      return all;
    }),
    bias: again([total], () => {
      const all = new Float32Array(total);
      for (const [i, { bias }] of parts.entries()) all.set(bias.values, i * columns);
      return all;
    }),
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

function lacking(missing: readonly string[]): string {
  if (missing.length === 1) return `The weights lack the tensor ${missing[0]}.`;
  const more = missing.length - NAMED;
  const named = missing.slice(0, NAMED).join(', ');
  return `The weights lack ${missing.length} tensors of this architecture: ${named}${more > 0 ? ` and ${more} more` : ''}. Open all files of the model, with the config.json that was published with them.`;
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
