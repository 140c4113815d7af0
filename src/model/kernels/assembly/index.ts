/**
 * Fused kernels for WebAssembly with SIMD, written in AssemblyScript. `npm run kernels` compiles them
 * into `../binary.ts`; they work in TensorFlow.js's memory, on row-major matrices of singles.
 */
export { attention } from './attention';
export { gelu, geluTanh } from './gelu';
export { layerNorm } from './layerNorm';
export { linear } from './linear';
export { logits } from './logits';
