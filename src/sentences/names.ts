/** What heads and attention views are called. Indices count from 0; what a reader sees counts from 1. */
import type { AttentionView } from '../analysis/attention/attentionView.ts';
import type { HeadChoice } from '../analysis/attention/head.ts';

/** "layer 2, head 3" */
export function headName({ layer, head }: HeadChoice): string {
  return `layer ${layer + 1}, head ${head + 1}`;
}

type Shown = Pick<AttentionView, 'of' | 'choice' | 'heads'>;

/** "layer 2, head 3", "mean of layer 2", "rollout, an estimate". */
export function viewName({ of, choice, heads }: Shown): string {
  switch (of) {
    case 'head':
      return headName(choice);
    case 'layer':
      return `mean of layer ${choice.layer + 1}`;
    case 'all':
      return `mean of all ${heads} heads`;
    case 'rollout':
      return 'rollout, an estimate';
  }
}

/** What a picture is headed with: the attention view's name, and that it is of words where it is. */
export function titleOf(view: Shown & Pick<AttentionView, 'unit'>): string {
  return view.unit === 'words' ? `${viewName(view)}, word by word` : viewName(view);
}

/** What a weight in a sentence needs said beside it; or nothing. */
export function qualifierOf({ of }: Pick<AttentionView, 'of'>): string {
  if (of === 'head') return '';
  return of === 'rollout' ? 'as rollout estimates' : 'on average';
}
