/** Forwards that were interfered with, against what PyTorch computed of the same (see `training/interventions.py`). */

import { expect } from 'vitest';
import type { MaskSpec } from '../../src/model/mask.ts';
import type { ForwardOptions, Model } from '../../src/model/model.ts';
import { maskAt } from '../../src/model/trace.ts';
import { openSafetensors } from '../../src/model/weights/safetensors.ts';
import type { Side } from '../../src/text/token.ts';
import { expectClose } from './close.ts';
import type { Golden, GoldenFiles } from './golden.ts';
import { encodeBoth } from './models.ts';

export interface Intervened {
  readonly file: string;
  readonly model: 'bert' | 'gpt';
  readonly text: string;
  readonly ids: readonly number[];
  /** Where the logits were taken. */
  readonly position: number;
  readonly mask?: MaskSpec;
  readonly maskLayers?: readonly number[];
  /** [layer, head] each. */
  readonly ablate?: readonly (readonly [number, number])[];
}

const FOLDER = 'tests/fixtures/golden';

export async function intervenedCases({ json }: GoldenFiles): Promise<Intervened[]> {
  return (await json(`${FOLDER}/intervened.json`)) as Intervened[];
}

/** What was done, in a few words. */
export function titleOf({ model, mask, maskLayers, ablate }: Intervened): string {
  return JSON.stringify({ model, mask, maskLayers, ablate });
}

/** Fails unless weights, hidden states and probabilities are what PyTorch computed. */
export async function expectIntervened(
  files: GoldenFiles,
  golden: Golden,
  models: Record<Side, Model>,
  entry: Intervened,
  options: ForwardOptions = {},
): Promise<void> {
  const model = models[entry.model === 'bert' ? 'left' : 'right'];
  const { heads: H, layers: L, width: D, headWidth: d, vocabulary: V } = model.config;
  const T = entry.ids.length;
  const fixture = openSafetensors(await files.bytes(`${FOLDER}/${entry.file}`));
  const instead = entry.ablate && fixture.read('instead', [entry.ablate.length, d]);
  const encoding = encodeBoth(golden.tokenizer, entry.text)[entry.model];
  expect(encoding.tokens.map(({ id }) => id)).toEqual(entry.ids);

  const trace = await model.forward(encoding, {
    ...options,
    ...(entry.mask && { mask: entry.mask }),
    ...(entry.maskLayers && { maskLayers: entry.maskLayers }),
    ...(entry.ablate && {
      ablate: entry.ablate.map(([layer, head], i) => ({
        layer,
        head,
        context: instead!.slice(i * d, (i + 1) * d),
      })),
    }),
    positions: [entry.position],
    distributions: true,
    hidden: true,
  });

  const mask = fixture.read('mask', [T, T]);
  for (let layer = 0; layer < L; layer++) {
    const weights = trace.attention.subarray(layer * H * T * T, (layer + 1) * H * T * T);
    const expected = fixture.read(`layers.${layer}.weights`, [H, T, T]);
    expectClose(`weights of layer ${layer}`, weights, expected, { absolute: 1e-4 });
    if (entry.maskLayers?.includes(layer) !== false) {
      expect([...maskAt(trace, layer)]).toEqual([...mask]);
    }
    const output = trace.hidden!.subarray(layer * T * D, (layer + 1) * T * D);
    const hidden = fixture.read(`layers.${layer}.output`, [T, D]);
    expectClose(`output of layer ${layer}`, output, hidden, { absolute: 1e-4, relative: 1e-4 });
  }
  const logits = fixture.read('logits', [V]);
  const largest = Math.max(...logits);
  const exps = Array.from(logits, (logit) => Math.exp(logit - largest));
  const sum = exps.reduce((total, each) => total + each, 0);
  const p = exps.map((each) => each / sum);
  expectClose('probabilities', trace.predictions[0]!.distribution!, p, { absolute: 1e-4 });
}
