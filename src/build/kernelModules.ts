/**
 * A module for each backend, `virtual:kernels/<backend>`, with those of TensorFlow.js's kernels that the
 * models use. TensorFlow.js has a file a kernel, and no other way to take some of them: three lists of
 * imports, written out, would have to be kept the same by hand.
 */
import type { Plugin } from 'vite';
import { KERNEL_BACKENDS, KERNELS, kernelPath } from '../engine/backends/kernels.ts';

const PREFIX = 'virtual:kernels/';

/** `GatherV2` exports `gatherV2Config`, `_FusedMatMul` exports `_fusedMatMulConfig`. */
const configOf = (kernel: string): string =>
  `${kernel.replace(/[A-Z]/, (first) => first.toLowerCase())}Config`;

/** The module's code, or undefined for an id that is no backend's. */
export function kernelModule(id: string): string | undefined {
  const backend = KERNEL_BACKENDS.find((each) => id === PREFIX + each);
  if (!backend) return undefined;
  const imports = KERNELS.map(
    (kernel) => `import { ${configOf(kernel)} } from '${kernelPath(backend, kernel)}';`,
  );
  const list = `export const kernels = [${KERNELS.map(configOf).join(', ')}];`;
  return [...imports, list].join('\n');
}

export function kernelModules(): Plugin {
  return {
    name: 'kernel-modules',
    // Found only once the worker runs, which would reload the page of a server for development.
    config: () => ({
      optimizeDeps: {
        include: KERNEL_BACKENDS.flatMap((backend) =>
          KERNELS.map((kernel) => kernelPath(backend, kernel)),
        ),
      },
    }),
    resolveId: (id) => (kernelModule(id) === undefined ? undefined : `\0${id}`),
    load: (id) => kernelModule(id.replace(/^\0/, '')),
  };
}
