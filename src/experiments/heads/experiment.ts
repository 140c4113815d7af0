import { msg } from '#say';
import type { Component, Experiment } from '../experiment.ts';

export const heads = {
  id: 'heads',
  title: msg`Heads off`,
  question: () => msg`What is lost without a <head>head</head>, and which one matters most here?`,
  asks: msg`What is a head worth?`,
  sees: () => msg`You will see how both models’ guesses change without the heads that are off.`,
  group: 'break',
  place: 6,
  needs: [],
  view: async (): Component => (await import('./HeadsView.tsx')).HeadsView,
} as const satisfies Experiment;
