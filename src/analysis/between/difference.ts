/** What one head of the left model reads more, or less, than one head of the right model, cell by cell. */
import type { Side } from '../../text/token.ts';
import { align } from '../attention/align.ts';
import { cellState } from '../attention/cell.ts';
import type { HeadChoice, WithHeads } from '../attention/head.ts';
import { commonOf } from './common.ts';
import { partnerCell } from './sharedCells.ts';

export interface Difference {
  /** T, the left model's tokens, or words where the two cut the text differently: both axes are its own. */
  readonly size: number;
  /** [T, T], 1 where both models may read the cell. */
  readonly shared: Uint8Array;
  /** [T, T], the left weight less the right one, −1 to 1; 0 where the cell is not shared. */
  readonly values: Float32Array;
}

/**
 * The left model's weight minus the right one's over the cells that both may read.
 *
 * The weights are as each model computed them, not renormalised over the shared cells: the row of a model
 * that looks to the left alone has fewer cells among which to divide its 1, so that two heads with one
 * pattern still differ. Similarity (similarity.ts) allows for that; a difference does not.
 *
 * @throws RangeError when a model has no such head.
 */
export function difference(
  left: WithHeads,
  right: WithHeads,
  heads: Readonly<Record<Side, HeadChoice>>,
): Difference {
  const { left: one, right: other } = commonOf(left, right);
  const size = one.tokens.length;
  const weights = one.weightsOf(heads.left);
  const otherWeights = other.weightsOf(heads.right);
  const partners = align(one.tokens, other.tokens);
  const shared = new Uint8Array(size * size);
  const values = new Float32Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const at = row * size + column;
      const there = partnerCell(partners, { row, column });
      if (!one.mask[at] || cellState(other, there) !== 'open') continue;
      shared[at] = 1;
      values[at] = weights[at]! - otherWeights[there.row * other.tokens.length + there.column]!;
    }
  }
  return { size, shared, values };
}
