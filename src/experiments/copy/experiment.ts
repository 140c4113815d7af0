import type { Component, Experiment } from '../experiment.ts';

export const copy = {
  id: 'copy',
  title: 'In context',
  question: (nameOf) =>
    `Can ${nameOf('writes')} go on with a pattern that it has only just met, and which heads do it?`,
  place: 9,
  needs: ['writes'],
  view: async (): Component => (await import('./CopyView.tsx')).CopyView,
} as const satisfies Experiment;
