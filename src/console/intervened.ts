/** What `run()` may be asked to change about the models: checked, and put as questions to each. */
import type { Engine, Question } from '../engine/protocol.ts';
import type { MaskSpec } from '../model/mask.ts';
import type { HeldTrace } from '../model/trace.ts';
import type { Side } from '../text/token.ts';
import { isName, NAMES, type Name } from './names.ts';

export interface Intervention {
  /** Another mask than the model's own; counts and positions are in tokens, from 0. */
  readonly mask?: Readonly<Partial<Record<Name | Side, MaskSpec>>>;
  /** Heads whose context is replaced by zeros, [layer, head] each, counted from 0. */
  readonly ablate?: Readonly<Partial<Record<Name | Side, readonly Pair[]>>>;
}

type Pair = readonly [layer: number, head: number];

/**
 * The part of a request that changes the models; empty when nothing does.
 *
 * @throws TypeError with a sentence when it has another form.
 */
export function checkIntervention({ mask, ablate }: Record<string, unknown>): Intervention {
  perModel(mask, 'mask', '{ gpt: "bidirectional" }');
  const heads = perModel(ablate, 'ablate', '{ bert: [[0, 2]] }');
  for (const list of Object.values(heads)) {
    const isHead = (each: unknown) =>
      Array.isArray(each) &&
      each.length === 2 &&
      Number.isInteger(each[0]) &&
      Number.isInteger(each[1]);
    // Unlike every(), findIndex() sees the holes of an array, and stops at the first.
    if (!Array.isArray(list) || list.findIndex((each) => !isHead(each)) >= 0) {
      throw new TypeError(
        '"ablate" lists heads as [layer, head], counted from 0, for example { bert: [[0, 2], [3, 1]] }.',
      );
    }
  }
  return {
    ...(mask !== undefined && { mask: mask as NonNullable<Intervention['mask']> }),
    ...(ablate !== undefined && { ablate: ablate as NonNullable<Intervention['ablate']> }),
  };
}

function perModel(value: unknown, name: string, example: string): Record<string, unknown> {
  if (value === undefined) return {};
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject || !Object.keys(value).every(isName)) {
    throw new TypeError(`"${name}" says for "bert", "gpt" or both what to do, such as ${example}.`);
  }
  return value as Record<string, unknown>;
}

/** Both models' traces under an intervention; a model that nothing is done to runs as it is. */
export async function runIntervened(
  engine: Pick<Engine, 'ask'>,
  { mask, ablate }: Intervention,
  asked: (side: Side) => Omit<Question, 'side'>,
): Promise<Record<Side, HeldTrace>> {
  const ask = (side: Side) => {
    const other = mask?.[side] ?? mask?.[NAMES[side]];
    const off = ablate?.[side] ?? ablate?.[NAMES[side]];
    return engine.ask({
      ...asked(side),
      side,
      ...(other !== undefined && { mask: other }),
      ...(off && { ablate: off.map(([layer, head]) => ({ layer, head })) }),
    });
  };
  return { left: await ask('left'), right: await ask('right') };
}
