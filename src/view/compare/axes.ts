/** What the axes of two models' pictures share. */
import { lengthOf, partOf } from '../../analysis/attention/across.ts';
import type { AttentionView } from '../../analysis/attention/attentionView.ts';
import { axisTokens } from '../../analysis/attention/cell.ts';

/** Characters of a label before it is cut off; the models' own tokens are cut off where the text's are shorter. */
const WIDEST_LABEL = 9;
const LEAST_LABEL = 6;

/** What the models' axes share, so that their cells stand at the same places. */
export function axesOf(attentionViews: readonly AttentionView[]): {
  positions: number;
  labelWidth: number;
} {
  const axes = attentionViews.map(axisTokens);
  const lengths = attentionViews.flatMap((view, at) => {
    const part = partOf(view);
    return part ? [lengthOf(part.rows), lengthOf(part.columns)] : [axes[at]!.length];
  });
  const ofText = axes.flat().filter(({ special }) => !special);
  const longest = Math.max(LEAST_LABEL, ...ofText.map(({ label }) => [...label].length));
  return {
    positions: Math.max(...lengths),
    labelWidth: Math.min(WIDEST_LABEL, longest),
  };
}
