import type { Component, Experiment } from '../experiment.ts';

export const classify = {
  id: 'classify',
  title: 'Classify',
  question: () => 'How much of a sentence’s meaning can a small classifier read off each model?',
  place: 8,
  needs: [],
  view: async (): Component => (await import('./ClassifyView.tsx')).ClassifyView,
} as const satisfies Experiment;
