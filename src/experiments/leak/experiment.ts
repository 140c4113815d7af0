import { msg, t } from '#say';
import type { Component, Experiment } from '../experiment.ts';

export const leak = {
  id: 'leak',
  title: msg`Leak probe`,
  question: () => t`Change one token: which places learn of it?`,
  asks: msg`Who learns of a change?`,
  sees: () =>
    t`You will see a grid of places and layers: the darker, the more a change of one word is felt there; 0 where it never arrives.`,
  group: 'probe',
  place: 7,
  needs: [],
  view: async (): Component => (await import('./LeakView.tsx')).LeakView,
} as const satisfies Experiment;
