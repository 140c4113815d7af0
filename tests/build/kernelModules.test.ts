import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { kernelModule, kernelModules } from '../../src/build/kernelModules.ts';
import { KERNEL_BACKENDS, KERNELS } from '../../src/engine/backends/kernels.ts';

const imports = (code: string) => [...code.matchAll(/import \{ (\w+) \} from '([^']+)';/g)];

it.each(KERNEL_BACKENDS)('of %s imports what TensorFlow.js exports under that name', (backend) => {
  const found = imports(kernelModule(`virtual:kernels/${backend}`)!);
  expect(found).toHaveLength(KERNELS.length);
  for (const [, name, path] of found) {
    const file = readFileSync(`node_modules/${path}.js`, 'utf8');
    expect(file, path).toMatch(new RegExp(`export const ${name} = `));
    expect(path).toContain(`tfjs-backend-${backend}/`);
  }
});

it('lists every kernel that it imports', () => {
  const code = kernelModule('virtual:kernels/cpu')!;
  const [, list] = /export const kernels = \[(.*)\];/.exec(code)!;
  expect(list!.split(', ')).toEqual(imports(code).map(([, name]) => name));
});

it('leaves every other module to others', () => {
  expect(kernelModule('virtual:kernels/webgpu')).toBeUndefined();
  const { resolveId, load } = kernelModules() as unknown as Record<string, (id: string) => unknown>;
  expect(resolveId!('./cpu.ts')).toBeUndefined();
  expect(load!('/src/main.tsx')).toBeUndefined();
  expect(load!(resolveId!('virtual:kernels/cpu') as string)).toContain('addConfig');
});
