/** The experiments: what each is called, the question it answers, and where its code is. */
import type { ReactElement } from 'react';
import { lazily } from '../view/page/lazily.tsx';
import type { ViewProps } from '../view/reading/views.ts';
import type { ExperimentName } from './names.ts';

export interface ExperimentInfo {
  readonly title: string;
  /** What one can find out there, as a question. */
  readonly question: string;
  readonly view: (props: ViewProps) => ReactElement | null;
}

export const EXPERIMENT_INFO: Readonly<Record<ExperimentName, ExperimentInfo>> = {
  slot: {
    title: 'One slot',
    question: 'What does each model put in the place of a word, and what does the right side add?',
    view: lazily(async () => (await import('./slot/SlotView.tsx')).SlotView),
  },
  words: {
    title: 'Word by word',
    question: 'How unexpected is each word to a model that has read it from the left, or around?',
    view: lazily(async () => (await import('./words/WordsView.tsx')).WordsView),
  },
  continue: {
    title: 'Write on',
    question: 'How does GPT go on, and what can BERT do in its place?',
    view: lazily(async () => (await import('./write/WriteView.tsx')).WriteView),
  },
  pair: {
    title: 'Two sentences',
    question: 'Does the second sentence follow the first, and who reads across?',
    view: lazily(async () => (await import('./pair/PairView.tsx')).PairView),
  },
  mask: {
    title: 'Another mask',
    question: 'What changes when the same weights read under another mask?',
    view: lazily(async () => (await import('./mask/MaskView.tsx')).MaskView),
  },
  leak: {
    title: 'Leak probe',
    question: 'Change one token: which places learn of it?',
    view: lazily(async () => (await import('./leak/LeakView.tsx')).LeakView),
  },
  heads: {
    title: 'Heads off',
    question: 'What is lost without a head, and which one matters most here?',
    view: lazily(async () => (await import('./heads/HeadsView.tsx')).HeadsView),
  },
  classify: {
    title: 'Classify',
    question: 'How much of a sentence’s meaning can a small classifier read off each model?',
    view: lazily(async () => (await import('./classify/ClassifyView.tsx')).ClassifyView),
  },
  copy: {
    title: 'In context',
    question: 'Can GPT go on with a pattern that it has only just met, and which heads do it?',
    view: lazily(async () => (await import('./copy/CopyView.tsx')).CopyView),
  },
};
