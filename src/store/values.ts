/** What a link means, and the link that means it: some of its values follow from the example. */
import { partsOf, readParams } from '../address/encoding.ts';
import { readValues, refusals, writeValues } from '../address/link.ts';
import { type HeadChoice, sameHead } from '../analysis/attention/head.ts';
import { DEFAULT_PRESET, presetOf } from '../examples/presets.ts';
import { SIDES, type Side } from '../text/token.ts';
import { HEAD, parameters, type Values } from './parameters.ts';

export type Heads = Readonly<Record<Side, HeadChoice>>;

export const FIRST_HEAD: HeadChoice = { layer: 0, head: 0 };

/** What the parameters of an address ask for: an example goes before a text, and one there is without both. */
export function valuesOf(params: URLSearchParams): Values {
  const read = readValues(parameters, params);
  const preset = read.preset ?? (read.text === null ? DEFAULT_PRESET : null);
  return { ...read, preset, text: preset ? null : read.text };
}

/** The same of `?query#fragment`. */
export const valuesOfAddress = (address: string): Values => valuesOf(readParams(partsOf(address)));

/** What an address asks for that the page cannot do, one sentence each; empty when all was understood. */
export function linkProblems(address: string): string[] {
  const problems = refusals(parameters, address);
  const { preset, text } = readValues(parameters, readParams(partsOf(address)));
  if (preset !== null && text !== null) {
    problems.push('The link names both an example and a text: the example is shown.');
  }
  return problems;
}

/** A link that asks for nothing. */
export const EMPTY: Values = valuesOf(new URLSearchParams());

export const textOf = ({ preset, text }: Pick<Values, 'preset' | 'text'>): string =>
  preset ? presetOf(preset).text : (text ?? '');

/** The head that is shown of a model while nobody has chosen another. */
const usualHead = (preset: Values['preset'], side: Side): HeadChoice =>
  preset ? presetOf(preset).heads[side] : FIRST_HEAD;

export function headsOf({ preset, bert, gpt }: Pick<Values, 'preset' | 'bert' | 'gpt'>): Heads {
  return { left: bert ?? usualHead(preset, 'left'), right: gpt ?? usualHead(preset, 'right') };
}

/** The values without those that go without saying. */
export function plain(values: Values): Values {
  const heads = SIDES.map((side) => {
    const chosen = values[HEAD[side]];
    const isUsual = chosen !== null && sameHead(chosen, usualHead(values.preset, side));
    return [HEAD[side], isUsual ? null : chosen];
  });
  const step = values.view === 'step' ? values.step : parameters.step.fallback;
  return { ...values, ...Object.fromEntries(heads), step };
}

/** The address that others get, `?query#fragment`: what the models run on is not what is looked at. */
export const linkTo = (values: Values): string =>
  writeValues(parameters, { ...plain(values), embed: false, fixed: false, backend: null });

/** The values for another text: what pointed at places of the old one, or was written after it, is gone. */
export function onNewText(values: Values): Values {
  const kept = Object.entries(parameters).map(([name, { onNewText: renew }]) => {
    const value = values[name as keyof Values];
    return [name, renew ? (renew as (value: unknown) => unknown)(value) : value];
  });
  return Object.fromEntries(kept);
}
