import type { Component, Experiment } from '../experiment.ts';

export const write = {
  id: 'continue',
  title: 'Write on',
  question: (nameOf) =>
    `How does ${nameOf('writes')} go on, and what can ${nameOf('fillsBlanks')} do in its place?`,
  place: 3,
  needs: ['writes', 'fillsBlanks'],
  view: async (): Component => (await import('./WriteView.tsx')).WriteView,
} as const satisfies Experiment;
