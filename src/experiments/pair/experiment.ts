import type { Component, Experiment } from '../experiment.ts';

export const pair = {
  id: 'pair',
  title: 'Two sentences',
  question: () => 'Does the second sentence follow the first, and who reads across?',
  place: 4,
  needs: ['nextSentence', 'writes'],
  view: async (): Component => (await import('./PairView.tsx')).PairView,
} as const satisfies Experiment;
