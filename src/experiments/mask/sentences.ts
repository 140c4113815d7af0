/** Sentences on what another mask does to a model, each from the data alone. */

import { msg, plural, t } from '#say';
import { areCutAlike } from '../../analysis/attention/align.ts';
import { axisTokens, type Cell } from '../../analysis/attention/cell.ts';
import { type HeadChoice, headWeights } from '../../analysis/attention/head.ts';
import { looksRight } from '../../analysis/attention/maskShape.ts';
import type { Shift, Shifted } from '../../analysis/prediction/shift.ts';
import { list } from '../../language/intl.ts';
import type { FullComparison, Trace } from '../../model/trace.ts';
import { points } from '../../sentences/match.ts';
import { fineBits } from '../../sentences/numbers/fineBits.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { nameOf, nameOfWord, nameUpTo, type Phrase, phrase } from '../../sentences/phrase.ts';
import type { Side, Token } from '../../text/token.ts';
import { inARow } from '../inARow.ts';
import { type BeforeAfter, cellChange, maskedLayers, windowWidth } from './measure.ts';

/** A mask that is chosen by a number. */
export type NamedMask =
  | { readonly prefix: number }
  | { readonly window: number }
  | { readonly hide: number };

/** A mask as the reader has set it. */
export interface MaskSetting {
  readonly mask: 'bidirectional' | 'causal' | NamedMask | null;
  /** How many cells were turned over. */
  readonly painted: number;
}

/**
 * "Under the causal mask", "With *street* hidden from all and 2 cells turned over".
 *
 * @param own the mask that the model reads by itself
 */
export function underMask(
  { mask, painted }: MaskSetting,
  tokens: readonly Token[],
  own: Uint8Array,
): Phrase {
  const cells = t`${plural(painted, { one: '# cell turned over', other: '# cells turned over' })}`;
  if (mask === null) return painted > 0 ? [t`With ${cells}`] : [t`Under its own mask`];
  if (typeof mask === 'string') {
    const under = mask === 'causal' ? t`Under the causal mask` : t`Under the bidirectional mask`;
    return [painted > 0 ? t`${under}, with ${cells}` : under];
  }
  const under = underNumbered(mask, tokens, own);
  return painted > 0 ? phrase(msg`${under} and ${cells}`) : under;
}

function underNumbered(mask: NamedMask, tokens: readonly Token[], own: Uint8Array): Phrase {
  if ('window' in mask) {
    const most = windowWidth(mask.window, own);
    return [
      t`With a window of ${mask.window} (${plural(most, { one: '# token', other: '# tokens' })} at most)`,
    ];
  }
  if ('hide' in mask) return phrase(msg`With ${nameOfWord(tokens, mask.hide)} hidden from all`);
  const last = nameUpTo(tokens, mask.prefix - 1);
  return phrase(msg`With both ways open up to ${last} and only the left from there on`);
}

/** The same, "in layers 1 and 2 only" where the model's other layers keep their own mask. */
function underIn(
  under: Phrase,
  layers: readonly number[],
  { layers: all }: Pick<Trace, 'layers'>,
): Phrase {
  if (layers.length === all) return under;
  const these = list(layers.map((layer) => String(layer + 1)));
  return layers.length === 1
    ? phrase(msg`${under}, in layer ${these} only`)
    : phrase(msg`${under}, in layers ${these} only`);
}

/** What became of the word that came first. */
function fate({ before, after, rankAfter }: Shifted): string {
  const [was, is] = [percent(before), percent(after)];
  const moved = after > before ? t`rises from ${was} to ${is}` : t`falls from ${was} to ${is}`;
  const amount = was === is ? t`keeps its ${is}` : moved;
  return rankAfter === 1 ? t`${amount} and stays first` : t`${amount} and to rank ${rankAfter}`;
}

/** What the experiment shows of one model, in one or two sentences. */
export function maskChangeSentence(
  pair: BeforeAfter,
  setting: MaskSetting,
  shift: Shift | null,
): Phrase {
  const { model, tokens } = pair.after;
  const title = model.name;
  const layers = maskedLayers(pair);
  if (layers.length === 0) {
    const own = setting.mask === null && setting.painted === 0;
    return [
      own
        ? t`${title} reads under its own mask: choose another, or turn cells over below.`
        : t`For ${title} this is its own mask on this text: nothing is changed.`,
    ];
  }
  const under = underIn(underMask(setting, tokens, pair.before.mask), layers, pair.after);
  if (!shift) return phrase(msg`${under}, ${title} has no word to predict here.`);
  const { first, winner } = shift;
  const word = { token: first.label };
  const so = model.can.fillsBlanks
    ? phrase(msg`${under}, ${title}’s first word for the blank (${word}) ${fate(first)}`)
    : phrase(msg`${under}, ${title}’s first word for what comes next (${word}) ${fate(first)}`);
  const away = fineBits(shift.bits);
  if (winner.id === first.id) {
    return phrase(msg`${so}. The whole prediction is ${away} away from what it was.`);
  }
  const instead = { token: winner.label };
  return phrase(
    msg`${so}; ${instead} comes first instead. The whole prediction is ${away} away from what it was.`,
  );
}

/** What of a mask holds for both where the two tokenizers cut the text differently; null where they do not. */
export function cutsSentence({ left, right }: Pick<FullComparison, Side>): string | null {
  if (areCutAlike(axisTokens(left), axisTokens(right))) return null;
  return t`${left.model.name} and ${right.model.name} cut this text into different tokens: words and cells are masked at the same places of the text, and a window counts each model’s own tokens.`;
}

/** One sentence on a cell of the attention: its weights before and after, or what forbids it. */
export function maskChangeReadout(pair: BeforeAfter, choice: HeadChoice, cell: Cell): Phrase {
  const { side, tokens } = pair.after;
  const count = tokens.length;
  const at = cell.row * count + cell.column;
  const named = (position: number) => nameOf(tokens, position, { side, position });
  const row = named(cell.row);
  const column: Phrase = cell.row === cell.column ? [t`itself`] : named(cell.column);
  const before = headWeights(pair.before, choice)[at]!;
  const after = headWeights(pair.after, choice)[at]!;
  const [was, is] = [percent(before), percent(after)];
  switch (cellChange(pair, choice.layer, at)) {
    case 'kept': {
      const gap = after - before;
      if (gap === 0) {
        return phrase(msg`${row} reads ${is} from ${column}, ${was} before: the same.`);
      }
      const size = points(gap);
      return gap > 0
        ? phrase(msg`${row} reads ${is} from ${column}, ${was} before: ${size} more.`)
        : phrase(msg`${row} reads ${is} from ${column}, ${was} before: ${size} less.`);
    }
    case 'opened':
      return phrase(msg`${row} reads ${is} from ${column}, which its own mask forbids.`);
    case 'closed':
      return withLeak(
        phrase(msg`${row} may no longer read ${column}, from which it read ${was}.`),
        after,
      );
    case 'forbidden':
      return withLeak(phrase(msg`${row} may not read ${column} under either mask.`), after);
  }
}

/** A weight where the mask forbids one would be a fault of the model; it is never passed over. */
const withLeak = (said: Phrase, weight: number): Phrase =>
  weight === 0 ? said : inARow(said, [t`Yet ${percent(weight)} leaks through.`]);

type Own = Pick<Trace, 'model' | 'mask'>;

/**
 * One sentence on what the mask does to one model, which is not the same for both; null where its
 * number does not fit what the model reads.
 */
export function maskNote(mask: NamedMask, own: Own): string | null {
  const count = Math.sqrt(own.mask.length);
  const title = own.model.name;
  const both = looksRight(own.mask);
  if ('window' in mask) {
    if (mask.window < 1) return null;
    const beside = mask.window - 1;
    if (beside === 0) return t`${title}: a token reads only itself.`;
    const width = windowWidth(mask.window, own.mask);
    return both
      ? t`${title}: a token reads at most ${plural(width, { one: '# token', other: '# tokens' })}, itself and ${beside} on either side.`
      : t`${title}: a token reads at most ${plural(width, { one: '# token', other: '# tokens' })}, itself and the ${beside} before it.`;
  }
  if ('hide' in mask) {
    if (mask.hide >= count) return null;
    return both
      ? t`${title}: no token reads it, not even itself; it still reads the others.`
      : t`${title}: no token reads it, not even itself; it still reads the others before it.`;
  }
  if (mask.prefix < 1 || mask.prefix > count) return null;
  if (mask.prefix === 1) {
    return both
      ? t`${title}: every token reads only itself and what came before it.`
      : t`${title}: every token reads only itself and what came before it, as ever.`;
  }
  return both
    ? t`${title}: the first ${mask.prefix} tokens read each other both ways; every later one reads only itself and what came before it.`
    : t`${title}: the first ${mask.prefix} tokens read each other both ways; every later one reads only itself and what came before it, as ever.`;
}
