import type { Component, Experiment } from '../experiment.ts';

export const mask = {
  id: 'mask',
  title: 'Another mask',
  question: () => 'What changes when the same weights read under another mask?',
  asks: 'What if it read otherwise?',
  sees: () =>
    'You will see how attention and guesses change when a model may read what it never could, or no longer what it always could.',
  group: 'break',
  place: 5,
  needs: [],
  view: async (): Component => (await import('./MaskView.tsx')).MaskView,
} as const satisfies Experiment;
