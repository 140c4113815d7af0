/**
 * Runs in the browser: forward passes of the shipped models on one backend, or on ONNX Runtime Web,
 * from token ids to attention on the CPU side.
 */
import * as tf from '@tensorflow/tfjs-core';
import * as ort from 'onnxruntime-web/wasm';
import { startBackend } from '../../../src/engine/backend.ts';
import type { BackendName } from '../../../src/engine/protocol.ts';
import { bidirectional, causal } from '../../../src/model/mask.ts';
import { bucket } from '../../../src/model/model.ts';
import type { Encoding } from '../../../src/text/token.ts';
import { drawCalls } from '../../support/draw-calls.ts';
import { type Golden, openGolden } from '../../support/golden.ts';
import { peak } from './peak.ts';

ort.env.wasm.numThreads = 1;
ort.env.wasm.wasmPaths = '/node_modules/onnxruntime-web/dist/';

let golden: Golden | null = null;

async function open(): Promise<Golden> {
  const get = (path: string) => fetch(`/${path.replace(/^public\//, '')}`);
  golden ??= await openGolden({
    json: async (path) => (await get(path)).json(),
    bytes: async (path) => (await get(path)).arrayBuffer(),
  });
  return golden;
}

/** T tokens of any kind: what they are does not change the time. */
function encodingOf({ tokenizer }: Golden, length: number): Encoding {
  const ids = Array.from({ length }, (_, i) => 300 + ((i * 37) % 5000));
  return {
    tokens: ids.map((id) => tokenizer.token(id)),
    segments: ids.map(() => 0),
    unread: [],
    blanks: [],
  };
}

/** Milliseconds of each run, the first few of which warm up and are not counted. */
async function timed(run: () => Promise<unknown>, runs: number, warm: number): Promise<number[]> {
  const times: number[] = [];
  for (let i = 0; i < warm + runs; i++) {
    const start = performance.now();
    await run();
    if (i >= warm) times.push(performance.now() - start);
  }
  return times;
}

export interface Job {
  readonly model: 'bert' | 'gpt';
  /** `typing`: on WASM, one token more than the text before, which a decoder takes over. */
  readonly backend: BackendName | 'onnx' | 'typing';
  readonly lengths: readonly number[];
  readonly runs: number;
}

export interface Measured {
  /** Milliseconds of each run, by length. */
  readonly times: Readonly<Record<number, readonly number[]>>;
  /** WebGL draw calls of one run, by length. */
  readonly programs: Readonly<Record<number, number>>;
}

async function measureOnnx({ model, lengths, runs }: Job): Promise<Measured> {
  const files = await open();
  const session = await ort.InferenceSession.create(`/bench/mini-${model}.onnx`);
  const times: Record<number, number[]> = {};
  for (const length of lengths) {
    const { tokens } = encodingOf(files, length);
    const ids = BigInt64Array.from(tokens, ({ id }) => BigInt(id));
    const mask = Float32Array.from((model === 'bert' ? bidirectional : causal)(length));
    const feeds = {
      ids: new ort.Tensor('int64', ids, [1, length]),
      mask: new ort.Tensor('float32', mask, [length, length]),
    };
    times[length] = await timed(() => session.run(feeds), runs, 3);
  }
  await session.release();
  return { times, programs: {} };
}

async function measure(job: Job): Promise<Measured> {
  const { model, backend, lengths, runs } = job;
  if (backend === 'onnx') return measureOnnx(job);
  const files = await open();
  await startBackend(backend === 'typing' ? 'wasm' : backend);
  const network = files.models()[model === 'bert' ? 'left' : 'right'];
  const times: Record<number, number[]> = {};
  const programs: Record<number, number> = {};
  for (const length of lengths) {
    const reading = encodingOf(files, length);
    const size = backend === 'webgl' ? bucket(length) : length;
    if (backend === 'typing') {
      // Another last token each time: the one before it was there already.
      const texts = [17, 23].map((id) => ({
        ...reading,
        tokens: [...reading.tokens.slice(0, -1), files.tokenizer.token(300 + id)],
      }));
      let turn = 0;
      const type = () => network.forward(texts[turn++ % 2]!, { reuse: true });
      times[length] = await timed(type, runs, 3);
      continue;
    }
    times[length] = await timed(() => network.forward(reading, { size }), runs, 3);
    if (backend === 'webgl') {
      programs[length] = await drawCalls(() => network.forward(reading, { size }));
    }
  }
  tf.engine().reset();
  return { times, programs };
}

declare global {
  interface Window {
    measureForward: typeof measure;
    measurePeak: typeof peak;
  }
}
window.measureForward = measure;
window.measurePeak = peak;
