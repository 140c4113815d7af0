/** What links call the experiments, and the one that is chosen. */
import { parameter } from '../address/parameter.ts';
import { oneOf } from '../address/values.ts';
import { EXPERIMENTS, type ExperimentName } from './experiments.ts';

export { EXPERIMENTS, type ExperimentName };

export const chosenExperiment = parameter(oneOf(EXPERIMENTS), 'slot');
