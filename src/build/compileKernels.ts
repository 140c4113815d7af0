/** `npm run kernels`: compiles the fused kernels into the file that carries them. */
import { writeFileSync } from 'node:fs';
import { asModule, compileKernels } from './kernels.ts';

const binary = await compileKernels();
writeFileSync('src/model/kernels/binary.ts', asModule(binary));
console.log(`src/model/kernels/binary.ts: ${binary.length} bytes of WebAssembly`);
