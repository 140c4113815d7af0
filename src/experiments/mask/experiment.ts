import { msg, t } from '#say';
import type { Component, Experiment } from '../experiment.ts';

export const mask = {
  id: 'mask',
  title: msg`Another mask`,
  question: () => t`What changes when the same weights read under another mask?`,
  asks: msg`What if it read otherwise?`,
  sees: () =>
    t`You will see how attention and guesses change when a model may read what it never could, or no longer what it always could.`,
  group: 'break',
  place: 5,
  needs: [],
  view: async (): Component => (await import('./MaskView.tsx')).MaskView,
} as const satisfies Experiment;
