/** The sentence below arcs: how many are drawn, and what is not. */
import { msg, plural, t } from '#say';
import type { Arcs } from '../analysis/attention/arcs.ts';
import type { AttentionView } from '../analysis/attention/attentionView.ts';
import { list } from '../language/intl.ts';
import { percent } from './numbers/percent.ts';
import { nameOf, type Phrase, phrase } from './phrase.ts';

/**
 * @param row the place that the arcs start from; null for all
 * @param lists the arcs of each head that is drawn
 * @param threshold the least weight that is drawn
 */
export function arcsSentence(
  attentionView: AttentionView,
  row: number | null,
  lists: readonly Arcs[],
  threshold: number,
): Phrase {
  if (row !== null && row >= attentionView.tokens.length) {
    return [t`${attentionView.model.name} reads nothing here.`];
  }
  const total = (count: (arcs: Arcs) => number) =>
    lists.reduce((sum, each) => sum + count(each), 0);
  const drawn = total(({ drawn }) => drawn.length);
  const faint = total(({ faint }) => faint);
  const hidden = total(({ hidden }) => hidden);
  const omitted = [
    faint > 0 && t`${faint} under ${percent(threshold, 0)}`,
    hidden > 0 && t`${hidden} to or from hidden tokens`,
  ].filter((part) => part !== false);
  const shown =
    row === null
      ? [t`${plural(drawn, { one: '# arc', other: '# arcs' })}`]
      : phrase(
          msg`${plural(drawn, { one: '# arc', other: '# arcs' })} from ${nameOf(attentionView.tokens, row)}`,
        );
  return omitted.length > 0
    ? phrase(msg`${shown}; not drawn: ${list(omitted, 'each')}.`)
    : phrase(msg`${shown}.`);
}
