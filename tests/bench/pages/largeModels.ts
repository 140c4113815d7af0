/**
 * Runs in the browser: forward passes of models of real shapes on WASM, from token ids to attention on the CPU
 * side, in turn with what they are compared with: what else the machine does meets both alike.
 */
import * as ort from 'onnxruntime-web/wasm';
import { startBackend } from '../../../src/engine/backend.ts';
import { readCheckpoint } from '../../../src/model/families/registry.ts';
import { bidirectional } from '../../../src/model/mask.ts';
import { createModel, type Model } from '../../../src/model/model.ts';
import type { Encoding } from '../../../src/text/token.ts';

ort.env.wasm.numThreads = 1;
ort.env.wasm.wasmPaths = '/node_modules/onnxruntime-web/dist/';

/** Of the first passes, which warm up. */
const WARM = 2;

/** Milliseconds of each run of two things. */
export interface Beside {
  readonly own: readonly number[];
  readonly other: readonly number[];
}

async function open(folder: string): Promise<Model> {
  await startBackend('wasm');
  const config: unknown = await (await fetch(`${folder}/config.json`)).json();
  const weights = await fetch(`${folder}/model.safetensors`);
  const checkpoint = readCheckpoint(config, await weights.arrayBuffer());
  const size = checkpoint.config.vocabulary;
  return createModel(checkpoint, { size, piece: (id) => `${id}`, label: (id) => `${id}` });
}

/** T tokens of any kind: what they are does not change the time. */
function encodingOf(length: number, last = 0): Encoding {
  const tokens = Array.from({ length }, (_, at) => {
    const id = 300 + ((at * 37) % 5000) + (at === length - 1 ? last : 0);
    return { id, piece: `${id}`, label: `${id}`, span: null, special: false, word: at };
  });
  return { tokens, segments: tokens.map(() => 0), unread: [], blanks: [] };
}

async function inTurn(
  own: () => Promise<unknown>,
  other: () => Promise<unknown>,
  runs: number,
): Promise<Beside> {
  const times: Record<keyof Beside, number[]> = { own: [], other: [] };
  for (let run = 0; run < WARM + runs; run++) {
    for (const [name, task] of [
      ['own', own],
      ['other', other],
    ] as const) {
      const start = performance.now();
      await task();
      if (run >= WARM) times[name].push(performance.now() - start);
    }
  }
  return times;
}

let bert: Promise<Model> | null = null;
let session: Promise<ort.InferenceSession> | null = null;

/** A BERT's passes beside those of its ONNX graph; beside its own where there is none. */
async function besideOnnx(
  folder: string,
  graph: string | null,
  length: number,
  runs: number,
): Promise<Beside> {
  bert ??= open(folder);
  const model = await bert;
  const encoding = encodingOf(length);
  const own = () => model.forward(encoding);
  if (graph === null) return inTurn(own, own, runs);
  session ??= ort.InferenceSession.create(graph);
  const onnx = await session;
  const ids = BigInt64Array.from(encoding.tokens, ({ id }) => BigInt(id));
  const mask = Float32Array.from(bidirectional(length));
  const feeds = {
    ids: new ort.Tensor('int64', ids, [1, length]),
    mask: new ort.Tensor('float32', mask, [length, length]),
  };
  const [theirs, ours] = [await onnx.run(feeds), await own()];
  const difference = largestDifference(theirs.attention!.data as Float32Array, ours.attention);
  if (!(difference < 1e-4)) throw new Error(`The attention differs by ${difference}.`);
  return inTurn(own, () => onnx.run(feeds), runs);
}

function largestDifference(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Number.NaN;
  let largest = 0;
  for (let at = 0; at < a.length; at++) largest = Math.max(largest, Math.abs(a[at]! - b[at]!));
  return largest;
}

/** A decoder's passes over a text of which all but the last token is known, beside those over the whole text. */
async function oneTokenMore(folder: string, length: number, runs: number): Promise<Beside> {
  const model = await open(folder);
  const texts = [17, 23].map((last) => encodingOf(length, last));
  let turn = 0;
  return inTurn(
    () => model.forward(texts[turn++ % 2]!, { reuse: true }),
    () => model.forward(texts[0]!),
    runs,
  );
}

declare global {
  interface Window {
    besideOnnx: typeof besideOnnx;
    oneTokenMore: typeof oneTokenMore;
  }
}
Object.assign(window, { besideOnnx, oneTokenMore });
