/** What is shown of a comparison, wherever its attention is. */
import { useMemo } from 'react';
import type { AttentionView } from '../../analysis/attention/attentionView.ts';
import type { HeadChoice } from '../../analysis/attention/head.ts';
import type { ViewOptions } from '../../analysis/attention/viewOptions.ts';
import { askAttentionView } from '../../analysis/onDemand/matrices.ts';
import { type Answer, both, made } from '../../analysis/onDemand/question.ts';
import type { Comparison, Trace } from '../../model/trace.ts';
import type { Side } from '../../text/token.ts';
import { useAnswer } from '../kit/useAnswer.ts';

/** A comparison and what is shown of it: they come together. */
export interface Pictures {
  readonly comparison: Comparison;
  readonly attentionViews: Readonly<Record<Side, AttentionView | null>>;
}

type Through = Pick<ViewOptions, 'of' | 'by'>;

/**
 * A comparison is shown as soon as its pictures are here: with most, at once. Until then what was there before.
 *
 * @param shown the head of each model
 */
export function usePictures(
  comparison: Comparison,
  shown: Readonly<Record<Side, HeadChoice>>,
  through: Through,
): Pictures | null {
  const left = useAttentionView(comparison.left, shown.left, through);
  const right = useAttentionView(comparison.right, shown.right, through);
  return useAnswer(
    () =>
      made(both(left, right), ([ofLeft, ofRight]) => ({
        comparison,
        attentionViews: { left: ofLeft, right: ofRight },
      })),
    [comparison, left, right],
  );
}

function useAttentionView(
  trace: Trace | null,
  choice: HeadChoice,
  { of, by }: Through,
): Answer<AttentionView | null> {
  return useMemo(
    () => trace && askAttentionView(trace, choice, { of, by }),
    [trace, choice, of, by],
  );
}
