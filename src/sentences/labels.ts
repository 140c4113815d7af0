/** What the label of a row, or of a column, answers: what its token reads most, or who reads it most. */
import type { AttentionView } from '../analysis/attention/attentionView.ts';
import type { PointedCell } from '../analysis/attention/cell.ts';
import type { Along } from '../analysis/attention/pointed.ts';
import { topReadersOf } from '../analysis/attention/topKeys.ts';
import { hiddenIn, mostRead, namedReadout, nameIn } from './captions.ts';
import { qualifierOf } from './names.ts';
import { percent } from './numbers/percent.ts';
import type { Phrase } from './phrase.ts';

/**
 * @param pointed the cell whose label is meant, on the axes of the attention view
 * @param isNamed whether the model is not named otherwise where this is said
 */
export function labelReadout(
  view: AttentionView,
  pointed: PointedCell,
  along: Along,
  hideSpecials: boolean,
  isNamed = false,
): Phrase {
  const place = pointed[along];
  // What is said of a token that is not there, or not read, names the model.
  if (place === null || place >= view.tokens.length) {
    return namedReadout(view, { row: place, column: place }, hideSpecials);
  }
  const said = along === 'row' ? reading : readers;
  const qualifier = qualifierOf(view);
  return [
    isNamed ? `${view.model.name}: ` : '',
    ...nameIn(view, place),
    ...said(view, place, hideSpecials),
    qualifier ? `, ${qualifier}.` : '.',
  ];
}

function reading(view: AttentionView, row: number, hideSpecials: boolean): Phrase {
  return [' reads most from ', ...mostRead(view, row, hideSpecials, 1)];
}

function readers(view: AttentionView, column: number, hideSpecials: boolean): Phrase {
  const [most, next] = topReadersOf(view, column, hiddenIn(view, hideSpecials));
  if (!most) return [' is read by nothing that is shown'];
  const named = ({ position, weight }: typeof most): Phrase => [
    ...(position === column ? ['itself'] : nameIn(view, position)),
    ` (${percent(weight)})`,
  ];
  return [' is read most by ', ...named(most), ...(next ? [', then by ', ...named(next)] : [])];
}
