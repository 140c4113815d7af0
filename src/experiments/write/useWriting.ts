/** The two runs of an experiment in writing: GPT writes on, then BERT fills blanks. */
import type { Sampling } from '../../analysis/prediction/sampling.ts';
import type { PageProps } from '../../view/page/props.ts';
import { useExperimentRun } from '../run/useExperimentRun.ts';
import type { Run } from '../run/useRun.ts';
import { type Filling, fillBlanks } from './fillBlanks.ts';
import { type Writing, writeOnFurther } from './writeOn.ts';

export interface WritingRuns {
  readonly sampling: Sampling;
  readonly gpt: Run<Writing>;
  readonly bert: Run<Filling>;
}

export function useWriting(
  props: Pick<PageProps, 'text' | 'trial' | 'client' | 'status'>,
): WritingRuns {
  const { text, trial } = props;
  const { temperature, topK, topP, seed, count, order, write } = trial;
  const sampling = { temperature, topK, topP };
  const settings = { text, seed, ...sampling, count };

  const gpt = useExperimentRun(props, writeOnFurther, write ? settings : null);
  const isOver = write && !gpt.isStale && gpt.value?.ending != null;
  const bert = useExperimentRun(props, fillBlanks, isOver ? { ...settings, order } : null);
  return { sampling, gpt, bert };
}
