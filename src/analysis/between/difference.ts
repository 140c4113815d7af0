/** What one head of BERT reads more, or less, than one head of GPT, cell by cell. */
import type { Side } from '../../text/token.ts';
import { align } from '../attention/align.ts';
import { cellState } from '../attention/cell.ts';
import { type HeadChoice, headWeights, type WithHeads } from '../attention/head.ts';
import { partnerCell } from './sharedCells.ts';

export interface Difference {
  /** T, the tokens of BERT: both axes are BERT's. */
  readonly size: number;
  /** [T, T], 1 where both models may read the cell. */
  readonly shared: Uint8Array;
  /** [T, T], BERT's weight less GPT's, −1 to 1; 0 where the cell is not shared. */
  readonly values: Float32Array;
}

/**
 * BERT's weight minus GPT's over the cells that both may read.
 *
 * The weights are as each model computed them, not renormalised over the shared cells: GPT's row
 * has fewer cells among which to divide its 1 than BERT's, so that two heads with one pattern still
 * differ. Similarity (similarity.ts) allows for that; a difference does not.
 *
 * @throws RangeError when a model has no such head.
 */
export function difference(
  left: WithHeads,
  right: WithHeads,
  heads: Readonly<Record<Side, HeadChoice>>,
): Difference {
  const size = left.tokens.length;
  const bertWeights = headWeights(left, heads.left);
  const gptWeights = headWeights(right, heads.right);
  const partners = align(left.tokens, right.tokens);
  const shared = new Uint8Array(size * size);
  const values = new Float32Array(size * size);
  for (let row = 0; row < size; row++) {
    for (let column = 0; column < size; column++) {
      const at = row * size + column;
      const there = partnerCell(partners, { row, column });
      if (!left.mask[at] || cellState(right, there) !== 'open') continue;
      shared[at] = 1;
      values[at] = bertWeights[at]! - gptWeights[there.row * right.tokens.length + there.column]!;
    }
  }
  return { size, shared, values };
}
