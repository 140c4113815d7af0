/** Compiles the fused kernels from AssemblyScript. */
import { main } from 'assemblyscript/asc';

const SOURCE = 'src/model/kernels/assembly/index.ts';

const OPTIONS = ['-O3', '--noAssert', '--runtime', 'stub', '--enable', 'simd', '--importMemory'];

/** The module's bytes. @throws Error with what the compiler says. */
export async function compileKernels(): Promise<Uint8Array> {
  let binary: Uint8Array | null = null;
  const { error, stderr } = await main(
    // 112: vectors pass between our own files only, never to the page.
    [SOURCE, '--outFile', 'kernels.wasm', '--disableWarning', '112', ...OPTIONS],
    {
      writeFile: (_name: string, contents: Uint8Array | string) => {
        if (typeof contents !== 'string') binary = contents;
      },
    },
  );
  if (error || !binary) throw new Error(`The kernels do not compile.\n${stderr.toString()}`);
  return binary;
}

/** The file that carries them in the program: no further request, and nothing that can be missing. */
export function asModule(binary: Uint8Array): string {
  const lines = Buffer.from(binary)
    .toString('base64')
    .match(/.{1,90}/g)!;
  const text = lines.map((line) => `  '${line}'`).join(',\n');
  return `/** The kernels of \`assembly/\`, compiled by \`npm run kernels\`, in base 64. */\nexport const BINARY = [\n${text},\n].join('');\n`;
}
