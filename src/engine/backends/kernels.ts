/**
 * TensorFlow.js's kernels that the models use, by the names of their files: of each backend only these
 * are fetched. `src/build/kernelModules.ts` makes a module of them for each backend.
 */
export const KERNELS = [
  '_FusedMatMul',
  'Add',
  'BatchMatMul',
  'Cast',
  'Concat',
  'Erf',
  'GatherV2',
  'Identity',
  'Log',
  'Mean',
  'Multiply',
  'OneHot',
  'Relu',
  'Reshape',
  'Rsqrt',
  'Slice',
  'Softmax',
  'SplitV',
  'Square',
  'Sub',
  'Sum',
  'Tanh',
  'Transpose',
  'ZerosLike',
] as const;

export const KERNEL_BACKENDS = ['cpu', 'wasm', 'webgl'] as const;
export type KernelBackend = (typeof KERNEL_BACKENDS)[number];

/** Where a backend's own kernel stands. */
export const kernelPath = (backend: KernelBackend, kernel: string): string =>
  `@tensorflow/tfjs-backend-${backend}/dist/kernels/${kernel}`;
