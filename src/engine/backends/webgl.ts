/** The WebGL backend with only those of TensorFlow.js's kernels that the models use. */

import { kernels } from 'virtual:kernels/webgl';
import { registerKernel } from '@tensorflow/tfjs-core';

export { setWebGLContext } from '@tensorflow/tfjs-backend-webgl/dist/base';

for (const kernel of kernels) registerKernel(kernel);
