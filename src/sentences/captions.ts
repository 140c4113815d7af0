/** The page's voice: plain sentences about what is on the screen, each from the data alone. */

import type { Sight, Sights } from '../analysis/attention/attentionView.ts';
import { axisTokens, type Cell, cellState } from '../analysis/attention/cell.ts';
import { maskShape } from '../analysis/attention/maskShape.ts';
import { type Read, readsOfRow, shareOfReading } from '../analysis/attention/topKeys.ts';
import { habitOf } from '../analysis/metrics/dominantPattern.ts';
import { MOSTLY } from '../analysis/metrics/headClasses.ts';
import type { Trace } from '../model/trace.ts';
import type { ModelName } from '../text/token.ts';
import { percent } from './numbers/percent.ts';
import { nameOf, type Phrase } from './phrase.ts';

export const MODEL_TITLES: Readonly<Record<ModelName, string>> = { bert: 'BERT', gpt: 'GPT' };

/** Tells which places the reader has hidden: the special tokens, when the filter is on. */
export function hiddenIn(
  { tokens }: Pick<Trace, 'tokens'>,
  hideSpecials: boolean,
): (position: number) => boolean {
  return (position) => hideSpecials && tokens[position]?.special === true;
}

const looksLeftOnly = ({ mask }: Sight) => maskShape(mask).kind === 'causal';

/** "a token", "a word": what stands at a place of a sight. */
export const UNIT_NOUNS = { tokens: 'token', words: 'word' } as const;

const withArticle = (name: string) => (name.startsWith('mean') ? `the ${name}` : name);

/**
 * One sentence on what the reader is looking at: both models' reading as a whole, or, with a focus,
 * what the focused row reads most in each model.
 *
 * @param focus a place on the sights' axes
 */
export function caption({ bert, gpt }: Sights, focus: Cell | null, hideSpecials: boolean): Phrase {
  const start = bert.unit === 'words' ? 'Word by word, in ' : 'In ';
  const rest = focus === null ? wholeSights(bert, gpt) : oneRow(bert, gpt, focus.row, hideSpecials);
  return [start, ...rest];
}

/** The same of the one model that has arrived. */
export function halfCaption(sight: Sight, focus: Cell | null, hideSpecials: boolean): Phrase {
  const start = sight.unit === 'words' ? 'Word by word, in ' : 'In ';
  const title = MODEL_TITLES[sight.model];
  const where = [`${start}${withArticle(sight.name)}, `];
  if (focus === null) return [...where, `${title}’s ${sight.unit} `, ...readingHabit(sight), '.'];
  if (cellState(sight, { row: focus.row, column: focus.row }) !== 'open') {
    return [...where, `${title} has not read that ${UNIT_NOUNS[sight.unit]}.`];
  }
  return [
    ...where,
    ...nameOf(axisTokens(sight), focus.row),
    ' reads most from ',
    ...mostRead(sight, focus.row, hideSpecials),
    ` in ${title}.`,
  ];
}

function wholeSights(bert: Sight, gpt: Sight): Phrase {
  const where = bert.name === gpt.name ? '' : `in ${withArticle(gpt.name)}, `;
  const limit = looksLeftOnly(gpt) ? ', which may only look left,' : '';
  return [
    `${withArticle(bert.name)}, BERT’s ${bert.unit} `,
    ...readingHabit(bert),
    `; ${where}GPT’s${limit} `,
    ...readingHabit(gpt),
    '.',
  ];
}

function readingHabit(sight: Sight): Phrase {
  const { tokens } = sight;
  const noun = UNIT_NOUNS[sight.unit];
  if (tokens.length === 1) return ['have only themselves to read'];
  const habit = habitOf(sight);
  if (habit === null) {
    const [most] = shareOfReading(sight.weights).entries;
    if (!most) return ['read nothing'];
    return [
      `spread their reading: the largest share, ${percent(most.weight, 0)}, goes to `,
      ...nameOf(tokens, most.position),
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
      return [`${verb} the first token, `, ...nameOf(tokens, 0), amount];
    case 'last':
      return [`${verb} the last token, `, ...nameOf(tokens, tokens.length - 1), amount];
  }
}

function oneRow(bert: Sight, gpt: Sight, row: number, hideSpecials: boolean): Phrase {
  const name = nameOf(axisTokens(bert), row);
  const one = bert.name === gpt.name;
  const start = one ? withArticle(bert.name) : `BERT’s ${bert.name}`;
  const there = one ? 'GPT' : `in GPT’s ${gpt.name}, it`;
  const bertClause = [
    `${start}, `,
    ...name,
    ' reads most from ',
    ...mostRead(bert, row, hideSpecials),
    one ? ' in BERT; ' : '; ',
  ];
  const state = cellState(gpt, { row, column: row });
  if (state === 'unread') return [...bertClause, 'GPT has not read it yet: it stops at the blank.'];
  if (state === 'absent') return [...bertClause, `GPT has no ${UNIT_NOUNS[gpt.unit]} there.`];
  return [
    ...bertClause,
    looksLeftOnly(gpt)
      ? `${there} may only look left, and reads most from `
      : `${there} reads most from `,
    ...mostRead(gpt, row, hideSpecials),
    '.',
  ];
}

function mostRead(sight: Sight, row: number, hideSpecials: boolean): Phrase {
  const isHidden = hiddenIn(sight, hideSpecials);
  const { entries, hidden } = readsOfRow(sight.weights, sight.mask, row, isHidden);
  const [most] = entries;
  if (!most) return [`hidden tokens (${percent(hidden, 0)})`];
  const amount =
    hidden > most.weight
      ? ` (${percent(most.weight, 0)}, besides ${percent(hidden, 0)} from hidden tokens)`
      : ` (${percent(most.weight, 0)})`;
  return [...readName(sight, row, most), amount];
}

function readName({ tokens }: Sight, row: number, { position }: Read): Phrase {
  return position === row ? ['itself'] : nameOf(tokens, position);
}

/** One sentence on one cell of a sight, with the exact weight or why there is none. */
export function readout(sight: Sight, cell: Cell, hideSpecials: boolean): Phrase {
  const title = MODEL_TITLES[sight.model];
  const axis = axisTokens(sight);
  const row = nameOf(axis, cell.row);
  const column = nameOf(axis, cell.column);
  switch (cellState(sight, cell)) {
    case 'absent':
      return [`${title} has no ${UNIT_NOUNS[sight.unit]} there.`];
    case 'unread': {
      const unread = cell.row >= sight.tokens.length ? row : column;
      return [`${title} has not read `, ...unread, ' yet: it stops at the blank.'];
    }
    case 'forbidden': {
      const leak = weightAt(sight, cell);
      const reason: Phrase =
        cell.column > cell.row
          ? [`${title} forbids this: `, ...column, ' comes later.']
          : [`The mask forbids this: `, ...row, ' may not read ', ...column, '.'];
      return leak === 0 ? reason : [...reason, ` Yet ${percent(leak)} leaks through.`];
    }
    case 'open': {
      const isHidden = hiddenIn(sight, hideSpecials);
      const weight = percent(weightAt(sight, cell));
      const source = cell.row === cell.column ? ['itself'] : column;
      const how = sight.qualifier && `, ${sight.qualifier}`;
      const note = isHidden(cell.column) || isHidden(cell.row) ? ', hidden by the filter' : '';
      return [...row, ` reads ${weight} from `, ...source, `${how}${note}.`];
    }
  }
}

function weightAt({ weights, tokens }: Sight, { row, column }: Cell): number {
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
