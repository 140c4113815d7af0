/** Which backend computes, and the sentence that says why. */
import { Failure } from './failure.ts';
import type { BackendChoice, BackendName } from './protocol.ts';
import type { ChooseOptions } from './remote.ts';

/** What a look at the browser found. */
export interface Facts {
  /** `half`: in hardware, but without 32-bit floats. */
  readonly webgl: 'hardware' | 'software' | 'half' | 'none';
  readonly wasm: boolean;
}

export const LABELS: Readonly<Record<BackendName, string>> = {
  webgl: 'WebGL',
  wasm: 'WASM',
  cpu: 'Plain JavaScript',
};

const WITHOUT_WEBGL: Readonly<Record<Facts['webgl'], string>> = {
  hardware: 'WebGL failed here',
  software: 'WebGL would run in software here',
  half: 'WebGL has no 32-bit floats here',
  none: 'This browser offers no WebGL 2',
};

/** Names under which browsers list renderers that are no graphics hardware. */
const SOFTWARE = /swiftshader|llvmpipe|softpipe|lavapipe|software|basic render/i;

export const isSoftware = (renderer: string): boolean => SOFTWARE.test(renderer);

/**
 * The backend asked for, else WebGL where it is hardware with 32-bit floats, else WASM, else plain
 * JavaScript; backends that failed before are passed over unless asked for.
 *
 * @throws Failure backend when none is left.
 */
export function choose(facts: Facts, { forced, failed }: ChooseOptions): BackendChoice {
  if (forced) return { name: forced, reason: `${LABELS[forced]} was asked for.` };
  if (facts.webgl === 'hardware' && !failed.includes('webgl')) {
    return { name: 'webgl', reason: 'WebGL runs on the graphics hardware here.' };
  }
  const why = WITHOUT_WEBGL[facts.webgl];
  if (facts.wasm && !failed.includes('wasm')) {
    const then = facts.webgl === 'software' ? 'so WASM is faster' : 'so WASM computes';
    return { name: 'wasm', reason: `${why}, ${then}.` };
  }
  if (!failed.includes('cpu')) {
    const wasm = facts.wasm ? 'WASM failed' : 'there is no WASM';
    return { name: 'cpu', reason: `${why} and ${wasm}, so plain JavaScript computes, slowly.` };
  }
  throw new Failure(
    'backend',
    'Neither WebGL, WASM nor plain JavaScript could run the models here: try another browser.',
  );
}
