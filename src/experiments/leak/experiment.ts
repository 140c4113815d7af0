import type { Component, Experiment } from '../experiment.ts';

export const leak = {
  id: 'leak',
  title: 'Leak probe',
  question: () => 'Change one token: which places learn of it?',
  place: 6,
  needs: [],
  view: async (): Component => (await import('./LeakView.tsx')).LeakView,
} as const satisfies Experiment;
