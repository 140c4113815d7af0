/** An attention view as arcs: the pairs that read each other enough to be drawn, and how many do not. */
import type { AttentionView } from './attentionView.ts';

export interface Arc {
  readonly row: number;
  readonly column: number;
  /** The weight as the model computed it, 0 to 1. */
  readonly weight: number;
}

export interface Arcs {
  /** Lightest first, so that the strongest are drawn on top. */
  readonly drawn: readonly Arc[];
  /** Allowed pairs whose weight is below the threshold, or not a number. */
  readonly faint: number;
  /** Pairs that the reader has hidden. */
  readonly hidden: number;
}

/**
 * The arcs from one place, or from all. A pair that the mask forbids never has one, whatever its
 * weight; the heatmap and the health line show a leak.
 *
 * @param row the place that the arcs start from; null for every place
 * @param threshold the least weight that is drawn
 */
export function arcsOf(
  { weights, mask, tokens }: Pick<AttentionView, 'weights' | 'mask' | 'tokens'>,
  row: number | null,
  threshold: number,
  isHidden: (place: number) => boolean,
): Arcs {
  const length = tokens.length;
  const drawn: Arc[] = [];
  let faint = 0;
  let hidden = 0;
  const from = row ?? 0;
  const to = row === null ? length : Math.min(length, row + 1);
  for (let each = from; each < to; each++) {
    for (let column = 0; column < length; column++) {
      const at = each * length + column;
      const weight = weights[at]!;
      if (!mask[at]) continue;
      if (isHidden(each) || isHidden(column)) hidden++;
      else if (weight >= threshold) drawn.push({ row: each, column, weight });
      else faint++;
    }
  }
  return { drawn: drawn.sort((a, b) => a.weight - b.weight), faint, hidden };
}

/** Which way a place may read at all: null where the text has nothing on that side. */
export interface Sides {
  readonly before: boolean | null;
  readonly after: boolean | null;
}

/**
 * For each place, whether the mask lets it read anything before it and anything after it. Of cross-attention
 * nothing is said of either: the text that is read stands before the one that reads.
 */
export function sidesOf({
  mask,
  tokens,
  across,
}: Pick<AttentionView, 'mask' | 'tokens' | 'across'>): Sides[] {
  if (across !== undefined) return tokens.map(() => ({ before: null, after: null }));
  const length = tokens.length;
  return tokens.map((_, row) => {
    const line = mask.subarray(row * length, (row + 1) * length);
    return {
      before: row === 0 ? null : line.subarray(0, row).includes(1),
      after: row === length - 1 ? null : line.subarray(row + 1).includes(1),
    };
  });
}
