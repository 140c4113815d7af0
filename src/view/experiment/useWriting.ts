/** The two runs of an experiment in writing: GPT writes on, then BERT fills blanks. */
import { useRef } from 'react';
import type { Draft } from '../../analysis/draft.ts';
import type { Sampling } from '../../analysis/sample.ts';
import { type Filling, fillBlanks } from '../../state/experiments/fillBlanks.ts';
import { type Writing, writeOn } from '../../state/experiments/writeOn.ts';
import { type Run, useRun } from '../../state/useRun.ts';
import type { PageProps } from '../props.ts';

export interface WritingRuns {
  readonly sampling: Sampling;
  readonly gpt: Run<Writing>;
  readonly bert: Run<Filling>;
}

export function useWriting({
  text,
  trial,
  lab,
}: Pick<PageProps, 'text' | 'trial' | 'lab'>): WritingRuns {
  const { temperature, topK, topP, seed, count, order, write } = trial;
  const sampling = { temperature, topK, topP };
  const settings = { text, seed, ...sampling };

  // More or fewer tokens of what is known: only the new ones are drawn.
  const of = JSON.stringify(settings);
  const kept = useRef<{ of: string; written: readonly Draft[] }>({ of, written: [] });
  const gptKey = write ? JSON.stringify({ ...settings, count }) : null;
  const gpt = useRun(gptKey, async function* (signal) {
    const known = kept.current.of === of ? kept.current.written : [];
    for await (const writing of writeOn(lab, { ...settings, count }, signal, known)) {
      const { written } = writing;
      if (kept.current.of !== of || written.length > kept.current.written.length) {
        kept.current = { of, written };
      }
      yield writing;
    }
  });

  const isOver = gptKey !== null && !gpt.isStale && gpt.value?.ending != null;
  const bertKey = isOver ? JSON.stringify({ ...settings, count, order }) : null;
  const bert = useRun(bertKey, (signal) => fillBlanks(lab, { ...settings, count, order }, signal));
  return { sampling, gpt, bert };
}
