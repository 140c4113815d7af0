/** Every parameter of the page's link. Each is spelled here or in the settings of its experiment, and nowhere else. */
import { msg } from '#say';
import { type Kind, parameter, pointing, type ValuesOf } from '../address/parameter.ts';
import {
  eitherOf,
  flag,
  head,
  headList,
  isAttention,
  MAX_TEXT,
  oneOf,
  placedCell,
  source,
  textUpTo,
  wholeIn,
} from '../address/values.ts';
import type { HeadChoice } from '../analysis/attention/head.ts';
import { PICTURES, SUBJECTS, UNITS } from '../analysis/attention/viewOptions.ts';
import { METRICS } from '../analysis/metrics/metricNames.ts';
import { STEPS } from '../analysis/steps/stepNames.ts';
import { BACKENDS } from '../engine/protocol.ts';
import { presetIds } from '../examples/presets.ts';
import { classifyParameters } from '../experiments/classify/settings.ts';
import { headsParameters } from '../experiments/heads/settings.ts';
import { leakParameters } from '../experiments/leak/settings.ts';
import { maskParameters } from '../experiments/mask/settings.ts';
import { chosenExperiment } from '../experiments/names.ts';
import { pairParameters } from '../experiments/pair/settings.ts';
import { seed } from '../experiments/seed.ts';
import { writeParameters } from '../experiments/write/settings.ts';
import { languages } from '../language/languages.ts';
import { type LessonPlace, readPlace, writePlace } from '../lesson/places.ts';
import { SCOPES, VIEWS } from './choices.ts';

/** At most this many heads are drawn over each other. */
export const MAX_ALSO = 3;

const NONE: readonly HeadChoice[] = [];

/** Attention from a file is of one text; the page's own model reads another. */
const ofAnyText = (from: string | null) => (isAttention(from) ? null : from);

const lessonPlace: Kind<LessonPlace> = {
  hint: msg`a step of the lesson such as 4.2, a chapter such as 4, or words`,
  parse: readPlace,
  write: writePlace,
  isSame: (a, b) => writePlace(a) === writePlace(b),
};

export const parameters = {
  /** The example on the screen; null for a text of the reader's own. */
  preset: parameter(oneOf(presetIds, msg`an example's name, one of ${presetIds.join(', ')}`), null),
  /** The reader's own text; null where there is an example. */
  text: parameter(textUpTo(MAX_TEXT), null),
  /** Where the models are from; null for those that ship with the page. */
  left: parameter(source, null, ofAnyText),
  right: parameter(source, null, ofAnyText),
  /** The chosen heads; null for the example's, or the first. */
  bert: parameter(head, null),
  gpt: parameter(head, null),
  /** The cell that a click holds. */
  cell: pointing(placedCell, null),
  /** Whether special tokens are outlined rather than weighed. */
  specials: parameter(flag('hide'), false),
  view: parameter(oneOf(VIEWS), 'compare'),
  /** The step of Step through, from 1. */
  step: parameter(wholeIn({ least: 1, most: STEPS.length, noun: msg`a number` }), 1),
  of: parameter(oneOf(SUBJECTS), 'head'),
  by: parameter(oneOf(UNITS), 'tokens'),
  show: parameter(oneOf(PICTURES), 'matrix'),
  /** Whether a long text's matrix is shown whole, however small its cells are. */
  fit: parameter(flag('yes'), false),
  bertAlso: parameter(headList(MAX_ALSO), NONE),
  gptAlso: parameter(headList(MAX_ALSO), NONE),
  /** A head of each model whose matrix stands beside the chosen one's; null for none. */
  bertBeside: parameter(head, null),
  gptBeside: parameter(head, null),
  /** What overviews and tables are sorted by; null for the models' own order. */
  sort: parameter(oneOf(METRICS), null),
  /** What metrics are taken over. */
  over: parameter(oneOf(SCOPES), 'text'),
  try: chosenExperiment,
  ...pairParameters,
  ...writeParameters,
  seed,
  ...maskParameters,
  ...leakParameters,
  ...headsParameters,
  ...classifyParameters,
  /** Where the reader is in the lesson; null outside of it. */
  lesson: parameter(lessonPlace, null),
  /** Whether the page is a picture in another page, and whether its sentence can be typed over there. */
  embed: parameter(flag('1'), false),
  fixed: parameter(flag('1'), false),
  /** The language of the page; null for the reader's own. */
  lang: parameter(eitherOf(languages), null),
  /** What the models run on: of the engine, not of what is looked at. */
  backend: parameter(eitherOf(BACKENDS), null),
};

export type Values = ValuesOf<typeof parameters>;
export type ParameterName = keyof Values;

/** Whether the page knows a parameter. */
export const isParameter = (name: string): name is ParameterName => Object.hasOwn(parameters, name);

/** The names of left and right. */
export const HEAD = { left: 'bert', right: 'gpt' } as const;
export const ALSO = { left: 'bertAlso', right: 'gptAlso' } as const;
export const SECOND = { left: 'bertBeside', right: 'gptBeside' } as const;
