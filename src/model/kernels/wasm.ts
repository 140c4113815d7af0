/**
 * The fused kernels on the wasm backend: a small module of our own (`assembly/`) that works in the
 * memory of TensorFlow.js's, so nothing is copied.
 */
import type { BackendWasm } from '@tensorflow/tfjs-backend-wasm';
import {
  getKernel,
  type NamedAttrMap,
  registerKernel,
  type TensorInfo,
} from '@tensorflow/tfjs-core';
import { BINARY } from './binary.ts';
import type { FusedKernel } from './fused.ts';

/** What `assembly/index.ts` exports. Places are addresses in bytes, other numbers counts of singles. */
interface Module {
  linear(
    x: number,
    packed: number,
    bias: number,
    out: number,
    m: number,
    k: number,
    n: number,
  ): void;
  logits(
    x: number,
    words: number,
    bias: number,
    out: number,
    m: number,
    k: number,
    n: number,
  ): void;
  layerNorm(
    x: number,
    gain: number,
    bias: number,
    out: number,
    rows: number,
    width: number,
    epsilon: number,
  ): void;
  gelu(x: number, out: number, count: number): void;
  geluTanh(x: number, out: number, count: number): void;
  attention(
    projected: number,
    mask: number,
    weights: number,
    context: number,
    scratch: number,
    rows: number,
    keys: number,
    heads: number,
    headWidth: number,
  ): void;
}

/** A kernel's module, and what it needs of TensorFlow.js's heap. */
interface Heap {
  readonly module: Module;
  /** Where a tensor's numbers lie. */
  at(tensor: TensorInfo): number;
  make(...shape: number[]): TensorInfo;
  free(tensor: TensorInfo): void;
}

type Inputs = Readonly<Record<string, TensorInfo>>;
type Compute = (inputs: Inputs, attributes: NamedAttrMap, heap: Heap) => TensorInfo[];

const KERNELS: Readonly<Record<FusedKernel, Compute>> = {
  SightlinesLinear({ x, weight, bias }, _, { module, at, make }) {
    const [m, k] = x!.shape as [number, number];
    const [n] = bias!.shape as [number];
    const out = make(m, n);
    module.linear(at(x!), at(weight!), at(bias!), at(out), m, k, n);
    return [out];
  },

  SightlinesLogits({ x, words, bias }, _, { module, at, make }) {
    const [m, k] = x!.shape as [number, number];
    const [n] = words!.shape as [number, number];
    const out = make(m, n);
    module.logits(at(x!), at(words!), bias ? at(bias) : 0, at(out), m, k, n);
    return [out];
  },

  SightlinesLayerNorm({ x, gain, bias }, { epsilon }, { module, at, make }) {
    const [rows, width] = x!.shape as [number, number];
    const out = make(rows, width);
    module.layerNorm(at(x!), at(gain!), at(bias!), at(out), rows, width, epsilon as number);
    return [out];
  },

  SightlinesGelu({ x }, { exact }, { module, at, make }) {
    const [rows, width] = x!.shape as [number, number];
    const out = make(rows, width);
    const gelu = exact ? module.gelu : module.geluTanh;
    gelu(at(x!), at(out), rows * width);
    return [out];
  },

  SightlinesAttention({ projected, mask }, { heads }, { module, at, make, free }) {
    const [keys, triple] = projected!.shape as [number, number];
    const [rows] = mask!.shape as [number, number];
    const width = triple / 3;
    const count = heads as number;
    const d = width / count;
    const weights = make(count, rows, keys);
    const context = make(rows, width);
    const scratch = make(d + rows, Math.ceil(keys / 8) * 8);
    module.attention(
      at(projected!),
      at(mask!),
      at(weights),
      at(context),
      at(scratch),
      rows,
      keys,
      count,
      d,
    );
    free(scratch);
    return [weights, context];
  },
};

/** One module for each heap: TensorFlow.js makes a new one when its engine is reset. */
const heaps = new WeakMap<BackendWasm, Heap>();

function heapOf(backend: BackendWasm, compiled: WebAssembly.Module): Heap {
  const known = heaps.get(backend);
  if (known) return known;
  // TensorFlow.js's own types leave out what Emscripten hands on of the module.
  const { asm } = backend.wasm as unknown as { asm: { memory: WebAssembly.Memory } };
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory: asm.memory } });
  const heap: Heap = {
    module: exports as unknown as Module,
    at: ({ dataId }) => backend.getMemoryOffset(dataId),
    make: (...shape) => backend.makeOutput(shape, 'float32'),
    free: ({ dataId }) => backend.disposeData(dataId),
  };
  heaps.set(backend, heap);
  return heap;
}

/**
 * Registers the kernels for the wasm backend, once. Where the browser's WebAssembly has no SIMD nothing
 * is registered, and the composed functions are used.
 */
export async function registerWasmKernels(): Promise<void> {
  const binary = Uint8Array.from(atob(BINARY), (character) => character.charCodeAt(0));
  if (getKernel('SightlinesLinear', 'wasm') || !WebAssembly.validate(binary)) return;
  const compiled = await WebAssembly.compile(binary);
  for (const [kernelName, compute] of Object.entries(KERNELS)) {
    registerKernel({
      kernelName,
      backendName: 'wasm',
      kernelFunc: ({ inputs, attrs, backend }) =>
        compute(inputs as Inputs, attrs ?? {}, heapOf(backend as BackendWasm, compiled)),
    });
  }
}
