/** The two runs of an experiment in writing: GPT writes on, then BERT fills blanks. */
import type { Sampling } from '../../analysis/prediction/sampling.ts';
import type { PageProps } from '../../view/page/props.ts';
import { useExperimentRun } from '../run/useExperimentRun.ts';
import type { Run } from '../run/useRun.ts';
import { type Filling, fillBlanks } from './fillBlanks.ts';
import { type Writing, writeOnFurther } from './writeOn.ts';

export interface WritingRuns {
  readonly sampling: Sampling;
  readonly right: Run<Writing>;
  readonly left: Run<Filling>;
}

export function useWriting(
  props: Pick<PageProps, 'text' | 'trial' | 'client' | 'status'>,
): WritingRuns {
  const { text, trial } = props;
  const { temperature, topK, topP, seed, count, order, write } = trial;
  const sampling = { temperature, topK, topP };
  const settings = { text, seed, ...sampling, count };

  const right = useExperimentRun(props, writeOnFurther, write ? settings : null);
  const isOver = write && !right.isStale && right.value?.ending != null;
  const left = useExperimentRun(props, fillBlanks, isOver ? { ...settings, order } : null);
  return { sampling, right, left };
}
