import type { Component, Experiment } from '../experiment.ts';

export const slot = {
  id: 'slot',
  title: 'One slot',
  question: () =>
    'What does each model put in the place of a word, and what does the right side add?',
  place: 1,
  needs: ['fillsBlanks', 'writes'],
  view: async (): Component => (await import('./SlotView.tsx')).SlotView,
} as const satisfies Experiment;
