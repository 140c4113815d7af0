/** Both copies of a pattern, the heads that look it up and what it bought, as pictures to keep. */
import { msg, t } from '#say';
import type { HeadChoice } from '../../analysis/attention/head.ts';
import { headsInOrder, headWeights } from '../../analysis/attention/head.ts';
import type { TokenScore } from '../../analysis/prediction/tokenScore.ts';
import type { TableCell } from '../../figures/kept/table.ts';
import { number } from '../../language/intl.ts';
import { headName } from '../../sentences/names.ts';
import { bitsNumber } from '../../sentences/numbers/bits.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { type Phrase, phrase, plain } from '../../sentences/phrase.ts';
import type { Keepable } from '../../view/keep/keepable.ts';
import { type CopyRow, type Cost, copyingHeads } from './measure.ts';
import type { Copying } from './run.ts';
import { copyLead, lookUpSentence, nextSentence, rankSentence } from './sentences.ts';

function leadOf(copies: Copying): Phrase {
  const { trace, repeat, rows } = copies;
  const next = nextSentence(trace, repeat, rows.at(-1)!);
  return phrase(msg`${copyLead(trace, repeat, copies)} ${next}`);
}

const numberCell = (value: number, text: string): TableCell => ({ text, value });

/** Every token of the pattern, the first time and the second. */
export async function keepCopies(copies: Copying): Promise<Keepable> {
  const { trace, rows } = copies;
  const all = rows.flatMap(({ once, again }) => [once.bits, again.bits]);
  const most = Math.max(1, ...all.filter(Number.isFinite));
  const cells = ({ bits, p, rank }: TokenScore): TableCell[] => [
    { text: bitsNumber(bits), value: bits, bar: bits / most },
    numberCell(p, percent(p)),
    numberCell(rank, number(rank)),
  ];
  const note = ({ next, foretold }: CopyRow) =>
    next ? t`would come next` : foretold ? '' : t`begins it`;
  return {
    name: 'copies',
    parts: [
      {
        heading: trace.model.name,
        subheading: t`how unexpected each token is, in bits, the first time and the second`,
        side: trace.side,
        figure: {
          kind: 'table',
          tone: trace.side,
          columns: [
            msg`token`,
            '',
            msg`first time, bits`,
            msg`probability, first`,
            msg`rank, first`,
            msg`second time, bits`,
            msg`probability, second`,
            msg`rank, second`,
          ],
          rows: rows.map((row) => [
            trace.tokens[row.first]!.label,
            note(row),
            ...cells(row.once),
            ...cells(row.again),
          ]),
        },
      },
    ],
    asked: null,
    caption: leadOf(copies),
  };
}

/** Every head by its induction score, most first. */
export async function keepRanked(
  { trace }: Copying,
  chosen: HeadChoice,
  row: CopyRow,
): Promise<Keepable> {
  const { heads, even } = copyingHeads(trace);
  return {
    name: 'looking-up',
    parts: [
      {
        heading: trace.model.name,
        subheading: t`heads that read what followed the same token before`,
        side: trace.side,
        figure: {
          ...{ kind: 'bars', of: msg`induction`, most: 1, tone: trace.side },
          tick: msg`reading everything alike`,
          bars: heads.map(({ choice, score }) => ({
            ...{ label: headName(choice), value: score, text: percent(score), tick: even },
          })),
        },
      },
    ],
    asked: null,
    caption: phrase(msg`${rankSentence(heads, chosen)} ${lookUpSentence(trace, chosen, row)}`),
  };
}

/** The same heads as pictures, in the same order. */
export async function keepHeads(
  { trace }: Copying,
  chosen: HeadChoice,
  row: CopyRow,
): Promise<Keepable> {
  const { heads } = copyingHeads(trace);
  const { side, model, mask, tokens } = trace;
  return {
    name: 'looking-up-heads',
    parts: [
      {
        heading: model.name,
        subheading: t`all ${headsInOrder(trace).length} heads, those first that look it up most`,
        side,
        figure: {
          ...{ kind: 'headGrid', side, mask, tokens, chosen },
          columns: trace.heads,
          heads: heads.map(({ choice, score }) => ({
            choice,
            weights: headWeights(trace, choice),
            note: percent(score),
          })),
        },
      },
    ],
    asked: null,
    caption: phrase(msg`${rankSentence(heads, chosen)} ${lookUpSentence(trace, chosen, row)}`),
  };
}

interface Line {
  readonly what: Phrase;
  readonly cost: Cost;
}

/** What the second copy costs as it stands, after something else, and without heads. */
export async function keepControls(copies: Copying, lines: readonly Line[]): Promise<Keepable> {
  const { trace, repeat } = copies;
  const next = trace.tokens[repeat.first + repeat.length]!.label;
  const longest = Math.max(1, ...lines.map(({ cost }) => cost.bits).filter(Number.isFinite));
  return {
    name: 'what-repetition-bought',
    parts: [
      {
        heading: trace.model.name,
        subheading: t`bits for each token of the copy but its first, on average`,
        side: trace.side,
        figure: {
          kind: 'table',
          tone: trace.side,
          columns: [msg`it reads`, msg`bits`, msg`“${next}” next`],
          rows: lines.map(({ what, cost }) => [
            plain(what),
            { text: bitsNumber(cost.bits), value: cost.bits, bar: cost.bits / longest },
            numberCell(cost.next.p, percent(cost.next.p)),
          ]),
        },
      },
    ],
    asked: null,
    caption: leadOf(copies),
  };
}
