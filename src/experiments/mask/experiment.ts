import type { Component, Experiment } from '../experiment.ts';

export const mask = {
  id: 'mask',
  title: 'Another mask',
  question: () => 'What changes when the same weights read under another mask?',
  place: 5,
  needs: [],
  view: async (): Component => (await import('./MaskView.tsx')).MaskView,
} as const satisfies Experiment;
