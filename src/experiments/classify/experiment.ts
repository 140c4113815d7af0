import type { Component, Experiment } from '../experiment.ts';

export const classify = {
  id: 'classify',
  title: 'Classify',
  question: () => 'How much of a sentence’s meaning can a small classifier read off each model?',
  asks: 'What can be read off?',
  sees: () =>
    'You will see a small classifier on each model learn from labelled sentences, and what both say of yours.',
  group: 'probe',
  place: 9,
  needs: [],
  view: async (): Component => (await import('./ClassifyView.tsx')).ClassifyView,
} as const satisfies Experiment;
