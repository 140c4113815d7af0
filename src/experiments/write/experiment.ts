import { msg } from '#say';
import type { Component, Experiment } from '../experiment.ts';

export const write = {
  id: 'continue',
  title: msg`Write on`,
  question: (nameOf) =>
    msg`How does ${nameOf('writes')} go on, and what can ${nameOf('fillsBlanks')} do in its place?`,
  asks: msg`How does it go on?`,
  sees: (nameOf) =>
    msg`You will see ${nameOf('writes')} go on from an unfinished beginning, each word with what it was drawn from, and ${nameOf('fillsBlanks')} at the same task.`,
  group: 'write',
  place: 3,
  needs: ['writes', 'fillsBlanks'],
  view: async (): Component => (await import('./WriteView.tsx')).WriteView,
} as const satisfies Experiment;
