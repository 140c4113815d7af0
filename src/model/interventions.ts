/**
 * What may be changed about a forward pass without touching a weight: the mask, in all layers or some,
 * and heads that are switched off.
 */
import { tensor1d } from '@tensorflow/tfjs-core';
import type { Encoding } from '../text/token.ts';
import type { HeadAblation } from './attention.ts';
import type { ModelConfig } from './families/family.ts';
import { bidirectional, causal, flipped, type MaskSpec, maskOf, requireKeys } from './mask.ts';

export interface Interventions {
  /** Another mask than the model's own. */
  readonly mask?: MaskSpec;
  /** Cells of the mask to turn over, [row, column] each. */
  readonly flip?: readonly (readonly [number, number])[];
  /** The layers, from 0, that `mask` and `flip` hold for; all by default. */
  readonly maskLayers?: readonly number[];
  /** Heads to switch off. */
  readonly ablate?: readonly Ablation[];
}

/** A head, counted from 0, whose context is replaced, the same for every token. */
export interface Ablation {
  readonly layer: number;
  readonly head: number;
  /** [d]; zeros by default. */
  readonly context?: Float32Array;
}

export const range = (length: number): readonly number[] => Array.from({ length }, (_, i) => i);

/** @throws RangeError when the model has no such head; both count from 0. */
export function requireHead(
  { layer, head }: { readonly layer: number; readonly head: number },
  { layers, heads }: ModelConfig,
): void {
  if (range(layers).includes(layer) && range(heads).includes(head)) return;
  throw new RangeError(
    `There is no head ${head} in layer ${layer}: the model has ${layers} layers of ${heads} heads, counted from 0.`,
  );
}

/** @throws RangeError when a layer or a head is asked for that the model does not have. */
export function checkInterventions(
  { maskLayers = [], ablate = [] }: Interventions,
  config: ModelConfig,
): void {
  for (const ablation of ablate) requireHead(ablation, config);
  const strange = maskLayers.find((layer) => !range(config.layers).includes(layer));
  if (strange !== undefined) {
    throw new RangeError(
      `There is no layer ${strange}: the model has ${config.layers}, counted from 0.`,
    );
  }
}

/** A mask [T, T] for each layer; layers of one mask hold the same array. */
export type LayerMasks = readonly Uint8Array[];

/** @throws MaskError when the mask that is asked for cannot be used. */
export function layerMasks(
  { tokens }: Encoding,
  { can, layers }: ModelConfig,
  { mask, flip, maskLayers }: Interventions,
): LayerMasks {
  const length = tokens.length;
  const own = (can.causal ? causal : bidirectional)(length);
  if (mask === undefined && flip === undefined) return range(layers).map(() => own);
  const named = mask === undefined ? own : maskOf(mask, own, length);
  const other = flip ? flipped(named, flip, length) : named;
  requireKeys(
    other,
    tokens.map(({ label }) => label),
  );
  return range(layers).map((layer) => (maskLayers?.includes(layer) === false ? own : other));
}

/** Makes something of each mask, once where layers share it. */
export function upToLayers<Value>(masks: LayerMasks, make: (mask: Uint8Array) => Value): Value[] {
  const made = new Map([...new Set(masks)].map((mask) => [mask, make(mask)]));
  return masks.map((mask) => made.get(mask)!);
}

/** @throws RangeError when what should stand in a head's place is of another width. */
export function ablationsOf(
  ablate: readonly Ablation[],
  { layers, width, headWidth }: ModelConfig,
): (HeadAblation | null)[] {
  return range(layers).map((layer) => {
    const off = ablate.filter((each) => each.layer === layer);
    if (off.length === 0) return null;
    const on = new Float32Array(width).fill(1);
    const instead = new Float32Array(width);
    for (const { head, context } of off) {
      const from = head * headWidth;
      on.fill(0, from, from + headWidth);
      if (!context) continue;
      if (context.length !== headWidth) {
        throw new RangeError(`A head's context has ${headWidth} numbers, not ${context.length}.`);
      }
      instead.set(context, from);
    }
    return { on: tensor1d(on), instead: tensor1d(instead) };
  });
}
