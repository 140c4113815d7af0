/** A look through all weights of a file, a head at a time: whether they are what attention is. */
import type { CellPlace, HeadMatrices, RowPlace } from '../../../model/dump.ts';
import type { Dtype } from './arrays.ts';

/** Rows and columns from `from` to before `to`: the others are padding. */
export interface Extent {
  readonly from: number;
  readonly to: number;
}

export interface Survey {
  /** Rows that do not sum to 1, as far as the type of the values can tell, and the one that is off most. */
  readonly rows: number;
  readonly worst: { readonly sum: number; readonly at: RowPlace } | null;
  /** max |row sum − 1|; NaN when a weight is not finite. */
  readonly maxRowError: number;
  /** Of the finite ones. */
  readonly least: number;
  readonly most: number;
  readonly notFinite: { readonly weights: number; readonly at: CellPlace } | null;
  /** The largest finite weight above the diagonal, and where it is. */
  readonly future: { readonly weight: number; readonly at: CellPlace } | null;
  /** The largest that lies on padding, from other rows. */
  readonly padding: number;
}

/** What the sum of `columns` rounded weights may be off by. */
function tolerance(dtype: Dtype, columns: number): number {
  switch (dtype) {
    case 'F16':
      return 4e-3;
    case 'BF16':
      return 2e-2;
    case 'U8':
      return 4e-3 + columns / 2 / 255;
    default:
      return 1e-3;
  }
}

export interface SurveyOptions {
  readonly rows: Extent;
  readonly columns: Extent;
  readonly dtype: Dtype;
  readonly signal?: AbortSignal | undefined;
  /** Called after each layer with the part that has been looked through, 0 to 1. */
  onProgress?: ((part: number) => void) | undefined;
}

export async function survey(
  matrices: Pick<HeadMatrices, 'layers' | 'heads' | 'columns' | 'read'>,
  { rows, columns, dtype, signal, onProgress }: SurveyOptions,
): Promise<Survey> {
  const { layers, heads, columns: width } = matrices;
  const most = tolerance(dtype, columns.to - columns.from);
  let [wrong, error, weights, padding] = [0, 0, 0, 0];
  let [least, largest] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
  let worst: Survey['worst'] = null;
  let firstBad: CellPlace | null = null;
  let future: Survey['future'] = null;
  for (let layer = 0; layer < layers; layer++) {
    for (let head = 0; head < heads; head++) {
      signal?.throwIfAborted();
      const values = await matrices.read(layer, head);
      for (let row = rows.from; row < rows.to; row++) {
        let sum = 0;
        let isWhole = true;
        for (let column = 0; column < width; column++) {
          const weight = values[row * width + column]!;
          if (!Number.isFinite(weight)) {
            weights++;
            isWhole = false;
            firstBad ??= { layer, head, row, column };
            continue;
          }
          sum += weight;
          if (weight < least) least = weight;
          if (weight > largest) largest = weight;
          if (column > row && weight > (future?.weight ?? 0)) {
            future = { weight, at: { layer, head, row, column } };
          }
          const isPadding = column < columns.from || column >= columns.to;
          if (isPadding && weight > padding) padding = weight;
        }
        if (!isWhole) continue;
        const off = Math.abs(sum - 1);
        if (off > most) {
          wrong++;
          if (off > error) worst = { sum, at: { layer, head, row } };
        }
        error = Math.max(error, off);
      }
    }
    onProgress?.((layer + 1) / layers);
  }
  return {
    ...{ rows: wrong, worst, least, most: largest, future, padding },
    maxRowError: firstBad ? Number.NaN : error,
    notFinite: firstBad && { weights, at: firstBad },
  };
}
