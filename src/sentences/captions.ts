/** The page's voice: plain sentences about what is on the screen, each from the data alone. */

import { msg, select, t } from '#say';
import { type AttentionView, positionOf } from '../analysis/attention/attentionView.ts';
import {
  axisTokens,
  type Cell,
  cellState,
  type PointedCell,
  wholeCell,
} from '../analysis/attention/cell.ts';
import { maskShape } from '../analysis/attention/maskShape.ts';
import type { Pointed } from '../analysis/attention/pointed.ts';
import { type RankedKey, shareOfReading, topKeysOfRow } from '../analysis/attention/topKeys.ts';
import { dominantPatternOf } from '../analysis/metrics/dominantPattern.ts';
import { MOSTLY } from '../analysis/metrics/headClasses.ts';
import type { Trace } from '../model/trace.ts';
import type { Side } from '../text/token.ts';
import { qualifierOf, viewName } from './names.ts';
import { percent } from './numbers/percent.ts';
import { nameOf, type Phrase, phrase } from './phrase.ts';

/** Tells which places the reader has hidden: the special tokens, when the filter is on. */
export function hiddenIn(
  { tokens }: Pick<Trace, 'tokens'>,
  hideSpecials: boolean,
): (position: number) => boolean {
  return (position) => hideSpecials && tokens[position]?.special === true;
}

const looksLeftOnly = ({ mask }: AttentionView) => maskShape(mask).kind === 'causal';

/** "a token", "a word": what stands at a place of an attention view. */
export const UNIT_NOUNS = { tokens: 'token', words: 'word' } as const;

/** A token of an attention view by its label among others, saying where it stands. */
export function nameIn(view: AttentionView, place: number, among = axisTokens(view)): Phrase {
  return nameOf(among, place, { side: view.side, position: positionOf(view, place) });
}

/** "the mean of layer 2", "layer 2, head 3" */
function withArticle(view: AttentionView): string {
  const isMean = view.of === 'layer' || view.of === 'all';
  return isMean ? `the ${viewName(view)}` : viewName(view);
}

const sameName = (left: AttentionView, right: AttentionView) => viewName(left) === viewName(right);

/**
 * One sentence on what the reader is looking at: the models' reading as a whole, or, with a focus,
 * what the focused row reads most in each model that is there.
 *
 * @param focus a cell on each attention view's axes
 */
export function caption(
  { left, right }: Readonly<Record<Side, AttentionView | null>>,
  focus: Pointed | null,
  hideSpecials: boolean,
): Phrase {
  const only = left === null || right === null ? (left ?? right) : null;
  if (only) return captionOfOne(only, focus?.[only.side] ?? null, hideSpecials);
  if (left === null || right === null) return [];
  const start = left.unit === 'words' ? 'Word by word, in ' : 'In ';
  const rest = focus === null ? wholeSights(left, right) : oneRow(left, right, focus, hideSpecials);
  return [start, ...rest];
}

/** The same of the one model that is there. */
function captionOfOne(
  attentionView: AttentionView,
  focus: PointedCell | null,
  hideSpecials: boolean,
): Phrase {
  const start = attentionView.unit === 'words' ? 'Word by word, in ' : 'In ';
  const title = attentionView.model.name;
  const where = [`${start}${withArticle(attentionView)}, `];
  if (focus === null)
    return [...where, `${title}’s ${attentionView.unit} `, ...readingHabit(attentionView), '.'];
  if (focus.row === null || rowState(attentionView, focus.row) !== 'open') {
    return [...where, `${title} has not read that ${UNIT_NOUNS[attentionView.unit]}.`];
  }
  return [
    ...where,
    ...nameIn(attentionView, focus.row),
    ' reads most from ',
    ...mostRead(attentionView, focus.row, hideSpecials),
    ` in ${title}.`,
  ];
}

function wholeSights(left: AttentionView, right: AttentionView): Phrase {
  const where = sameName(left, right) ? '' : `in ${withArticle(right)}, `;
  const limit = (view: AttentionView) => (looksLeftOnly(view) ? ', which may only look left,' : '');
  return [
    `${withArticle(left)}, ${left.model.name}’s${limit(left)} ${left.unit} `,
    ...readingHabit(left),
    `; ${where}${right.model.name}’s${limit(right)} `,
    ...readingHabit(right),
    '.',
  ];
}

function readingHabit(attentionView: AttentionView): Phrase {
  const { tokens } = attentionView;
  const noun = UNIT_NOUNS[attentionView.unit];
  if (tokens.length === 1) return ['have only themselves to read'];
  const habit = dominantPatternOf(attentionView);
  if (habit === null) {
    const [most] = shareOfReading(attentionView.weights).entries;
    if (!most) return ['read nothing'];
    return [
      `spread their reading: the largest share, ${percent(most.weight, 0)}, goes to `,
      ...nameIn(attentionView, most.position, tokens),
    ];
  }
  const amount = ` (${percent(habit.mean, 0)} on average)`;
  const verb = habit.mean > MOSTLY ? 'mostly read' : 'often read';
  switch (habit.rule) {
    case 'itself':
      return [`${verb} themselves${amount}`];
    case 'previous':
      return [`${verb} the ${noun} just before them${amount}`];
    case 'next':
      return [`${verb} the ${noun} just after them${amount}`];
    case 'first':
      return [`${verb} the first token, `, ...nameIn(attentionView, 0, tokens), amount];
    case 'last':
      return [
        `${verb} the last token, `,
        ...nameIn(attentionView, tokens.length - 1, tokens),
        amount,
      ];
  }
}

/** Whether a model has read the token of a row: every token may read itself. */
const rowState = (view: AttentionView, row: number) => cellState(view, { row, column: row });

function oneRow(
  left: AttentionView,
  right: AttentionView,
  focus: Pointed,
  hideSpecials: boolean,
): Phrase {
  const [first, second] = [left.model.name, right.model.name];
  const [row, rowThere] = [focus.left.row, focus.right.row];
  const name = row === null ? nameIn(right, rowThere!) : nameIn(left, row);
  const one = sameName(left, right);
  const start = one ? withArticle(left) : `${first}’s ${viewName(left)}`;
  const there = one ? second : `in ${second}’s ${viewName(right)}, it`;
  const firstClause =
    row !== null && rowState(left, row) === 'open'
      ? [
          `${start}, `,
          ...name,
          ' reads most from ',
          ...mostRead(left, row, hideSpecials),
          `${one ? ` in ${first}` : ''}${looksLeftOnly(left) ? ', which may only look left' : ''}; `,
        ]
      : row !== null
        ? [`${start}, `, ...name, ` is not read yet by ${first}, which stops at the blank; `]
        : [`${start}, ${first} has no such ${UNIT_NOUNS[left.unit]} as `, ...name, '; '];
  if (rowThere === null) {
    return [...firstClause, `${second} has no ${UNIT_NOUNS[right.unit]} there.`];
  }
  if (rowState(right, rowThere) === 'unread') {
    return [...firstClause, `${second} has not read it yet: it stops at the blank.`];
  }
  return [
    ...firstClause,
    looksLeftOnly(right)
      ? `${there} may only look left, and reads most from `
      : `${there} reads most from `,
    ...mostRead(right, rowThere, hideSpecials),
    '.',
  ];
}

/** What a row reads most, with its weight. @param digits of percentages, after the point */
export function mostRead(
  attentionView: AttentionView,
  row: number,
  hideSpecials: boolean,
  digits = 0,
): Phrase {
  const isHidden = hiddenIn(attentionView, hideSpecials);
  const { entries, hidden } = topKeysOfRow(
    attentionView.weights,
    attentionView.mask,
    row,
    isHidden,
  );
  const [most] = entries;
  if (!most) return [`hidden tokens (${percent(hidden, digits)})`];
  const amount =
    hidden > most.weight
      ? ` (${percent(most.weight, digits)}, besides ${percent(hidden, digits)} from hidden tokens)`
      : ` (${percent(most.weight, digits)})`;
  return [...readName(attentionView, row, most), amount];
}

function readName(view: AttentionView, row: number, { position }: RankedKey): Phrase {
  return position === row ? ['itself'] : nameIn(view, position, view.tokens);
}

/** One sentence on one cell of an attention view, with the exact weight or why there is none. */
export function readout(attentionView: AttentionView, cell: Cell, hideSpecials: boolean): Phrase {
  const model = attentionView.model.name;
  const row = nameIn(attentionView, cell.row);
  const column = nameIn(attentionView, cell.column);
  switch (cellState(attentionView, cell)) {
    case 'absent':
      return phrase(nothingThere(attentionView));
    case 'unread': {
      const unread = cell.row >= attentionView.tokens.length ? row : column;
      return phrase(msg`${model} has not read ${unread} yet: it stops at the blank.`);
    }
    case 'forbidden': {
      const leak = weightAt(attentionView, cell);
      const reason =
        cell.column > cell.row
          ? phrase(msg`${model} forbids this: ${column} comes later.`)
          : phrase(msg`The mask forbids this: ${row} may not read ${column}.`);
      return leak === 0 ? reason : phrase(msg`${reason} Yet ${percent(leak)} leaks through.`);
    }
    case 'open': {
      const isHidden = hiddenIn(attentionView, hideSpecials);
      const weight = percent(weightAt(attentionView, cell));
      const source = cell.row === cell.column ? [t`itself`] : column;
      const qualifier = qualifierOf(attentionView);
      const reads = qualifier
        ? phrase(msg`${row} reads ${weight} from ${source}, ${qualifier}`)
        : phrase(msg`${row} reads ${weight} from ${source}`);
      return isHidden(cell.column) || isHidden(cell.row)
        ? phrase(msg`${reads}, hidden by the filter.`)
        : phrase(msg`${reads}.`);
    }
  }
}

const nothingThere = ({ model: { name }, unit }: AttentionView) =>
  msg`${name} has no ${select(unit, { words: 'word', other: 'token' })} there.`;

/** The same for a place where the model is not named otherwise: "GPT: it reads 32.1% from animal." */
export function namedReadout(
  attentionView: AttentionView,
  pointed: PointedCell,
  hideSpecials: boolean,
): Phrase {
  const title = attentionView.model.name;
  const cell = wholeCell(pointed);
  if (!cell) return phrase(nothingThere(attentionView));
  const said = readout(attentionView, cell, hideSpecials);
  // What is said of a cell that is not open names the model.
  return cellState(attentionView, cell) === 'open' ? phrase(msg`${title}: ${said}`) : said;
}

function weightAt({ weights, tokens }: AttentionView, { row, column }: Cell): number {
  return weights[row * tokens.length + column]!;
}

/** One sentence on what a model's mask lets through. */
export function maskSentence({ mask }: Pick<Trace, 'mask'>): string {
  const { kind, open, total } = maskShape(mask);
  const pairs = total === 1 ? 'pair is' : 'pairs are';
  switch (kind) {
    case 'bidirectional':
      return `All ${total} ${pairs} open: every token may read every token, before it and after it.`;
    case 'causal':
      return `${open} of ${total} ${pairs} open: a token may read itself and what came before it, never what comes later.`;
    case 'other':
      return `${open} of ${total} ${pairs} open, in a pattern that is neither bidirectional nor causal.`;
  }
}
