import type { Component, Experiment } from '../experiment.ts';

export const heads = {
  id: 'heads',
  title: 'Heads off',
  question: () => 'What is lost without a head, and which one matters most here?',
  place: 7,
  needs: [],
  view: async (): Component => (await import('./HeadsView.tsx')).HeadsView,
} as const satisfies Experiment;
