/** The page's voice: plain sentences about what is on the screen, each from the data alone. */

import { type Message, msg, plural, select, t } from '#say';
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
import type { Unit } from '../analysis/attention/viewOptions.ts';
import { dominantPatternOf } from '../analysis/metrics/dominantPattern.ts';
import { MOSTLY } from '../analysis/metrics/headClasses.ts';
import type { Trace } from '../model/trace.ts';
import type { Side } from '../text/token.ts';
import { qualifierOf, viewName, viewPhrase } from './names.ts';
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

/** A token of an attention view by its label among others, saying where it stands. */
export function nameIn(view: AttentionView, place: number, among = axisTokens(view)): Phrase {
  return nameOf(among, place, { side: view.side, position: positionOf(view, place) });
}

/** "the mean of layer 2", "layer 2, head 3" */
function withArticle(view: AttentionView): string {
  const isMean = view.of === 'layer' || view.of === 'all';
  return isMean ? t`the ${viewName(view)}` : viewName(view);
}

/** The same with its words explained, for where it is named first. */
function withArticleFirst(view: AttentionView): Phrase {
  const isMean = view.of === 'layer' || view.of === 'all';
  return isMean ? phrase(msg`the ${viewPhrase(view)}`) : viewPhrase(view);
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
  return focus === null ? wholeSights(left, right) : oneRow(left, right, focus, hideSpecials);
}

/** "In layer 2, head 3", "Word by word, in the mean of layer 2" */
const inView = ({ unit }: AttentionView, name: Phrase): Phrase =>
  unit === 'words' ? phrase(msg`Word by word, in ${name}`) : phrase(msg`In ${name}`);

/** The same of the one model that is there. */
function captionOfOne(
  attentionView: AttentionView,
  focus: PointedCell | null,
  hideSpecials: boolean,
): Phrase {
  const { model, unit } = attentionView;
  const { name } = model;
  const where = inView(attentionView, withArticleFirst(attentionView));
  if (focus === null) {
    const habit = readingHabit(attentionView);
    return phrase(
      msg`${where}, ${name}’s ${select(unit, { words: 'words', other: 'tokens' })} ${habit}.`,
    );
  }
  if (focus.row === null || rowState(attentionView, focus.row) !== 'open') {
    return phrase(
      msg`${where}, ${name} has not read that ${select(unit, { words: 'word', other: 'token' })}.`,
    );
  }
  const reader = nameIn(attentionView, focus.row);
  const most = mostRead(attentionView, focus.row, hideSpecials);
  return phrase(msg`${where}, ${reader} reads most from ${most} in ${name}.`);
}

function wholeSights(left: AttentionView, right: AttentionView): Phrase {
  const { model, unit } = left;
  const where = inView(left, withArticleFirst(left));
  const habit = readingHabit(left);
  const first = looksLeftOnly(left)
    ? phrase(
        msg`${where}, ${model.name}’s, which may only look left, ${select(unit, { words: 'words', other: 'tokens' })} ${habit}`,
      )
    : phrase(
        msg`${where}, ${model.name}’s ${select(unit, { words: 'words', other: 'tokens' })} ${habit}`,
      );
  const second = habitBeside(right, sameName(left, right));
  return phrase(msg`${first}; ${second}.`);
}

/** How the other model's tokens read, as the end of the sentence. @param isOne whether the same of both is shown */
function habitBeside(view: AttentionView, isOne: boolean): Phrase {
  const { name } = view.model;
  const habit = readingHabit(view);
  if (isOne) {
    return looksLeftOnly(view)
      ? phrase(msg`${name}’s, which may only look left, ${habit}`)
      : phrase(msg`${name}’s ${habit}`);
  }
  const where = withArticle(view);
  return looksLeftOnly(view)
    ? phrase(msg`in ${where}, ${name}’s, which may only look left, ${habit}`)
    : phrase(msg`in ${where}, ${name}’s ${habit}`);
}

function readingHabit(attentionView: AttentionView): Phrase {
  const { tokens, unit } = attentionView;
  if (tokens.length === 1) return [t`have only themselves to read`];
  const habit = dominantPatternOf(attentionView);
  if (habit === null) {
    const [most] = shareOfReading(attentionView).entries;
    if (!most) return [t`read nothing`];
    const [share, name] = [percent(most.weight, 0), nameIn(attentionView, most.position, tokens)];
    return phrase(msg`spread their reading: the largest share, ${share}, goes to ${name}`);
  }
  const mean = percent(habit.mean, 0);
  const often = habit.mean > MOSTLY ? 'mostly' : 'often';
  switch (habit.rule) {
    case 'itself':
      return phrase(
        msg`${select(often, { mostly: 'mostly read', other: 'often read' })} themselves (${mean} on average)`,
      );
    case 'previous':
      return phrase(
        msg`${select(often, { mostly: 'mostly read', other: 'often read' })} the ${select(unit, { words: 'word', other: 'token' })} just before them (${mean} on average)`,
      );
    case 'next':
      return phrase(
        msg`${select(often, { mostly: 'mostly read', other: 'often read' })} the ${select(unit, { words: 'word', other: 'token' })} just after them (${mean} on average)`,
      );
    case 'first': {
      const first = nameIn(attentionView, 0, tokens);
      return phrase(
        msg`${select(often, { mostly: 'mostly read', other: 'often read' })} the first token, ${first} (${mean} on average)`,
      );
    }
    case 'last': {
      const last = nameIn(attentionView, tokens.length - 1, tokens);
      return phrase(
        msg`${select(often, { mostly: 'mostly read', other: 'often read' })} the last token, ${last} (${mean} on average)`,
      );
    }
  }
}

/** Whether a model has read the token of a row. */
const rowState = (view: AttentionView, row: number) =>
  row < view.tokens.length ? 'open' : cellState(view, { row, column: row });

function oneRow(
  left: AttentionView,
  right: AttentionView,
  focus: Pointed,
  hideSpecials: boolean,
): Phrase {
  const [row, rowThere] = [focus.left.row, focus.right.row];
  const name = row === null ? nameIn(right, rowThere!) : nameIn(left, row);
  const first = rowHere(left, row, name, sameName(left, right), hideSpecials);
  const second = rowBeside(right, rowThere, sameName(left, right), hideSpecials);
  return phrase(msg`${first}; ${second}`);
}

/** @param isOne whether the same of both models is shown */
function rowHere(
  view: AttentionView,
  row: number | null,
  name: Phrase,
  isOne: boolean,
  hideSpecials: boolean,
): Phrase {
  const model = view.model.name;
  const shown = isOne ? withArticleFirst(view) : phrase(msg`${model}’s ${viewPhrase(view)}`);
  const where = inView(view, shown);
  if (row === null) {
    return phrase(
      msg`${where}, ${model} has no such ${select(view.unit, { words: 'word', other: 'token' })} as ${name}`,
    );
  }
  if (rowState(view, row) !== 'open') {
    return phrase(msg`${where}, ${name} is not read yet by ${model}, which stops at the blank`);
  }
  const most = mostRead(view, row, hideSpecials);
  const reads = isOne
    ? phrase(msg`${where}, ${name} reads most from ${most} in ${model}`)
    : phrase(msg`${where}, ${name} reads most from ${most}`);
  return looksLeftOnly(view) ? phrase(msg`${reads}, which may only look left`) : reads;
}

/** What the other model does with the same row, as the end of the sentence. */
function rowBeside(
  view: AttentionView,
  row: number | null,
  isOne: boolean,
  hideSpecials: boolean,
): Phrase {
  const model = view.model.name;
  if (row === null) return phrase(nothingThere(view));
  if (rowState(view, row) === 'unread') {
    return phrase(msg`${model} has not read it yet: it stops at the blank.`);
  }
  const most = mostRead(view, row, hideSpecials);
  if (isOne) {
    return looksLeftOnly(view)
      ? phrase(msg`${model} may only look left, and reads most from ${most}.`)
      : phrase(msg`${model} reads most from ${most}.`);
  }
  const there = t`${model}’s ${viewName(view)}`;
  return looksLeftOnly(view)
    ? phrase(msg`in ${there}, it may only look left, and reads most from ${most}.`)
    : phrase(msg`in ${there}, it reads most from ${most}.`);
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
  const rest = percent(hidden, digits);
  if (!most) return phrase(msg`hidden tokens (${rest})`);
  const [name, weight] = [readName(attentionView, row, most), percent(most.weight, digits)];
  return hidden > most.weight
    ? phrase(msg`${name} (${weight}, besides ${rest} from hidden tokens)`)
    : phrase(msg`${name} (${weight})`);
}

function readName(view: AttentionView, row: number, { position }: RankedKey): Phrase {
  return position === row ? [t`itself`] : nameIn(view, position, view.tokens);
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

/** That a model does not have what the other one has at a place. */
export const nothingThere = ({
  model: { name },
  unit,
}: {
  readonly model: Pick<Trace['model'], 'name'>;
  readonly unit: Unit;
}): Message => msg`${name} has no ${select(unit, { words: 'word', other: 'token' })} there.`;

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
  switch (kind) {
    case 'bidirectional':
      return t`${plural(total, { one: 'All # pair is', other: 'All # pairs are' })} open: every token may read every token, before it and after it.`;
    case 'causal':
      return t`${open} of ${plural(total, { one: '# pair is', other: '# pairs are' })} open: a token may read itself and what came before it, never what comes later.`;
    case 'other':
      return t`${open} of ${plural(total, { one: '# pair is', other: '# pairs are' })} open, in a pattern that is neither bidirectional nor causal.`;
  }
}
