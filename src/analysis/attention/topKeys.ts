/** What a token reads, and what a whole head reads: rankings of one head's weights. */
import type { AttentionView } from './attentionView.ts';

export interface RankedKey {
  readonly position: number;
  /** The softmax weight as the model computed it, 0 to 1; never renormalised. */
  readonly weight: number;
}

export interface TopKeys {
  /** Largest weight first; equal weights in reading order. Without the hidden positions. */
  readonly entries: readonly RankedKey[];
  /** The sum of what is hidden: entries and this together make the whole row. */
  readonly hidden: number;
}

type IsHidden = (position: number) => boolean;

const nothing: IsHidden = () => false;

function rank(weights: ArrayLike<number>, isHidden: IsHidden): TopKeys {
  const entries: RankedKey[] = [];
  let hidden = 0;
  for (let position = 0; position < weights.length; position++) {
    const weight = weights[position]!;
    if (isHidden(position)) hidden += weight;
    else entries.push({ position, weight });
  }
  return { entries: entries.sort((a, b) => b.weight - a.weight), hidden };
}

/**
 * What one token reads, most first.
 *
 * @param weights one head, [T, T]
 * @param mask [T, T]; positions that the row may not read are left out
 */
export function topKeysOfRow(
  weights: Float32Array,
  mask: Uint8Array,
  row: number,
  isHidden: IsHidden = nothing,
): TopKeys {
  const length = Math.sqrt(weights.length);
  const start = row * length;
  const { entries, hidden } = rank(weights.subarray(start, start + length), isHidden);
  return { entries: entries.filter(({ position }) => mask[start + position]), hidden };
}

/** The position that a row reads most, or the row itself where it reads nothing that is not hidden. */
export function mostReadBy(
  { weights, mask }: { readonly weights: Float32Array; readonly mask: Uint8Array },
  row: number,
  isHidden: IsHidden = nothing,
): number {
  return topKeysOfRow(weights, mask, row, isHidden).entries[0]?.position ?? row;
}

/**
 * Who reads one token, most first: the rows that may, each with its weight in that column.
 *
 * @param weights one head, [T, T]
 * @param mask [T, T]
 */
export function topReadersOf(
  { weights, mask }: { readonly weights: Float32Array; readonly mask: Uint8Array },
  column: number,
  isHidden: IsHidden = nothing,
): readonly RankedKey[] {
  const length = Math.sqrt(weights.length);
  const at = (row: number) => row * length + column;
  const inColumn = Array.from({ length }, (_, row) => weights[at(row)]!);
  return rank(inColumn, isHidden).entries.filter(({ position }) => mask[at(position)]);
}

/**
 * Where a whole head's reading goes: the sum of each column over the number of rows, so that the
 * shares of all T columns add up to 1 in either model. Hidden rows still count. Of cross-attention only the
 * rows that read count, and only the columns that are read.
 */
export function shareOfReading(
  { weights, across }: Pick<AttentionView, 'weights' | 'across'>,
  isHidden: IsHidden = nothing,
): TopKeys {
  const length = Math.sqrt(weights.length);
  const rows = length - (across ?? 0);
  const shares = new Float64Array(across ?? length);
  for (let index = 0; index < weights.length; index++) {
    const column = index % length;
    if (column < shares.length) shares[column]! += weights[index]! / rows;
  }
  return rank(shares, isHidden);
}
