/**
 * Looks at what the browser can do, and starts one TensorFlow.js backend. Each backend is fetched
 * only when it is started.
 */

import wasmPlain from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url';
import wasmSimd from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import * as tf from '@tensorflow/tfjs-core';
import { msg } from '#say';
import { type Facts, isSoftware, LABELS } from './choice.ts';
import { Failure, Reason, sentenceOf } from './failure.ts';
import type { BackendName } from './protocol.ts';

/** A backend that computes, and what becomes of its WebGL context. */
export interface Backend {
  readonly name: BackendName;
  /** Resolves when the WebGL context is lost; never on other backends. */
  readonly lost: Promise<void>;
  loseContext(): void;
}

/** What can compute here. */
export function look(): Facts {
  return { webgl: lookAtWebGL(), wasm: HAS_WASM };
}

const HAS_WASM = typeof WebAssembly === 'object';

function lookAtWebGL(): Facts['webgl'] {
  if (typeof OffscreenCanvas === 'undefined') return 'none';
  const open = (failIfMajorPerformanceCaveat: boolean) =>
    new OffscreenCanvas(1, 1).getContext('webgl2', { failIfMajorPerformanceCaveat });
  const gl = open(true);
  if (!gl) return open(false) ? 'software' : 'none';
  const info = gl.getExtension('WEBGL_debug_renderer_info');
  const renderer = gl.getParameter(info?.UNMASKED_RENDERER_WEBGL ?? gl.RENDERER);
  const floats = gl.getExtension('EXT_color_buffer_float') !== null;
  gl.getExtension('WEBGL_lose_context')?.loseContext();
  if (isSoftware(String(renderer))) return 'software';
  return floats ? 'hardware' : 'half';
}

/**
 * Ends whatever backend runs, with all its tensors, and starts this one.
 *
 * @throws Failure backend when it cannot start.
 */
export async function startBackend(name: BackendName): Promise<Backend> {
  tf.engine().reset();
  try {
    return await START[name]();
  } catch (error) {
    if (error instanceof Failure) throw error;
    throw new Failure('backend', msg`${LABELS[name]} could not start here: ${sentenceOf(error)}`);
  }
}

/** A backend that has started, and whatever it threw over a model. */
export function cannotRun(name: BackendName, error: unknown): Failure {
  return new Failure(
    'backend',
    msg`${LABELS[name]} could not run the models here: ${sentenceOf(error)}`,
  );
}

/**
 * A backend's own part of the program. What browsers throw where it does not come, or not whole, is a
 * TypeError or a SyntaxError; anything else it has thrown itself.
 */
async function fetched<Module>(module: Promise<Module>): Promise<Module> {
  return module.catch((error: unknown) => {
    if (!(error instanceof TypeError || error instanceof SyntaxError)) throw error;
    throw new Failure(
      'offline',
      msg`A part of the program could not be fetched (${error.message}): check your connection, then press Retry.`,
    );
  });
}

/** How TensorFlow.js makes each of its backends. */
const factories = new Map<BackendName, ReturnType<typeof tf.findBackendFactory>>();

/**
 * Makes TensorFlow.js's part of a backend, and takes it from then on.
 *
 * @throws what kept it from starting, which TensorFlow.js itself would only print.
 */
async function activate(name: BackendName): Promise<void> {
  const factory = factories.get(name) ?? tf.findBackendFactory(name);
  factories.set(name, factory);
  const made = await factory();
  tf.removeBackend(name);
  tf.registerBackend(name, () => made);
  await tf.setBackend(name);
}

const never = new Promise<void>(() => undefined);

const START: Readonly<Record<BackendName, () => Promise<Backend>>> = {
  async webgl() {
    const { setWebGLContext, registerWebglKernels } = await fetched(import('./backends/webgl.ts'));
    registerWebglKernels();
    // The context is made here: TensorFlow.js would refuse software WebGL, which a reader may force,
    // and would not make any in Safari's workers.
    if (typeof OffscreenCanvas === 'undefined')
      throw new Reason(msg`this browser has no OffscreenCanvas.`);
    const canvas = new OffscreenCanvas(1, 1);
    let refusal = '';
    canvas.addEventListener('webglcontextcreationerror', (event) => {
      refusal = (event as WebGLContextEvent).statusMessage;
    });
    const gl = canvas.getContext('webgl2', {
      alpha: false,
      antialias: false,
      depth: false,
      stencil: false,
    });
    if (!gl) {
      throw new Reason(
        refusal
          ? msg`this browser offers no WebGL 2 (${refusal}).`
          : msg`this browser offers no WebGL 2.`,
      );
    }
    setWebGLContext(2, gl);
    await activate('webgl');
    const lost = new Promise<void>((resolve) => {
      canvas.addEventListener('webglcontextlost', () => resolve(), { once: true });
    });
    const loseContext = () => gl.getExtension('WEBGL_lose_context')?.loseContext();
    return { name: 'webgl', lost, loseContext };
  },

  async wasm() {
    if (!HAS_WASM) throw new Reason(msg`this browser has no WebAssembly.`);
    const { setWasmPaths, registerWasmKernels } = await fetched(import('./backends/wasm.ts'));
    // Threads gain nothing for models of this size and need cross-origin isolation; their binary is
    // never asked for, but has to be named.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    setWasmPaths({
      'tfjs-backend-wasm.wasm': wasmPlain,
      'tfjs-backend-wasm-simd.wasm': wasmSimd,
      'tfjs-backend-wasm-threaded-simd.wasm': wasmSimd,
    });
    await registerWasmKernels();
    await activate('wasm').catch(async (error: unknown) => {
      throw (await binaryFault()) ?? error;
    });
    return { name: 'wasm', lost: never, loseContext: () => undefined };
  },

  async cpu() {
    await fetched(import('./backends/cpu.ts'));
    await activate('cpu');
    return { name: 'cpu', lost: never, loseContext: () => undefined };
  },
};

/** What is wrong with TensorFlow.js's binary, of which it says no more than that it did not get it; null for nothing. */
async function binaryFault(): Promise<Reason | null> {
  const hasSimd = await tf.env().getAsync('WASM_HAS_SIMD_SUPPORT');
  const address = hasSimd ? wasmSimd : wasmPlain;
  const name = address.split('/').at(-1)!;
  try {
    const response = await fetch(address);
    if (!response.ok) {
      return new Reason(msg`the server answered ${response.status} for ${name}.`);
    }
    await WebAssembly.compile(await response.arrayBuffer());
    return null;
  } catch (error) {
    return new Reason(
      error instanceof TypeError
        ? msg`${name} could not be fetched (${error.message}); check your connection.`
        : msg`${name} is not what it should be (${(error as Error).message}).`,
    );
  }
}
