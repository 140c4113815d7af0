import { msg } from '#say';
import type { Component, Experiment } from '../experiment.ts';

export const slot = {
  id: 'slot',
  title: msg`One slot`,
  question: () =>
    msg`What does each model put in the place of a word, and what does the right side add?`,
  asks: msg`What stands in a word’s place?`,
  sees: () =>
    msg`You will see what each model would put there, and how many <bit>bits</bit> the words to the right are worth.`,
  group: 'guess',
  place: 1,
  needs: ['fillsBlanks', 'writes'],
  view: async (): Component => (await import('./SlotView.tsx')).SlotView,
} as const satisfies Experiment;
