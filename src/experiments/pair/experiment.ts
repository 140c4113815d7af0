import type { Component, Experiment } from '../experiment.ts';

export const pair = {
  id: 'pair',
  title: 'Two sentences',
  question: () => 'Does the second sentence follow the first, and who reads across?',
  asks: 'Does it follow?',
  sees: (nameOf) =>
    `You will see how sure ${nameOf('nextSentence')} is that the second sentence follows, and what the first saves ${nameOf('writes')} in reading it.`,
  group: 'probe',
  place: 8,
  needs: ['nextSentence', 'writes'],
  view: async (): Component => (await import('./PairView.tsx')).PairView,
} as const satisfies Experiment;
