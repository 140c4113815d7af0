/**
 * Parameters, under the names of the papers; each family has its own tree of them.
 *
 * The trees are generic in their leaves: arrays on the host as read from a checkpoint, or tensors
 * on the backend once uploaded. Matrices are [in, out], the layout in which `x · W` runs fastest.
 */
import { dispose, type Tensor, type TensorContainer, tensor, tidy } from '@tensorflow/tfjs-core';
import { hasFused } from '../kernels/fused.ts';
import { PANEL, panels, panelsOfTurned } from '../kernels/panels.ts';

/**
 * Values on the host, row-major. Those of a checkpoint lie in its file: each time that they are asked for they are
 * read anew, so that only a backend holds a model's weights.
 */
export interface HostArray {
  readonly shape: readonly number[];
  readonly values: Float32Array;
  /** Where it is the transpose of matrices that stand one below the other in a file: these. */
  readonly turned?: readonly HostArray[];
}

/** Values that are made whenever they are asked for. */
export function stored(shape: readonly number[], make: () => Float32Array): HostArray {
  return {
    shape,
    get values() {
      return make();
    },
  };
}

/** x · weight + bias */
export interface Linear<Leaf> {
  /** [in, out] */
  readonly weight: Leaf;
  /** [out] */
  readonly bias: Leaf;
}

/** What ends in words: one row of a matrix for each, and a bias. */
export interface WordHead<Leaf> {
  /** [V, D] */
  readonly words: Leaf;
  /** [V]; null for none. */
  readonly bias: Leaf | null;
}

/** Layer normalisation: gain and bias, [D] each. */
export interface Norm<Leaf> {
  readonly gain: Leaf;
  readonly bias: Leaf;
}

/** One Transformer block; families differ in where its norms stand, not in what it holds. */
export interface Block<Leaf> {
  /** Queries, keys and values side by side: [D, 3D]. */
  readonly qkv: Linear<Leaf>;
  /** Mixes the heads' contexts: [D, D]. */
  readonly project: Linear<Leaf>;
  readonly attentionNorm: Norm<Leaf>;
  /** [D, feedForward] */
  readonly expand: Linear<Leaf>;
  /** [feedForward, D] */
  readonly contract: Linear<Leaf>;
  readonly feedForwardNorm: Norm<Leaf>;
}

/**
 * What is looked up by token, position and segment. It stays on the host: a half-float GPU holds
 * token ids above 2,048 inexactly, so a lookup there would silently take the wrong rows.
 */
export interface Embeddings {
  /** [V, D] */
  readonly words: HostArray;
  /** [positions, D] */
  readonly positions: HostArray;
  /** [segments, D]; null where the model tells none apart. */
  readonly segments: HostArray | null;
}

type Tree<Leaf> = Leaf | null | readonly Tree<Leaf>[] | { readonly [name: string]: Tree<Leaf> };

const isHostArray = (node: object): node is HostArray => 'shape' in node && 'values' in node;

/** The same tree with tensors for leaves: a family's `Weights<HostArray>` becomes its `Weights<Tensor>`. */
type OnBackend<Tree> = Tree extends HostArray
  ? Tensor
  : Tree extends object
    ? { readonly [Name in keyof Tree]: OnBackend<Tree[Name]> }
    : Tree;

/**
 * Uploads a tree of host arrays to the current backend; the tensors are the caller's to dispose.
 *
 * @throws SafetensorsError when values of a file are of no use; nothing is left on the backend then.
 */
export function upload<Weights extends object>(weights: Weights): OnBackend<Weights> {
  const tree = weights as unknown as Tree<HostArray>;
  return tidy(() => uploadTree(tree) as TensorContainer) as unknown as OnBackend<Weights>;
}

const isLinear = (node: object): node is Linear<HostArray> => 'weight' in node && 'bias' in node;

function uploadTree(node: Tree<HostArray>): Tree<Tensor> {
  if (node === null) return null; // a part that this model does not have
  if (isHostArray(node)) return tensor(node.values, [...node.shape]);
  if (isLinear(node)) return { weight: uploadMatrix(node.weight), bias: uploadTree(node.bias) };
  if (Array.isArray(node)) return node.map(uploadTree);
  const entries = Object.entries(node) as [string, Tree<HostArray>][];
  return Object.fromEntries(entries.map(([name, child]) => [name, uploadTree(child)]));
}

/** W as it is, or in panels [out / 8, in, 8] where the backend multiplies by these. */
function uploadMatrix(matrix: HostArray): Tensor {
  const [k, n] = matrix.shape as [number, number];
  if (!hasFused('SightlinesLinear', n)) return tensor(matrix.values, [k, n]);
  const packed = matrix.turned ? panelsOfTurned(matrix.turned, k, n) : panels(matrix.values, k, n);
  return tensor(packed, [n / PANEL, k, PANEL]);
}

/** Frees the tensors of an uploaded tree. */
export function release(weights: object): void {
  dispose(weights as TensorContainer);
}
