import { msg } from '#say';
import type { Component, Experiment } from '../experiment.ts';

export const words = {
  id: 'words',
  title: msg`Word by word`,
  question: () =>
    msg`How unexpected is each word to a model that has read it from the left, or around?`,
  asks: msg`Which words surprise?`,
  sees: () =>
    msg`You will see a bar for each word and model: the higher, the greater the <surprisal>surprise</surprisal>.`,
  group: 'guess',
  place: 2,
  needs: ['fillsBlanks', 'writes'],
  view: async (): Component => (await import('./WordsView.tsx')).WordsView,
} as const satisfies Experiment;
