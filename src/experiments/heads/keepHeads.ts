/** What the models lose without some of their heads, as pictures to keep. */
import { msg, t } from '#say';
import { headsInOrder } from '../../analysis/attention/head.ts';
import type { Part } from '../../figures/kept/card.ts';
import type { TableCell } from '../../figures/kept/table.ts';
import type { FullComparison } from '../../model/trace.ts';
import { headName } from '../../sentences/names.ts';
import { fineBits } from '../../sentences/numbers/fineBits.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { headGridOf } from '../../view/keep/headGridOf.ts';
import type { Keepable } from '../../view/keep/keepable.ts';
import { textsInARow } from '../inARow.ts';
import type { HeadsFinding, HeadsSettings, Ranking, Slots } from './run.ts';
import { attentionSentence, offSentence, rankingSentence } from './sentences.ts';

interface Off {
  /** Whose change is asked for. */
  readonly side: Side;
  readonly comparison: FullComparison;
  readonly slots: Slots;
  readonly finding: HeadsFinding;
  readonly offs: HeadsSettings['off'];
  readonly instead: 'zero' | 'mean';
}

function bothOf(
  name: string,
  { side: asked, comparison, offs, instead }: Off,
  make: (side: Side) => { part: Part; said: string },
): Keepable {
  const made = SIDES.map((side) => {
    const { part, said } = make(side);
    return { part, said: textsInARow(offSentence(comparison[side], offs[side], instead), said) };
  });
  return {
    name,
    parts: made.map(({ part }) => part),
    asked: SIDES.indexOf(asked),
    caption: [textsInARow(...made.map(({ said }) => said))],
    captions: made.map(({ said }) => [said]),
  };
}

/**
 * The most probable words with all heads and without.
 *
 * @param at which prediction, where a model makes several
 */
export async function keepShift(off: Off, at: number): Promise<Keepable> {
  const { comparison, finding } = off;
  const share = (p: number): TableCell => ({ text: percent(p), value: p, bar: p });
  return bothOf('heads-off', off, (side) => {
    const { slots } = finding[side];
    const slot = slots[Math.min(at, slots.length - 1)]!;
    const { name } = comparison[side].model;
    const { real } = slot;
    const words = slot.words.map(({ label, before, after }) => [
      label,
      share(before),
      share(after),
    ]);
    // The real word is in the picture, too, also where neither prediction names it.
    const isNamed = real === null || slot.words.some(({ id }) => id === real.id);
    return {
      part: {
        heading: name,
        subheading: real
          ? t`in place of “${real.label}”: with all heads and without`
          : t`with all heads and without`,
        side,
        figure: {
          ...{ kind: 'table', tone: 'prediction' },
          columns: [msg`word`, msg`all heads`, msg({ message: 'without', context: 'some heads' })],
          rows: isNamed ? words : [...words, [real.label, share(real.before), share(real.after)]],
        },
      },
      said: t`${fineBits(slot.bits, 3)} of Kullback–Leibler divergence from ${name}’s prediction with all heads.`,
    };
  });
}

/** How much of each token's reading goes elsewhere, head by head. */
export async function keepChange(off: Off): Promise<Keepable> {
  const { comparison, finding, offs } = off;
  return bothOf('heads-off-attention', off, (side) => {
    const trace = comparison[side];
    const { attention } = finding[side];
    return {
      part: {
        heading: trace.model.name,
        subheading: t`change of attention, all ${headsInOrder(trace).length} heads`,
        side,
        figure: headGridOf(trace, msg`of the reading goes elsewhere`, attention),
      },
      said: attentionSentence(attention, offs[side], trace),
    };
  });
}

/** Every head by what is lost without it alone, on one scale for both models. */
export async function keepRanking(comparison: FullComparison, ranking: Ranking): Promise<Keepable> {
  const all = SIDES.flatMap((side) => ranking[side].map(({ bits }) => bits));
  const most = Math.max(...all.filter(Number.isFinite), Number.MIN_VALUE);
  return {
    name: 'ranking',
    parts: SIDES.map((side) => ({
      heading: comparison[side].model.name,
      subheading: t`bits lost without each head alone`,
      side,
      figure: {
        ...{ kind: 'bars', of: msg`bits`, most, tone: side },
        bars: ranking[side].map(({ choice, bits }) => ({
          ...{ label: headName(choice), value: bits, text: fineBits(bits, 3) },
        })),
      },
    })),
    asked: null,
    caption: [rankingSentence(comparison, ranking)],
  };
}
