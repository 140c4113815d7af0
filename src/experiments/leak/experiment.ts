import { msg } from '#say';
import type { Component, Experiment } from '../experiment.ts';

export const leak = {
  id: 'leak',
  title: msg`Leak probe`,
  question: () => msg`Change one <token>token</token>: which places learn of it?`,
  asks: msg`Who learns of a change?`,
  sees: () =>
    msg`You will see a grid of places and <layer>layers</layer>: the darker, the more a change of one word is felt there; 0 where it never arrives.`,
  group: 'probe',
  place: 7,
  needs: [],
  view: async (): Component => (await import('./LeakView.tsx')).LeakView,
} as const satisfies Experiment;
