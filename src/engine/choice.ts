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

const WITHOUT_WEBGL: Readonly<Record<Exclude<Facts['webgl'], 'hardware'>, string>> = {
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
  const whyNot = (backend: BackendName) => failed.find(({ name }) => name === backend)?.why;
  const [noWebgl, noWasm, noCpu] = [whyNot('webgl'), whyNot('wasm'), whyNot('cpu')];
  if (facts.webgl === 'hardware' && !noWebgl) {
    return { name: 'webgl', reason: 'WebGL runs on the graphics hardware here.' };
  }
  const lacks = facts.webgl === 'hardware' ? '' : WITHOUT_WEBGL[facts.webgl];
  if (facts.wasm && !noWasm) {
    if (noWebgl) return { name: 'wasm', reason: `${noWebgl} So WASM computes.` };
    const then = facts.webgl === 'software' ? 'so WASM is faster' : 'so WASM computes';
    return { name: 'wasm', reason: `${lacks}, ${then}.` };
  }
  const without = [
    noWebgl ?? `${lacks}.`,
    noWasm ?? (facts.wasm ? null : 'This browser has no WebAssembly.'),
  ].filter((why) => why !== null);
  if (!noCpu) {
    const reason = `${without.join(' ')} So plain JavaScript computes, slowly.`;
    return { name: 'cpu', reason };
  }
  throw new Failure('backend', `Nothing could run the models here. ${without.join(' ')} ${noCpu}`);
}
