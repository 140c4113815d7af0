/** The two runs of an experiment in writing: one model writes on, then one fills blanks. */
import { rolesIn } from '../../analysis/abilities.ts';
import type { Sampling } from '../../analysis/prediction/sampling.ts';
import { textNow } from '../../store/selectors.ts';
import { useParameter, useSelector } from '../../view/kit/store.tsx';
import type { ViewProps } from '../../view/reading/views.ts';
import { useExperimentRun } from '../run/useExperimentRun.ts';
import type { Run } from '../run/useRun.ts';
import { type Filling, fillBlanks } from './fillBlanks.ts';
import { samplingOf } from './settings.ts';
import { type Writing, writeOnFurther } from './writeOn.ts';

export interface WritingRuns {
  readonly sampling: Sampling;
  readonly written: Run<Writing>;
  readonly filled: Run<Filling>;
}

export function useSampling(): Sampling {
  const [temperature] = useParameter('temperature');
  const [topk] = useParameter('topk');
  const [topp] = useParameter('topp');
  return samplingOf({ temperature, topk, topp });
}

export function useWriting({ comparison }: Pick<ViewProps, 'comparison'>): WritingRuns {
  const text = useSelector(textNow);
  const sampling = useSampling();
  const [seed] = useParameter('seed');
  const [count] = useParameter('count');
  const [order] = useParameter('order');
  const [write] = useParameter('write');
  const { filler, writer } = rolesIn(comparison)!;
  const settings = { text, seed, ...sampling, count };

  const writes = write ? { ...settings, side: writer.side } : null;
  const written = useExperimentRun(writeOnFurther, writes);
  const isOver = write && !written.isStale && written.value?.ending != null;
  const fills = isOver ? { ...settings, side: filler.side, order } : null;
  const filled = useExperimentRun(fillBlanks, fills);
  return { sampling, written, filled };
}
