/** Which experiments there are, one after the other as they are offered: from what each model says to what it is good for. */
import { parameter } from '../address/parameter.ts';
import { oneOf } from '../address/values.ts';

export const EXPERIMENTS = [
  'slot',
  'words',
  'continue',
  'pair',
  'mask',
  'leak',
  'heads',
  'classify',
  'copy',
] as const;
export type ExperimentName = (typeof EXPERIMENTS)[number];

export const chosenExperiment = parameter(oneOf(EXPERIMENTS), 'slot');
