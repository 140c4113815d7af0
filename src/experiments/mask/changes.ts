/** By how much attention changed, cell by cell: hatched only where neither mask is open. */

import type { HeadChoice } from '../../analysis/attention/head.ts';
import type { DifferenceData } from '../../figures/difference.ts';
import { attentionChange, type BeforeAfter, cellChange } from './measure.ts';

export function changesOf(
  pair: BeforeAfter,
  choice: HeadChoice,
  isHidden: (position: number) => boolean,
): DifferenceData {
  const values = attentionChange(pair, choice);
  const length = pair.after.tokens.length;
  const states = Array.from(values, (change, at) => {
    if (cellChange(pair, choice.layer, at) === 'forbidden' && change === 0) return 'forbidden';
    return isHidden(Math.floor(at / length)) || isHidden(at % length) ? 'hidden' : 'compared';
  });
  return { values, states };
}
