import { msg } from '#say';
import type { Component, Experiment } from '../experiment.ts';

export const classify = {
  id: 'classify',
  title: msg`Classify`,
  question: () =>
    msg`How much of a sentence’s meaning can a small <classifier>classifier</classifier> read off each model?`,
  asks: msg`What can be read off?`,
  sees: () =>
    msg`You will see a small classifier on each model learn from labelled sentences, and what both say of yours.`,
  group: 'probe',
  place: 9,
  needs: [],
  view: async (): Component => (await import('./ClassifyView.tsx')).ClassifyView,
} as const satisfies Experiment;
