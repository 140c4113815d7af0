/** The WebGL backend with only those of TensorFlow.js's kernels that the models use, and those of our own. */

import { kernels } from 'virtual:kernels/webgl';
import { registerKernel } from '@tensorflow/tfjs-core';

export { setWebGLContext } from '@tensorflow/tfjs-backend-webgl/dist/base';
export { registerWebglKernels } from '../../model/kernels/webgl.ts';

for (const kernel of kernels) registerKernel(kernel);
