/** The sentence below arcs: how many are drawn, and what is not. */
import type { Arcs } from '../analysis/attention/arcs.ts';
import type { AttentionView } from '../analysis/attention/attentionView.ts';
import { percent } from './numbers/percent.ts';
import { nameOf, type Phrase } from './phrase.ts';

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
    return [`${attentionView.model.name} reads nothing here.`];
  }
  const total = (count: (list: Arcs) => number) =>
    lists.reduce((sum, list) => sum + count(list), 0);
  const drawn = total((list) => list.drawn.length);
  const faint = total((list) => list.faint);
  const hidden = total((list) => list.hidden);
  const omitted = [
    faint > 0 && `${faint} under ${percent(threshold, 0)}`,
    hidden > 0 && `${hidden} to or from hidden tokens`,
  ].filter((part) => part !== false);
  const from: Phrase = row === null ? [] : [' from ', ...nameOf(attentionView.tokens, row)];
  return [
    `${drawn} ${drawn === 1 ? 'arc' : 'arcs'}`,
    ...from,
    omitted.length > 0 ? `; not drawn: ${omitted.join(', ')}.` : '.',
  ];
}
