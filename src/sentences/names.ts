/** What heads and attention views are called. Indices count from 0; what a reader sees counts from 1. */
import { type Message, msg, say, t } from '#say';
import type { AttentionView } from '../analysis/attention/attentionView.ts';
import type { HeadChoice } from '../analysis/attention/head.ts';
import { type Phrase, phrase } from './phrase.ts';

/** "layer 2, head 3" */
export const headName = (choice: HeadChoice): string => say(headMessage(choice));

const headMessage = ({ layer, head }: HeadChoice): Message =>
  msg`layer ${layer + 1}, head ${head + 1}`;

type Shown = Pick<AttentionView, 'of' | 'choice' | 'heads'>;

/** "layer 2, head 3", "mean of layer 2", "rollout, an estimate". */
export const viewName = (view: Shown): string => say(viewMessage(view));

/** The same with its words explained. */
export function viewPhrase({ of, choice, heads }: Shown): Phrase {
  switch (of) {
    case 'head':
      return phrase(
        msg`<layer>layer</layer> ${choice.layer + 1}, <head>head</head> ${choice.head + 1}`,
      );
    case 'layer':
      return phrase(msg`mean of <layer>layer</layer> ${choice.layer + 1}`);
    case 'all':
      return phrase(msg`mean of all ${heads} <head>heads</head>`);
    case 'rollout':
      return phrase(msg`<rollout>rollout</rollout>, an estimate`);
  }
}

/** The same as a message, for what is read by other programs in English. */
export function viewMessage({ of, choice, heads }: Shown): Message {
  switch (of) {
    case 'head':
      return headMessage(choice);
    case 'layer':
      return msg`mean of layer ${choice.layer + 1}`;
    case 'all':
      return msg`mean of all ${heads} heads`;
    case 'rollout':
      return msg`rollout, an estimate`;
  }
}

/** What a picture is headed with: the attention view's name, and that it is of words where it is. */
export function titleOf(view: Shown & Pick<AttentionView, 'unit'>): string {
  return view.unit === 'words' ? t`${viewName(view)}, word by word` : viewName(view);
}

/** What a weight in a sentence needs said beside it; or nothing. */
export function qualifierOf({ of }: Pick<AttentionView, 'of'>): string {
  if (of === 'head') return '';
  return of === 'rollout' ? t`as rollout estimates` : t`on average`;
}
