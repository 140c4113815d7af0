/** What the label of a row, or of a column, answers: what its token reads most, or who reads it most. */
import { msg, t } from '#say';
import type { AttentionView } from '../analysis/attention/attentionView.ts';
import type { PointedCell } from '../analysis/attention/cell.ts';
import type { Along } from '../analysis/attention/pointed.ts';
import { topReadersOf } from '../analysis/attention/topKeys.ts';
import { hiddenIn, mostRead, namedReadout, nameIn } from './captions.ts';
import { qualifierOf } from './names.ts';
import { percent } from './numbers/percent.ts';
import { type Phrase, phrase } from './phrase.ts';

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
  const said = (along === 'row' ? reading : readers)(view, place, hideSpecials);
  const qualifier = qualifierOf(view);
  const sentence = qualifier ? phrase(msg`${said}, ${qualifier}.`) : phrase(msg`${said}.`);
  return isNamed ? phrase(msg`${view.model.name}: ${sentence}`) : sentence;
}

function reading(view: AttentionView, row: number, hideSpecials: boolean): Phrase {
  const [reader, most] = [nameIn(view, row), mostRead(view, row, hideSpecials, 1)];
  return phrase(msg`${reader} reads most from ${most}`);
}

function readers(view: AttentionView, column: number, hideSpecials: boolean): Phrase {
  const name = nameIn(view, column);
  const [most, next] = topReadersOf(view, column, hiddenIn(view, hideSpecials));
  if (!most) return phrase(msg`${name} is read by nothing that is shown`);
  const named = ({ position, weight }: typeof most): Phrase => {
    const reader = position === column ? [t`itself`] : nameIn(view, position);
    return phrase(msg`${reader} (${percent(weight)})`);
  };
  return next
    ? phrase(msg`${name} is read most by ${named(most)}, then by ${named(next)}`)
    : phrase(msg`${name} is read most by ${named(most)}`);
}
