/** The wasm backend with only those of TensorFlow.js's kernels that the models use. */

import { kernels } from 'virtual:kernels/wasm';
import { registerKernel } from '@tensorflow/tfjs-core';

export { setWasmPaths } from '@tensorflow/tfjs-backend-wasm/dist/base';

for (const kernel of kernels) registerKernel(kernel);
