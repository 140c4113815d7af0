/** The two runs of an experiment in writing: one model writes on, then one fills blanks. */
import { rolesIn } from '../../analysis/abilities.ts';
import type { Sampling } from '../../analysis/prediction/sampling.ts';
import type { ViewProps } from '../../view/reading/views.ts';
import { useExperimentRun } from '../run/useExperimentRun.ts';
import type { Run } from '../run/useRun.ts';
import { type Filling, fillBlanks } from './fillBlanks.ts';
import { type Writing, writeOnFurther } from './writeOn.ts';

export interface WritingRuns {
  readonly sampling: Sampling;
  readonly written: Run<Writing>;
  readonly filled: Run<Filling>;
}

export function useWriting(
  props: Pick<ViewProps, 'comparison' | 'text' | 'trial' | 'client' | 'status'>,
): WritingRuns {
  const { text, trial } = props;
  const { temperature, topK, topP, seed, count, order, write } = trial;
  const sampling = { temperature, topK, topP };
  const { filler, writer } = rolesIn(props.comparison)!;
  const settings = { text, seed, ...sampling, count };

  const writes = write ? { ...settings, side: writer.side } : null;
  const written = useExperimentRun(props, writeOnFurther, writes);
  const isOver = write && !written.isStale && written.value?.ending != null;
  const fills = isOver ? { ...settings, side: filler.side, order } : null;
  const filled = useExperimentRun(props, fillBlanks, fills);
  return { sampling, written, filled };
}
