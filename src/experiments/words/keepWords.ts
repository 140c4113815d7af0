/** The surprisals of a text to both models, as pictures to keep. */
import { msg, t } from '#say';
import { rolesIn } from '../../analysis/abilities.ts';
import type { Guess, Surprisals } from '../../analysis/prediction/surprisals.ts';
import type { TableCell } from '../../figures/kept/table.ts';
import { number } from '../../language/intl.ts';
import type { FullComparison, Trace } from '../../model/trace.ts';
import { bitsNumber } from '../../sentences/numbers/bits.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { SIDES } from '../../text/token.ts';
import { topOfBits } from '../../view/experiment/bitAxis.ts';
import type { Keepable } from '../../view/keep/keepable.ts';
import { columnsOf, surpriseSentence } from './sentences.ts';

/** Positions of the text's own tokens. */
const ownOf = ({ tokens }: Surprisals): number[] =>
  tokens.flatMap(({ special }, position) => (special ? [] : [position]));

/** Bars along the sentence: up for the model that fills blanks, down for the one that writes. */
export async function keepAlong(
  comparison: FullComparison,
  surprisals: Surprisals,
): Promise<Keepable> {
  const roles = rolesIn(comparison)!;
  const { filler, writer } = roles;
  const { tokens, guesses } = surprisals;
  const [above, below] = [guesses[filler.side], guesses[writer.side]];
  const known = [...above, ...below].flatMap((guess) => (guess ? [guess.bits] : []));
  const amount = (guess: Guess | null | undefined) =>
    guess ? { value: guess.bits, text: bitsNumber(guess.bits) } : null;
  const even = ({ model }: Trace) => {
    const value = Math.log2(model.vocabulary);
    return { value, text: t`${bitsNumber(value)} bits: guessing evenly` };
  };
  return {
    name: 'surprisals',
    parts: [
      {
        heading: t`Surprisals`,
        subheading: t`how unexpected each token is, in bits`,
        side: null,
        figure: {
          ...{ kind: 'mirrored', unit: msg`bits` },
          most: topOfBits(
            known.filter((bits) => !Number.isNaN(bits)),
            filler.model.vocabulary,
            writer.model.vocabulary,
          ),
          even: { up: even(filler), down: even(writer) },
          up: { side: filler.side, name: msg`${filler.model.name}, from both sides` },
          down: { side: writer.side, name: msg`${writer.model.name}, from the left` },
          places: ownOf(surprisals).map((position) => ({
            label: tokens[position]!.label,
            up: amount(above[position]),
            down: amount(below[position]),
          })),
        },
      },
    ],
    asked: null,
    caption: surpriseSentence(surprisals, roles),
  };
}

/** The same with probabilities, ranks and first guesses. */
export async function keepTable(
  comparison: FullComparison,
  surprisals: Surprisals,
): Promise<Keepable> {
  const { tokens, guesses } = surprisals;
  const none: TableCell = { text: '–', value: null };
  const cells = (guess: Guess | null | undefined): TableCell[] =>
    guess
      ? [
          { text: bitsNumber(guess.bits, 2), value: guess.bits },
          { text: percent(guess.p, guess.p < 0.001 ? 4 : 1), value: guess.p },
          { text: number(guess.rank), value: guess.rank },
          { text: guess.first.label },
        ]
      : [none, none, none, none];
  return {
    name: 'surprisals-table',
    parts: [
      {
        heading: t`Surprisals`,
        subheading: t`of every token, in bits`,
        side: null,
        figure: {
          kind: 'table',
          columns: [msg`token`, ...SIDES.flatMap((side) => columnsOf(comparison[side].model.name))],
          rows: ownOf(surprisals).map((position) => [
            tokens[position]!.label,
            ...SIDES.flatMap((side) => cells(guesses[side][position])),
          ]),
        },
      },
    ],
    asked: null,
    caption: surpriseSentence(surprisals, rolesIn(comparison)!),
  };
}
