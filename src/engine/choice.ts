/** Which backend computes, and the sentence that says why. */
import { inEnglish, type Message, msg } from '#say';
import { Failure } from './failure.ts';
import type { BackendChoice, BackendName } from './protocol.ts';
import type { ChooseOptions } from './remote.ts';

/** What a look at the browser found. */
export interface Facts {
  /** `half`: in hardware, but without 32-bit floats. */
  readonly webgl: 'hardware' | 'software' | 'half' | 'none';
  readonly wasm: boolean;
}

export const LABELS: Readonly<Record<BackendName, Message | string>> = {
  webgl: 'WebGL',
  wasm: 'WASM',
  cpu: msg`Plain JavaScript`,
};

type WithoutWebgl = Exclude<Facts['webgl'], 'hardware'>;

const WITHOUT_WEBGL: Readonly<Record<WithoutWebgl, Message>> = {
  software: msg`WebGL would run in software here.`,
  half: msg`WebGL has no 32-bit floats here.`,
  none: msg`This browser offers no WebGL 2.`,
};

const WASM_INSTEAD: Readonly<Record<WithoutWebgl, Message>> = {
  software: msg`WebGL would run in software here, so WASM is faster.`,
  half: msg`WebGL has no 32-bit floats here, so WASM computes.`,
  none: msg`This browser offers no WebGL 2, so WASM computes.`,
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
  if (forced) return chosen(forced, msg`${LABELS[forced]} was asked for.`);
  const whyNot = (backend: BackendName) => failed.find(({ name }) => name === backend)?.why;
  const [noWebgl, noWasm, noCpu] = [whyNot('webgl'), whyNot('wasm'), whyNot('cpu')];
  const { webgl } = facts;
  if (webgl === 'hardware' && !noWebgl) {
    return chosen('webgl', msg`WebGL runs on the graphics hardware here.`);
  }
  if (facts.wasm && !noWasm) {
    const reason = noWebgl
      ? msg`${noWebgl} So WASM computes.`
      : WASM_INSTEAD[webgl as WithoutWebgl];
    return chosen('wasm', reason);
  }
  const without = noWebgl ?? WITHOUT_WEBGL[webgl as WithoutWebgl];
  const lacks = noWasm ?? msg`This browser has no WebAssembly.`;
  const both = msg`${without} ${lacks}`;
  if (!noCpu) return chosen('cpu', msg`${both} So plain JavaScript computes, slowly.`);
  throw new Failure('backend', msg`Nothing could run the models here. ${both} ${noCpu}`);
}

const chosen = (name: BackendName, said: Message): BackendChoice => ({
  name,
  reason: inEnglish(said),
  said,
});
