/** Models of one name, told apart by their places in the page's language. */
import { select, t } from '#say';
import type { Comparison, Trace } from '../model/trace.ts';
import { SIDES } from '../text/token.ts';

/** A reading whose model is called as the page's language calls it: beside another of its name, with its place. */
export function namedHere<Read extends Pick<Trace, 'model' | 'side'>>(read: Read): Read {
  const { model, side } = read;
  const { plain } = model;
  if (!plain) return read;
  const said = (which: 'title' | 'name') =>
    plain[which] === model[which]
      ? plain[which]
      : t`${plain[which]} (${select(side, { left: 'left', other: 'right' })})`;
  return { ...read, model: { ...model, title: said('title'), name: said('name') } };
}

/** The same of a comparison. */
export function toldApartHere(comparison: Comparison): Comparison {
  if (!SIDES.some((side) => comparison[side]?.model.plain)) return comparison;
  const [left, right] = SIDES.map((side) => comparison[side] && namedHere(comparison[side]));
  return { ...comparison, left: left ?? null, right: right ?? null };
}
