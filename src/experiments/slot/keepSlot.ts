/** What both models put into a slot, and what the right side added, as pictures to keep. */
import { msg, t } from '#say';
import { type Roles, rolesIn } from '../../analysis/abilities.ts';
import { added } from '../../analysis/prediction/slot.ts';
import type { Filling } from '../../analysis/prediction/tokenScore.ts';
import type { BarsFigure } from '../../figures/kept/bars.ts';
import type { Part } from '../../figures/kept/card.ts';
import type { TableCell } from '../../figures/kept/table.ts';
import { number } from '../../language/intl.ts';
import type { FullComparison, Trace } from '../../model/trace.ts';
import { bits, bitsNumber } from '../../sentences/numbers/bits.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { type Phrase, phrase } from '../../sentences/phrase.ts';
import { isBlank } from '../../text/blank.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { topOfBits } from '../../view/experiment/bitAxis.ts';
import type { Keepable } from '../../view/keep/keepable.ts';
import type { SlotFilling, SlotFinding } from './run.ts';
import { addedSentence, doubtSentence, slotSentence } from './sentences.ts';

/** Both models' surprisals, where both are known. */
function bothOf({ filler, writer }: Roles, { bits: known }: SlotFinding) {
  const told = ({ side, model }: Trace, of: number) => ({ side, name: model.name, bits: of });
  const [both, before] = [known[filler.side], known[writer.side]];
  return both === null || before === null
    ? null
    : { filler: told(filler, both), writer: told(writer, before) };
}

function captionOf(roles: Roles, finding: SlotFinding): Phrase {
  const { tokens, position } = finding;
  const { filler, writer } = roles;
  const both = bothOf(roles, finding);
  const [filled, predicted] = [finding[filler.side], finding[writer.side]];
  const said: Phrase = both
    ? addedSentence(tokens, position, both.filler, both.writer)
    : slotSentence(tokens, position);
  if (!filled || !predicted) return said;
  const doubt = (trace: Trace, { entropy }: Filling) => ({ name: trace.model.name, entropy });
  return phrase(msg`${said} ${doubtSentence(doubt(filler, filled), doubt(writer, predicted))}`);
}

/** The models that read so far, and which of them is asked for. */
function partsOf(
  asked: Side,
  comparison: FullComparison,
  finding: SlotFinding,
  make: (trace: Trace, filling: SlotFilling) => Part,
): Pick<Keepable, 'parts' | 'asked'> {
  const there = SIDES.flatMap((side) => {
    const filling = finding[side];
    return filling ? [{ side, part: make(comparison[side], filling) }] : [];
  });
  const at = there.findIndex(({ side }) => side === asked);
  return { parts: there.map(({ part }) => part), asked: there.length > 1 ? at : null };
}

const manner = ({ model }: Trace) =>
  model.can.fillsBlanks ? t`fills it in, from both sides` : t`predicts it, from the left`;

/** The most probable tokens, the real one wherever it comes, and all others together. */
export async function keepCandidates(
  side: Side,
  comparison: FullComparison,
  finding: SlotFinding,
): Promise<Keepable> {
  const make = (trace: Trace, { top, real, tokens, position }: SlotFilling): Part => {
    const token = tokens[position]!;
    const isReal = (id: number) => real !== null && id === token.id && !isBlank(token);
    const bar = (rank: number, label: string, p: number, isIt: boolean) => ({
      label,
      value: p,
      text: isIt
        ? t`${percent(p)}, rank ${number(rank)}, the real word`
        : t`${percent(p)}, rank ${number(rank)}`,
    });
    const named = top.map(({ id, label, p }, at) => bar(at + 1, label, p, isReal(id)));
    if (real && !top.some(({ id }) => isReal(id))) {
      named.push(bar(real.rank, token.label, real.p, true));
    }
    const rest = Math.max(0, 1 - named.reduce((sum, { value }) => sum + value, 0));
    const figure: BarsFigure = {
      ...{ kind: 'bars', of: msg`probability`, most: 1, tone: 'prediction' },
      bars: [...named, { label: t`all others`, value: rest, text: percent(rest), isRest: true }],
    };
    return { heading: trace.model.name, subheading: manner(trace), side: trace.side, figure };
  };
  return {
    name: 'candidates',
    ...partsOf(side, comparison, finding, make),
    caption: captionOf(rolesIn(comparison)!, finding),
  };
}

/** Rank, probability and surprisal of the real word, and how undecided each model is. */
export async function keepNumbers(
  comparison: FullComparison,
  finding: SlotFinding,
): Promise<Keepable> {
  const none: TableCell = { text: '', value: null };
  return {
    name: 'slot',
    parts: [
      {
        heading: t`One slot`,
        subheading: null,
        side: null,
        figure: {
          kind: 'table',
          columns: [
            msg`model`,
            msg`rank`,
            msg`probability`,
            msg`surprisal`,
            msg`entropy`,
            msg({
              message: 'of',
              comment: 'The head of a column beside the entropy: the most that it could be.',
            }),
          ],
          rows: SIDES.flatMap((side) => {
            const filling = finding[side];
            if (!filling) return [];
            const { real, entropy, vocabulary } = filling;
            const whole = finding.bits[side];
            const even = Math.log2(vocabulary);
            return [
              [
                comparison[side].model.name,
                real ? { text: number(real.rank), value: real.rank } : none,
                real ? { text: percent(real.p, real.p < 0.001 ? 4 : 1), value: real.p } : none,
                whole === null ? none : { text: bits(whole), value: whole },
                { text: bits(entropy), value: entropy },
                { text: bits(even), value: even },
              ],
            ];
          }),
        },
      },
    ],
    asked: null,
    caption: captionOf(rolesIn(comparison)!, finding),
  };
}

/** Both models' surprisals at the real word. @throws RangeError while one of them is not known. */
export async function keepAdded(roles: Roles, finding: SlotFinding): Promise<Keepable> {
  const both = bothOf(roles, finding);
  if (!both) throw new RangeError('What the right side added takes the surprisal of both models.');
  const { vocabulary } = roles.filler.model;
  const even = (finding.end - finding.position) * Math.log2(vocabulary);
  const told = [both.filler, both.writer].sort((a, b) => a.side.localeCompare(b.side));
  return {
    name: 'right-side',
    parts: [
      {
        heading: t`${bitsNumber(added(both.filler, both.writer))} bits`,
        subheading: t`what the right side added`,
        side: null,
        figure: {
          ...{ kind: 'bars', of: msg`bits`, tone: 'ink', tick: msg`guessing evenly` },
          most: topOfBits([even, ...told.map((each) => each.bits)], vocabulary),
          bars: told.map(({ side, name, bits: value }) => ({
            ...{ label: name, value, text: bits(value), tick: even, tone: side },
          })),
        },
      },
    ],
    asked: null,
    caption: captionOf(roles, finding),
  };
}
