/** The two runs of an experiment in writing: one model writes on, then one fills blanks. */
import { rolesIn } from '../../analysis/abilities.ts';
import type { Sampling } from '../../analysis/prediction/sampling.ts';
import { textNow } from '../../store/selectors.ts';
import { useParameter, useSelector } from '../../view/kit/store.tsx';
import type { ViewProps } from '../../view/reading/views.ts';
import { useExperimentRun } from '../run/useExperimentRun.ts';
import type { Run } from '../run/useRun.ts';
import { type Filling, fillBlanks } from './fillBlanks.ts';
import { type Beginning, beginningOf } from './prompt.ts';
import { samplingOf, startOf } from './settings.ts';
import { type Writing, writeOnFurther } from './writeOn.ts';

export interface WritingRuns {
  readonly sampling: Sampling;
  /** What is gone on from; null while the text is being read. */
  readonly beginning: Beginning | null;
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
  const [start] = useParameter('start');
  const [write] = useParameter('write');
  const [preset] = useParameter('preset');
  const { filler, writer } = rolesIn(comparison)!;
  // Nothing is read of an empty text, and nothing has to be known of it.
  const isRead = comparison.text === text || text.trim() === '';
  const tokens = comparison.text === text ? writer.tokens : [];
  const beginning = isRead
    ? beginningOf({ text, preset }, tokens, startOf({ start, write }))
    : null;
  const settings = beginning && { text: beginning.prompt, seed, ...sampling, count };

  const writes = settings && { ...settings, side: writer.side };
  const written = useExperimentRun(writeOnFurther, writes);
  const isOver = !written.isStale && written.value?.ending != null;
  const fills = settings && isOver ? { ...settings, side: filler.side, order } : null;
  const filled = useExperimentRun(fillBlanks, fills);
  return { sampling, beginning, written, filled };
}
