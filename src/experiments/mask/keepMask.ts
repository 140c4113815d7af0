/** What another mask does to a model, as pictures to keep. */
import { msg, t } from '#say';
import { attentionViewOf } from '../../analysis/attention/attentionView.ts';
import type { Cell } from '../../analysis/attention/cell.ts';
import type { HeadChoice } from '../../analysis/attention/head.ts';
import { type Shift, shiftOf } from '../../analysis/prediction/shift.ts';
import type { Part } from '../../figures/kept/card.ts';
import type { TableCell } from '../../figures/kept/table.ts';
import { number } from '../../language/intl.ts';
import { maskAt } from '../../model/trace.ts';
import { hiddenIn } from '../../sentences/captions.ts';
import { headName } from '../../sentences/names.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import type { Phrase } from '../../sentences/phrase.ts';
import { SIDES, type Side } from '../../text/token.ts';
import type { Keepable } from '../../view/keep/keepable.ts';
import { inARow } from '../inARow.ts';
import { changesOf } from './changes.ts';
import { maskedLayers } from './measure.ts';
import type { MaskFinding } from './run.ts';
import { maskChangeReadout, maskChangeSentence } from './sentences.ts';

type Found = Readonly<Record<Side, MaskFinding | null>>;

interface Change {
  readonly choice: HeadChoice;
  readonly hideSpecials: boolean;
  /** The held cell. */
  readonly cell: Cell | null;
  readonly shift: Shift | null;
}

/** One head before and after, and the difference. */
export async function keepChange(
  found: MaskFinding,
  { choice, hideSpecials, cell, shift }: Change,
): Promise<Keepable> {
  const { before, after } = found;
  const { side, model, tokens } = after;
  const isHidden = hiddenIn(after, hideSpecials);
  const isOther = maskedLayers(found).length > 0;
  const heatmap = (trace: MaskFinding['after'], heading: string, note: string): Part => ({
    heading,
    subheading: t`${model.name}, ${headName(choice)}, ${note}`,
    side,
    figure: {
      ...{ kind: 'heatmap', hideSpecials, cell },
      view: { ...attentionViewOf(trace, choice), mask: maskAt(trace, choice.layer) },
    },
  });
  const said = maskChangeSentence(found, found.setting, shift);
  return {
    name: 'another-mask',
    parts: [
      heatmap(before, t`Before`, t`its own mask`),
      heatmap(after, t`After`, isOther ? t`the other mask` : t`the same mask`),
      {
        heading: t`Difference`,
        subheading: t`after less before`,
        side: null,
        figure: {
          ...{ kind: 'difference', of: 'change', tokens, cell },
          ...changesOf(found, choice, isHidden),
          less: t`less than before`,
          more: t({ message: 'more', context: 'than before' }),
          marks: [
            { mark: 'forbidden', text: t`forbidden by the mask` },
            { mark: 'hidden', text: t`hidden` },
          ],
        },
      },
    ],
    asked: null,
    caption: cell ? inARow(said, maskChangeReadout(found, choice, cell)) : said,
  };
}

/** What was found of both models, and which of them is asked for. */
function partsOf(
  asked: Side,
  found: Found,
  make: (one: MaskFinding) => { part: Part; caption: Phrase } | null,
): Pick<Keepable, 'parts' | 'asked' | 'caption' | 'captions'> {
  const made = SIDES.flatMap((side) => {
    const one = found[side] && make(found[side]);
    return one ? [{ side, ...one }] : [];
  });
  const captions = made.map(({ caption }) => caption);
  return {
    parts: made.map(({ part }) => part),
    asked: made.length > 1 ? made.findIndex(({ side }) => side === asked) : null,
    caption: inARow(...captions),
    captions,
  };
}

/**
 * A prediction before and after.
 *
 * @param slot which of the predictions, where there are several
 * @param shown how many of the most probable tokens are taken from each
 */
export async function keepShift(
  asked: Side,
  found: Found,
  slot: number,
  shown: number,
): Promise<Keepable> {
  const share = (p: number): TableCell => ({ text: percent(p), value: p, bar: p });
  const rank = (value: number): TableCell => ({ text: number(value), value });
  return {
    name: 'another-mask-words',
    ...partsOf(asked, found, (one) => {
      const { side, model } = one.after;
      const count = Math.min(one.before.predictions.length, one.after.predictions.length);
      const at = Math.min(slot, count - 1);
      const [before, after] = [one.before.predictions[at], one.after.predictions[at]];
      if (!before || !after) return null;
      const shift = shiftOf(before, after, shown);
      return {
        part: {
          heading: model.name,
          subheading: model.can.fillsBlanks
            ? t`what it puts into the blank, under its own mask and after`
            : t`what it writes next, under its own mask and after`,
          side,
          figure: {
            ...{ kind: 'table', tone: 'prediction' },
            columns: [msg`word`, msg`before`, msg`rank`, msg`after`, msg`rank after`],
            rows: shift.rows.map((row) => [
              row.label,
              share(row.before),
              rank(row.rankBefore),
              share(row.after),
              rank(row.rankAfter),
            ]),
          },
        },
        caption: maskChangeSentence(one, one.setting, shift),
      };
    }),
  };
}

/** The mask that each model used in a layer, counted from 0, that it was for. */
export async function keepMask(asked: Side, found: Found, layer: number): Promise<Keepable> {
  return {
    name: 'mask',
    ...partsOf(asked, found, (one) => {
      const { side, model, tokens, layers } = one.after;
      const mask = maskAt(one.after, Math.min(layer, layers - 1));
      return {
        part: {
          heading: model.name,
          subheading: t`the mask`,
          side,
          figure: { kind: 'mask', side, tokens, mask },
        },
        caption: maskChangeSentence(one, one.setting, shiftAt(one)),
      };
    }),
  };
}

/** How the first prediction changed; null where there is none. */
function shiftAt({ before, after }: MaskFinding): Shift | null {
  const [was, is] = [before.predictions[0], after.predictions[0]];
  return was && is ? shiftOf(was, is, 1) : null;
}
