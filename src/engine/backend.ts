/**
 * Looks at what the browser can do, and starts one TensorFlow.js backend. Each backend is fetched
 * only when it is started.
 */

import wasmPlain from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm.wasm?url';
import wasmSimd from '@tensorflow/tfjs-backend-wasm/wasm-out/tfjs-backend-wasm-simd.wasm?url';
import * as tf from '@tensorflow/tfjs-core';
import { registerWasmKernels } from '../model/kernels/wasm.ts';
import { registerWebglKernels } from '../model/kernels/webgl.ts';
import { type Facts, isSoftware, LABELS } from './choice.ts';
import { Failure } from './failure.ts';
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
  return { webgl: lookAtWebGL(), wasm: typeof WebAssembly === 'object' };
}

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
  const backend = await START[name]();
  if (!(await tf.setBackend(name))) throw cannotStart(name);
  return backend;
}

/** A backend's own part of the program; what keeps it from coming is the connection. */
async function fetched<Module>(module: Promise<Module>): Promise<Module> {
  return module.catch(() => {
    throw new Failure(
      'offline',
      'A part of the program could not be fetched: check your connection, then press Retry.',
    );
  });
}

const never = new Promise<void>(() => undefined);

const START: Readonly<Record<BackendName, () => Promise<Backend>>> = {
  async webgl() {
    const { setWebGLContext } = await fetched(import('./backends/webgl.ts'));
    registerWebglKernels();
    // The context is made here: TensorFlow.js would refuse software WebGL, which a reader may force,
    // and would not make any in Safari's workers.
    const canvas = new OffscreenCanvas(1, 1);
    const gl = canvas.getContext('webgl2', {
      alpha: false,
      antialias: false,
      depth: false,
      stencil: false,
    });
    if (!gl) throw cannotStart('webgl');
    setWebGLContext(2, gl);
    const lost = new Promise<void>((resolve) => {
      canvas.addEventListener('webglcontextlost', () => resolve(), { once: true });
    });
    const loseContext = () => gl.getExtension('WEBGL_lose_context')?.loseContext();
    return { name: 'webgl', lost, loseContext };
  },

  async wasm() {
    const { setWasmPaths } = await fetched(import('./backends/wasm.ts'));
    // Threads gain nothing for models of this size and need cross-origin isolation; their binary is
    // never asked for, but has to be named.
    tf.env().set('WASM_HAS_MULTITHREAD_SUPPORT', false);
    setWasmPaths({
      'tfjs-backend-wasm.wasm': wasmPlain,
      'tfjs-backend-wasm-simd.wasm': wasmSimd,
      'tfjs-backend-wasm-threaded-simd.wasm': wasmSimd,
    });
    await registerWasmKernels();
    return { name: 'wasm', lost: never, loseContext: () => undefined };
  },

  async cpu() {
    await fetched(import('./backends/cpu.ts'));
    return { name: 'cpu', lost: never, loseContext: () => undefined };
  },
};

function cannotStart(name: BackendName): Failure {
  const hint = name === 'webgl' ? 'turn on hardware acceleration in the browser, or ' : '';
  return new Failure(
    'backend',
    `${LABELS[name]} could not start here: ${hint}choose another backend, for instance with ?backend=${name === 'wasm' ? 'cpu' : 'wasm'} in the address.`,
  );
}
