/** What a link means, and the link that means it: some of its values follow from the example. */
import { type Message, msg } from '#say';
import { partsOf, readParams } from '../address/encoding.ts';
import { readValues, refusals, writeValues } from '../address/link.ts';
import type { Parameter } from '../address/parameter.ts';
import { type HeadChoice, sameHead } from '../analysis/attention/head.ts';
import { DEFAULT_PRESET, type PresetId, presetOf } from '../examples/presets.ts';
import type { LessonPlace } from '../lesson/places.ts';
import { SIDES, type Side } from '../text/token.ts';
import { HEAD, isParameter, type ParameterName, parameters, type Values } from './parameters.ts';

export type Heads = Readonly<Record<Side, HeadChoice>>;

export const FIRST_HEAD: HeadChoice = { layer: 0, head: 0 };

/** Parts of a link that say nothing of what is looked at: what the models run on, who reads it, and where. */
const AROUND: readonly string[] = ['backend', 'embed', 'fixed', 'lang', 'lesson'];

const isSaid = (name: string): name is ParameterName => isParameter(name) && !AROUND.includes(name);

const NAMES = Object.keys(parameters).filter(isSaid);

const isSame = (name: ParameterName, a: Values, b: Values): boolean =>
  (parameters[name] as Parameter<unknown>).isSame(a[name], b[name]);

/** Whether a link to the values has to say more than what is read. */
const saysMore = (values: Values): boolean =>
  NAMES.some((name) => name !== 'preset' && name !== 'text' && !isSame(name, values, EMPTY));

/**
 * What an example opens with. It may change, to what shows best what the example is about; what a link says
 * that says more, does not.
 */
export function opening(preset: PresetId): Pick<Values, 'bert' | 'gpt' | 'cell'> {
  const { cell, ...heads } = presetOf(preset).opens;
  const [bert, gpt] = SIDES.map((side) => {
    const isUsual = sameHead(heads[side], usualHead({ preset, left: null, right: null }, side));
    return isUsual ? null : heads[side];
  });
  return { bert: bert!, gpt: gpt!, cell };
}

/** What the parameters of an address ask for: an example goes before a text, and one there is without both. */
export function valuesOf(params: URLSearchParams): Values {
  const read = readValues(parameters, params);
  if (read.lesson !== null) return inLesson(read);
  const preset = read.preset ?? (read.text === null ? DEFAULT_PRESET : null);
  const values = { ...read, preset, text: preset ? null : read.text };
  const namesMore = [...params.keys()].some((name) => name !== 'preset' && isSaid(name));
  return preset && !namesMore ? { ...values, ...opening(preset) } : values;
}

/** In the lesson the steps say what is shown; the reader's own sentence goes with them. */
function inLesson({ text, lesson, embed, fixed, backend, lang }: Values): Values {
  const preset = text === null ? DEFAULT_PRESET : null;
  return { ...EMPTY, preset, text, lesson, embed, fixed, backend, lang };
}

/** The same of `?query#fragment`. */
export const valuesOfAddress = (address: string): Values => valuesOf(readParams(partsOf(address)));

/** What an address asks for that the page cannot do, one sentence each; empty when all was understood. */
export function linkProblems(address: string): Message[] {
  const problems = refusals(parameters, address);
  const { preset, text } = readValues(parameters, readParams(partsOf(address)));
  if (preset !== null && text !== null) {
    problems.push(msg`The link names both an example and a text: the example is shown.`);
  }
  return problems;
}

/** Everything as it is where a link does not say it. */
export const EMPTY: Values = {
  ...readValues(parameters, new URLSearchParams()),
  preset: DEFAULT_PRESET,
};

export const textOf = ({ preset, text }: Pick<Values, 'preset' | 'text'>): string =>
  preset ? presetOf(preset).text : (text ?? '');

type Chosen = Pick<Values, 'preset' | 'bert' | 'gpt' | Side>;

/** The head that is shown of a model while nobody has chosen another: examples speak of the page's own models. */
const usualHead = (values: Pick<Chosen, 'preset' | Side>, side: Side): HeadChoice =>
  values.preset && values[side] === null ? presetOf(values.preset).heads[side] : FIRST_HEAD;

export function headsOf(values: Chosen): Heads {
  const { bert, gpt } = values;
  return { left: bert ?? usualHead(values, 'left'), right: gpt ?? usualHead(values, 'right') };
}

/** The values for a text of the reader's own: the heads that are shown stay, whoever has chosen them. */
export function withText(values: Values, text: string): Values {
  const { left, right } = headsOf(values);
  return { ...onNewText(values), preset: null, text, bert: left, gpt: right };
}

/** The values of what is on the screen, which is of this text while a newer one is read. */
export const showing = (values: Values, text: string | null): Values =>
  text === null || text === textOf(values) ? values : withText(values, text);

/** The values without those that go without saying. */
export function plain(values: Values): Values {
  const heads = SIDES.map((side) => {
    const chosen = values[HEAD[side]];
    const isUsual = chosen !== null && sameHead(chosen, usualHead(values, side));
    return [HEAD[side], isUsual ? null : chosen];
  });
  const step = values.view === 'step' ? values.step : parameters.step.fallback;
  return { ...values, ...Object.fromEntries(heads), step };
}

/**
 * What the address says of the values: an example as it opens is only named. One whose link would say
 * nothing but its name, although it is not as it opens, says a head.
 */
export function addressed(values: Values): Values {
  if (values.lesson !== null) {
    const text = values.preset === null ? values.text : null;
    return { ...inLesson({ ...values, text }), preset: null };
  }
  const said = plain(values);
  const { preset } = said;
  if (!preset) return said;
  const named: Values = { ...said, bert: null, gpt: null, cell: null };
  if (saysMore(named)) return said;
  if (!saysMore(said)) return { ...said, bert: usualHead(said, 'left') };
  const opened = { ...said, ...opening(preset) };
  return NAMES.every((name) => isSame(name, said, opened)) ? named : said;
}

/** The address that others get, `?query#fragment`: what the models run on is not what is looked at. */
export const linkTo = (values: Values): string =>
  writeValues(parameters, { ...addressed(values), embed: false, fixed: false, backend: null });

/** The address of a place of the lesson, `?query#fragment`. @param text of the reader's own; null for those prepared */
export const lessonLink = (lesson: LessonPlace, text: string | null): string =>
  writeValues(parameters, { ...EMPTY, preset: null, lesson, text });

/** The values for another text: what pointed at places of the old one, or was written after it, is gone. */
export function onNewText(values: Values): Values {
  const kept = Object.entries(parameters).map(([name, { onNewText: renew }]) => {
    const value = values[name as keyof Values];
    return [name, renew ? (renew as (value: unknown) => unknown)(value) : value];
  });
  return Object.fromEntries(kept);
}
