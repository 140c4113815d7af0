import { msg } from '#say';
import type { Component, Experiment } from '../experiment.ts';

export const mask = {
  id: 'mask',
  title: msg`Another mask`,
  question: () =>
    msg`What changes when the same <weights>weights</weights> read under another <mask>mask</mask>?`,
  asks: msg`What if it read otherwise?`,
  sees: () =>
    msg`You will see how <attention>attention</attention> and guesses change when a model may read what it never could, or no longer what it always could.`,
  group: 'break',
  place: 5,
  needs: [],
  view: async (): Component => (await import('./MaskView.tsx')).MaskView,
} as const satisfies Experiment;
