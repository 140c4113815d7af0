/** Where in a model's matrix is what a paragraph speaks of: outlines in units of cells. */
import { axisTokens, type PointedCell } from '../analysis/attention/cell.ts';
import type { Trace } from '../model/trace.ts';
import { isBlank } from '../text/blank.ts';
import type { Shape } from './step.ts';

type Read = Pick<Trace, 'tokens' | 'unread' | 'mask'>;

const box = (x: number, y: number, width: number, height: number) =>
  `M${x} ${y}h${width}v${height}h${-width}z`;

/** Each cell of some rows, as an outline of its own. */
const cells = (rows: readonly number[], columnOf: (row: number) => number) =>
  rows.map((row) => box(columnOf(row), row, 1, 1)).join('');

/** The outline of what stands above the diagonal: stairs down from the second column. */
function stairs(count: number): string {
  const down = Array.from({ length: count - 2 }, () => 'v1h1').join('');
  return `M1 0${down}v1H${count}V0z`;
}

/**
 * The outline of a shape in a model's matrix; null where that has no such cells.
 *
 * @param cell what is held in this model's tokens
 */
export function outlineOf(shape: Shape, read: Read, cell: PointedCell | null): string | null {
  const count = read.tokens.length;
  const rows = [...read.tokens.keys()];
  const blank = axisTokens(read).findIndex((token) => isBlank(token));
  switch (shape) {
    case 'all':
      return box(0, 0, count, count);
    case 'future':
      return count > 1 && read.mask[1] === 0 ? stairs(count) : null;
    case 'previous':
      return count > 1 ? cells(rows.slice(1), (row) => row - 1) : null;
    case 'next':
      return count > 1 ? cells(rows.slice(0, -1), (row) => row + 1) : null;
    case 'first':
      return box(0, 0, 1, count);
    case 'specials': {
      const columns = rows.filter((at) => read.tokens[at]!.special);
      return columns.map((at) => box(at, 0, 1, count)).join('') || null;
    }
    case 'blank':
      return blank >= 0 && blank < count ? box(0, blank, count, 1) : null;
    case 'row':
      return within(cell?.row, count) ? box(0, cell!.row!, count, 1) : null;
    case 'column':
      return within(cell?.column, count) ? box(cell!.column!, 0, 1, count) : null;
    case 'cell':
      return within(cell?.row, count) && within(cell?.column, count)
        ? box(cell!.column!, cell!.row!, 1, 1)
        : null;
  }
}

const within = (place: number | null | undefined, count: number): boolean =>
  place != null && place < count;
