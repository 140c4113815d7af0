/** The two runs of an experiment in writing: GPT writes on, then BERT fills blanks. */
import type { Sampling } from '../../analysis/prediction/sampling.ts';
import { textNow } from '../../store/selectors.ts';
import { useParameter, useSelector } from '../../view/kit/store.tsx';
import { useExperimentRun } from '../run/useExperimentRun.ts';
import type { Run } from '../run/useRun.ts';
import { type Filling, fillBlanks } from './fillBlanks.ts';
import { samplingOf } from './settings.ts';
import { type Writing, writeOnFurther } from './writeOn.ts';

export interface WritingRuns {
  readonly sampling: Sampling;
  readonly right: Run<Writing>;
  readonly left: Run<Filling>;
}

export function useSampling(): Sampling {
  const [temperature] = useParameter('temperature');
  const [topk] = useParameter('topk');
  const [topp] = useParameter('topp');
  return samplingOf({ temperature, topk, topp });
}

export function useWriting(): WritingRuns {
  const text = useSelector(textNow);
  const sampling = useSampling();
  const [seed] = useParameter('seed');
  const [count] = useParameter('count');
  const [order] = useParameter('order');
  const [write] = useParameter('write');
  const settings = { text, seed, ...sampling, count };

  const right = useExperimentRun(writeOnFurther, write ? settings : null);
  const isOver = write && !right.isStale && right.value?.ending != null;
  const left = useExperimentRun(fillBlanks, isOver ? { ...settings, order } : null);
  return { sampling, right, left };
}
