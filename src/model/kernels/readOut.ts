/** Reading large tensors without a copy of them in between. */
import { backend, getBackend, type Tensor } from '@tensorflow/tfjs-core';

/** The part of TensorFlow.js's wasm backend that says where a tensor lies in its memory. */
interface WasmBackend {
  getMemoryOffset(dataId: object): number;
  readonly wasm: { readonly HEAPU8: Uint8Array };
}

/**
 * A tensor's numbers as they are now: on wasm in the backend's own memory, which the next computation
 * may move or write over.
 */
export function valuesNow(tensor: Tensor): Float32Array {
  if (getBackend() !== 'wasm') return tensor.dataSync<'float32'>();
  const memory = backend() as unknown as WasmBackend;
  const offset = memory.getMemoryOffset(tensor.dataId);
  return new Float32Array(memory.wasm.HEAPU8.buffer, offset, tensor.size);
}
