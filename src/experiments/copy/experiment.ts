import { msg } from '#say';
import type { Component, Experiment } from '../experiment.ts';

export const copy = {
  id: 'copy',
  title: msg`In context`,
  question: (nameOf) =>
    msg`Can ${nameOf('writes')} go on with a pattern that it has only just met, and which <head>heads</head> do it?`,
  asks: msg`Can it copy?`,
  sees: (nameOf) =>
    msg`You will see how much less the same words surprise ${nameOf('writes')} the second time, and the heads that look up the first.`,
  group: 'write',
  place: 4,
  needs: ['writes'],
  view: async (): Component => (await import('./CopyView.tsx')).CopyView,
} as const satisfies Experiment;
