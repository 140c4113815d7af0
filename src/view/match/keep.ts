/** What Match shows, as pictures to keep. */
import { msg, t } from '#say';
import type { Cell } from '../../analysis/attention/cell.ts';
import type { HeadChoice, WithHeads } from '../../analysis/attention/head.ts';
import { commonOf } from '../../analysis/between/common.ts';
import type { RightShare } from '../../analysis/between/rightShare.ts';
import { askCounterparts, askRightShares } from '../../analysis/onDemand/between.ts';
import type { DifferenceData } from '../../figures/difference.ts';
import type { Part } from '../../figures/kept/card.ts';
import type { Mark } from '../../figures/kept/plot.ts';
import type { FullComparison, Trace } from '../../model/trace.ts';
import {
  counterpartSentence,
  coverageSentence,
  differenceLead,
  differenceReadout,
  futureSentence,
  likeness,
  rightSentence,
  uncomparedReasons,
} from '../../sentences/match.ts';
import { headName } from '../../sentences/names.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { headGridOf } from '../keep/headGridOf.ts';
import type { Keepable } from '../keep/keepable.ts';

type Heads = Readonly<Record<Side, HeadChoice>>;

/** One sentence after the other. */
const inTurn = (one: string, other: string): string => t`${one} ${other}`;

interface Difference extends DifferenceData {
  readonly comparison: FullComparison;
  /** The comparison's traces, with these heads. */
  readonly left: WithHeads<Trace>;
  readonly right: WithHeads<Trace>;
  readonly heads: Heads;
  readonly hideSpecials: boolean;
  /** The held cell, on the axes on which the two meet. */
  readonly cell: Cell | null;
}

/** Where the two chosen heads differ. */
export async function keepDifference({
  comparison,
  left,
  right,
  heads,
  hideSpecials,
  cell,
  values,
  states,
  part = null,
}: Difference): Promise<Keepable> {
  const reasons = uncomparedReasons(comparison);
  const marks: Mark[] = [
    { mark: 'forbidden', text: reasons.forbidden },
    { mark: 'absent', text: reasons.absent },
    { mark: 'unread', text: reasons.unread },
    { mark: 'hidden', text: t`hidden` },
  ];
  const [first, second] = [left.model.name, right.model.name];
  const [one, other] = [headName(heads.left), headName(heads.right)];
  return {
    name: 'difference',
    parts: [
      {
        heading: t`${first} less ${second}`,
        subheading: t`${one}, less ${other}`,
        side: null,
        figure: {
          ...{ kind: 'difference', of: 'models', values, states, part, cell, marks },
          tokens: commonOf(left, right).left.tokens,
          less: t`${second} reads more`,
          more: t`${first} reads more`,
        },
      },
    ],
    asked: null,
    caption: cell
      ? differenceReadout(left, right, heads, cell, hideSpecials)
      : [differenceLead(comparison)],
  };
}

interface Right {
  readonly masked: Trace;
  readonly open: Trace;
  readonly choice: HeadChoice;
  readonly share: RightShare;
}

/** How much of each word's reading goes to the right, in the chosen head. */
export async function keepRightWords({ masked, open, choice, share }: Right): Promise<Keepable> {
  const bars = open.tokens.map(({ label }, at) => ({
    label,
    value: share.rows[at]!,
    text: percent(share.rows[at]!),
    end: share.specials[at]!,
    tick: share.baselines[at]!,
  }));
  return {
    name: 'to-the-right',
    parts: [
      {
        heading: open.model.name,
        subheading: t`read to the right, by word, in ${headName(choice)}`,
        side: open.side,
        figure: {
          ...{ kind: 'bars', most: 1, tone: open.side, bars },
          of: msg`to the right`,
          end: msg`of it to special tokens`,
          tick: msg`reading everything equally`,
        },
      },
    ],
    asked: null,
    caption: [inTurn(rightSentence(open, choice, share), futureSentence(masked))],
  };
}

/** The same as means over words, of every head. */
export async function keepRightHeads({ masked, open, choice, share }: Right): Promise<Keepable> {
  const shares = await askRightShares(open);
  const figure = headGridOf(
    open,
    t`to the right`,
    shares.map(({ mean }) => mean),
  );
  return {
    name: 'to-the-right-by-head',
    parts: [
      {
        heading: open.model.name,
        subheading: t`read to the right, all ${shares.length} heads`,
        side: open.side,
        figure,
      },
    ],
    asked: null,
    caption: [inTurn(rightSentence(open, choice, share), futureSentence(masked))],
  };
}

/** For the chosen head of each model every head of the other, the most alike first. */
export async function keepCounterparts(
  comparison: FullComparison,
  heads: Heads,
  withoutSpecials: boolean,
): Promise<Keepable> {
  const made = await Promise.all(
    SIDES.map(async (side) => {
      const from = comparison[side];
      const to = comparison[SIDES.find((each) => each !== side)!];
      const names = { from: from.model.name, to: to.model.name };
      const found = await askCounterparts(comparison, side, heads[side], { withoutSpecials });
      const head = headName(heads[side]);
      const part: Part = {
        heading: names.to,
        subheading: t`heads most like ${names.from}’s ${head}`,
        side: to.side,
        figure: {
          kind: 'table',
          tone: to.side,
          tick: t`chance`,
          columns: [
            '',
            msg`head`,
            msg`score`,
            msg`chance`,
            msg`above chance`,
            msg`rows`,
            msg`reading compared`,
          ],
          rows: found.ranked.map(({ choice, score, chance, above, rows, covered }, at) => [
            score === null ? '–' : { text: String(at + 1), value: at + 1 },
            headName(choice),
            score === null
              ? { text: t`cannot be compared`, value: null }
              : { text: likeness(score), value: score, bar: score, tick: chance ?? Number.NaN },
            chance === null ? { text: '', value: null } : { text: likeness(chance), value: chance },
            above ? { text: t`yes`, value: 'yes' } : { text: t`no`, value: 'no' },
            { text: String(rows), value: rows },
            { text: percent(covered), value: covered },
          ]),
        },
      };
      const best = counterpartSentence(names, heads[side], found);
      const over = coverageSentence(names, found);
      return { part, caption: over ? inTurn(best, over) : best };
    }),
  );
  const captions = made.map(({ caption }) => [caption]);
  return {
    name: 'counterparts',
    parts: made.map(({ part }) => part),
    asked: null,
    caption: [made.map(({ caption }) => caption).reduce(inTurn)],
    captions,
  };
}
