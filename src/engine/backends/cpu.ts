/** The plain JavaScript backend with only those of TensorFlow.js's kernels that the models use. */
import '@tensorflow/tfjs-backend-cpu/dist/base';
import { kernels } from 'virtual:kernels/cpu';
import { registerKernel } from '@tensorflow/tfjs-core';

for (const kernel of kernels) registerKernel(kernel);
