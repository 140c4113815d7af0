/** The wasm backend with only those of TensorFlow.js's kernels that the models use. */

import { _fusedMatMulConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/_FusedMatMul';
import { addConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Add';
import { batchMatMulConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/BatchMatMul';
import { castConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Cast';
import { concatConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Concat';
import { erfConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Erf';
import { gatherV2Config } from '@tensorflow/tfjs-backend-wasm/dist/kernels/GatherV2';
import { identityConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Identity';
import { logConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Log';
import { meanConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Mean';
import { multiplyConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Multiply';
import { oneHotConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/OneHot';
import { reshapeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Reshape';
import { rsqrtConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Rsqrt';
import { sliceConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Slice';
import { softmaxConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Softmax';
import { splitVConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/SplitV';
import { squareConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Square';
import { subConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sub';
import { sumConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Sum';
import { tanhConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Tanh';
import { transposeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/Transpose';
import { zerosLikeConfig } from '@tensorflow/tfjs-backend-wasm/dist/kernels/ZerosLike';
import { registerKernel } from '@tensorflow/tfjs-core';

export { setWasmPaths } from '@tensorflow/tfjs-backend-wasm/dist/base';

const KERNELS = [
  addConfig,
  batchMatMulConfig,
  castConfig,
  concatConfig,
  erfConfig,
  gatherV2Config,
  identityConfig,
  logConfig,
  meanConfig,
  multiplyConfig,
  oneHotConfig,
  reshapeConfig,
  rsqrtConfig,
  sliceConfig,
  softmaxConfig,
  splitVConfig,
  squareConfig,
  subConfig,
  sumConfig,
  tanhConfig,
  transposeConfig,
  zerosLikeConfig,
  _fusedMatMulConfig,
];

for (const kernel of KERNELS) registerKernel(kernel);
