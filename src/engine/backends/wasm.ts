/** The wasm backend with only those of TensorFlow.js's kernels that the models use, and those of our own. */

import { kernels } from 'virtual:kernels/wasm';
import { registerKernel } from '@tensorflow/tfjs-core';

export { setWasmPaths } from '@tensorflow/tfjs-backend-wasm/dist/base';
export { registerWasmKernels } from '../../model/kernels/wasm.ts';

for (const kernel of kernels) registerKernel(kernel);
