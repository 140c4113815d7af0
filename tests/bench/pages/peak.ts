/** Runs in the browser: how many multiply-adds a second WebAssembly's SIMD does here, at most. */
import { BINARY } from '../../../src/model/kernels/binary.ts';

const [ROWS, INNER, COLUMNS] = [4, 256, 8];

/** Of a product that fits the first cache and the registers: multiply-adds a second, the best of many. */
export async function peak(): Promise<number> {
  const binary = Uint8Array.from(atob(BINARY), (character) => character.charCodeAt(0));
  const memory = new WebAssembly.Memory({ initial: 16 });
  const { instance } = await WebAssembly.instantiate(binary, { env: { memory } });
  const linear = instance.exports.linear as (...args: number[]) => void;
  new Float32Array(memory.buffer).fill(1e-3);
  const [x, weight, bias, out] = [0, 16_384, 65_536, 131_072];
  const times = 20_000;
  let best = 0;
  for (let run = 0; run < 20; run++) {
    const start = performance.now();
    for (let i = 0; i < times; i++) linear(x, weight, bias, out, ROWS, INNER, COLUMNS);
    const seconds = (performance.now() - start) / 1000;
    best = Math.max(best, (times * ROWS * INNER * COLUMNS) / seconds);
  }
  return best;
}
