/** Sentences on what another mask does to a model, each from the data alone. */

import { areCutAlike } from '../../analysis/attention/align.ts';
import { axisTokens, type Cell } from '../../analysis/attention/cell.ts';
import { type HeadChoice, headWeights } from '../../analysis/attention/head.ts';
import { looksRight } from '../../analysis/attention/maskShape.ts';
import type { Shift, Shifted } from '../../analysis/prediction/shift.ts';
import type { FullComparison, Trace } from '../../model/trace.ts';
import { points } from '../../sentences/match.ts';
import { fineBits } from '../../sentences/numbers/fineBits.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { nameOf, nameOfWord, nameUpTo, type Phrase } from '../../sentences/phrase.ts';
import type { Side, Token } from '../../text/token.ts';
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

const plural = (count: number, noun: string) => `${count} ${noun}${count === 1 ? '' : 's'}`;

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
  const cells = `${plural(painted, 'cell')} turned over`;
  if (mask === null) return painted > 0 ? [`With ${cells}`] : ['Under its own mask'];
  const too = painted > 0 ? ` and ${cells}` : '';
  if (mask === 'bidirectional') return [`Under the bidirectional mask${too && `, with ${cells}`}`];
  if (mask === 'causal') return [`Under the causal mask${too && `, with ${cells}`}`];
  if ('window' in mask) {
    const most = plural(windowWidth(mask.window, own), 'token');
    return [`With a window of ${mask.window} (${most} at most)${too}`];
  }
  if ('hide' in mask) return ['With ', ...nameOfWord(tokens, mask.hide), ` hidden from all${too}`];
  return [
    'With both ways open up to ',
    ...nameUpTo(tokens, mask.prefix - 1),
    ` and only the left from there on${too}`,
  ];
}

/** ", in layers 1 and 2 only," where the model's other layers keep their own mask. */
function onlyIn(layers: readonly number[], { layers: all }: Pick<Trace, 'layers'>): string {
  if (layers.length === all) return '';
  const names = layers.map((layer) => layer + 1);
  const last = names.pop();
  const list = names.length > 0 ? `layers ${names.join(', ')} and ${last}` : `layer ${last}`;
  return `, in ${list} only`;
}

/** What became of the word that came first. */
function fate({ before, after, rankAfter }: Shifted): string {
  const [was, is] = [percent(before), percent(after)];
  const amount =
    was === is ? `keeps its ${is}` : `${after > before ? 'rises' : 'falls'} from ${was} to ${is}`;
  return rankAfter === 1 ? `${amount} and stays first` : `${amount} and to rank ${rankAfter}`;
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
        ? `${title} reads under its own mask: choose another, or turn cells over below.`
        : `For ${title} this is its own mask on this text: nothing is changed.`,
    ];
  }
  const start = [...underMask(setting, tokens, pair.before.mask), onlyIn(layers, pair.after), ', '];
  if (!shift) return [...start, `${title} has no word to predict here.`];
  const what = model.can.fillsBlanks ? 'for the blank' : 'for what comes next';
  const { first, winner } = shift;
  const instead: Phrase =
    winner.id === first.id ? [] : ['; ', { token: winner.label }, ' comes first instead'];
  return [
    ...start,
    `${title}’s first word ${what} (`,
    { token: first.label },
    `) ${fate(first)}`,
    ...instead,
    `. The whole prediction is ${fineBits(shift.bits)} away from what it was.`,
  ];
}

/** What of a mask holds for both where the two tokenizers cut the text differently; null where they do not. */
export function cutsSentence({ left, right }: Pick<FullComparison, Side>): string | null {
  if (areCutAlike(axisTokens(left), axisTokens(right))) return null;
  return `${left.model.name} and ${right.model.name} cut this text into different tokens: words and cells are masked at the same places of the text, and a window counts each model’s own tokens.`;
}

/** One sentence on a cell of the attention: its weights before and after, or what forbids it. */
export function maskChangeReadout(pair: BeforeAfter, choice: HeadChoice, cell: Cell): Phrase {
  const { side, tokens } = pair.after;
  const count = tokens.length;
  const at = cell.row * count + cell.column;
  const named = (position: number) => nameOf(tokens, position, { side, position });
  const row = named(cell.row);
  const column: Phrase = cell.row === cell.column ? ['itself'] : named(cell.column);
  const was = headWeights(pair.before, choice)[at]!;
  const is = headWeights(pair.after, choice)[at]!;
  switch (cellChange(pair, choice.layer, at)) {
    case 'kept': {
      const gap = is - was;
      const verdict = gap === 0 ? 'the same' : `${points(gap)} ${gap > 0 ? 'more' : 'less'}`;
      return [
        ...row,
        ` reads ${percent(is)} from `,
        ...column,
        `, ${percent(was)} before: ${verdict}.`,
      ];
    }
    case 'opened':
      return [...row, ` reads ${percent(is)} from `, ...column, ', which its own mask forbids.'];
    case 'closed':
      return [
        ...row,
        ' may no longer read ',
        ...column,
        `, from which it read ${percent(was)}${leak(is)}.`,
      ];
    case 'forbidden':
      return [...row, ' may not read ', ...column, ` under either mask${leak(is)}.`];
  }
}

/** A weight where the mask forbids one would be a fault of the model; it is never passed over. */
const leak = (weight: number) => (weight === 0 ? '' : `. Yet ${percent(weight)} leaks through`);

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
    if (beside === 0) return `${title}: a token reads only itself.`;
    const width = windowWidth(mask.window, own.mask);
    const sides = both ? `${beside} on either side` : `the ${beside} before it`;
    return `${title}: a token reads at most ${plural(width, 'token')}, itself and ${sides}.`;
  }
  if ('hide' in mask) {
    if (mask.hide >= count) return null;
    return `${title}: no token reads it, not even itself; it still reads the others${both ? '' : ' before it'}.`;
  }
  if (mask.prefix < 1 || mask.prefix > count) return null;
  const after = `reads only itself and what came before it${both ? '' : ', as ever'}.`;
  return mask.prefix === 1
    ? `${title}: every token ${after}`
    : `${title}: the first ${mask.prefix} tokens read each other both ways; every later one ${after}`;
}
