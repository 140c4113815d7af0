/** What a figure of the lesson opens with, and what its step sees of it. */
import type { HeadChoice } from '../../analysis/attention/head.ts';
import { pointedIn } from '../../analysis/attention/pointed.ts';
import { isHeld } from '../../analysis/onDemand/question.ts';
import { tellingCell } from '../../analysis/steps/tellingCell.ts';
import { headBy, lastWord, wordsReadBy } from '../../lesson/seen.ts';
import type { Figure, Seen } from '../../lesson/step.ts';
import type { FullComparison } from '../../model/trace.ts';
import type { About } from '../../store/about.ts';
import type { Opened } from '../../store/figureStore.ts';
import { HEAD, type Values } from '../../store/parameters.ts';
import { headsOf, opening, textOf, valuesOfAddress } from '../../store/values.ts';
import { isBlank } from '../../text/blank.ts';
import { SIDES, type Side } from '../../text/token.ts';

/** What the link of a figure says, with its example's own heads and cell where these are shown. */
export function figureValues({ link, opens, heads }: Figure): Values {
  const values = valuesOfAddress(link);
  if (opens && values.preset) return { ...values, ...opening(values.preset) };
  // An example's cell is one of the heads that it opens with.
  return heads ? { ...values, cell: null } : values;
}

/**
 * Its heads, and the cell that is held: of a text of the reader's own the reading that the heads single out
 * most, or else that of the last word.
 */
export function openedWith(
  figure: Figure,
  comparison: FullComparison,
): { readonly heads: Readonly<Record<Side, HeadChoice>>; readonly opened: Opened } {
  const values = figureValues(figure);
  const own = headsOf(values);
  const heads = Object.fromEntries(
    SIDES.map((side) => {
      const rule = figure.heads?.[side];
      return [side, (rule && headBy(rule, comparison[side])) || own[side]];
    }),
  ) as Record<Side, HeadChoice>;
  const isPrepared = comparison.text === textOf(values);
  const cell = isPrepared ? values.cell : ownCell(figure, comparison, heads);
  return { heads, opened: { [HEAD.left]: heads.left, [HEAD.right]: heads.right, cell } };
}

type Heads = Readonly<Record<Side, HeadChoice>>;

/** What is held of a text of the reader's own: what its figure is about, or the reading that the heads single out most. */
function ownCell({ opens, holds }: Figure, comparison: FullComparison, heads: Heads) {
  const { left, right } = comparison;
  if (holds === 'blank') return mostOf(left.tokens.findIndex(isBlank), comparison, heads);
  const last = lastWord({ comparison });
  if (holds === 'lastWord' && last !== null)
    return { row: last, column: last, side: 'right' as const };
  if (!opens || !isHeld(left) || !isHeld(right)) return null;
  const telling = tellingCell({ left, right }, heads);
  if (telling || last === null) return telling;
  const there = pointedIn(comparison, { row: last, column: last, side: 'right' });
  return mostOf(there?.left.row ?? -1, comparison, heads);
}

/** Of a row of the left model, the cell of the word that it reads most. */
function mostOf(row: number, comparison: FullComparison, heads: Heads) {
  if (row < 0) return null;
  const [most] = wordsReadBy({ comparison, heads }, row);
  return { row, column: most?.position ?? row, side: 'left' as const };
}

export function seenOf(figure: Figure, comparison: FullComparison, about: About | null): Seen {
  const { heads, opened } = openedWith(figure, comparison);
  return {
    comparison,
    heads,
    cell: opened.cell ? pointedIn(comparison, opened.cell) : null,
    sizes: about && { left: about.left.parameters, right: about.right.parameters },
  };
}
