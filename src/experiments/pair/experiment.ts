import { msg } from '#say';
import type { Component, Experiment } from '../experiment.ts';

export const pair = {
  id: 'pair',
  title: msg`Two sentences`,
  question: () => msg`Does the second sentence follow the first, and who reads across?`,
  asks: msg`Does it follow?`,
  sees: (nameOf) =>
    msg`You will see how sure ${nameOf('nextSentence')} is that the second sentence follows, and what the first saves ${nameOf('writes')} in reading it.`,
  group: 'probe',
  place: 8,
  needs: ['nextSentence', 'writes'],
  view: async (): Component => (await import('./PairView.tsx')).PairView,
} as const satisfies Experiment;
