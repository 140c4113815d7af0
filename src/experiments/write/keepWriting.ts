/** What a model wrote, token by token, and what one of them was drawn from, as pictures to keep. */
import { msg, t } from '#say';
import { changesChances, type Draft } from '../../analysis/prediction/drawing.ts';
import type { Sampling } from '../../analysis/prediction/sampling.ts';
import type { TableCell } from '../../figures/kept/table.ts';
import { number } from '../../language/intl.ts';
import type { HeldTrace } from '../../model/trace.ts';
import { END, endOfText } from '../../sentences/endOfText.ts';
import { bitsNumber } from '../../sentences/numbers/bits.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { phrase } from '../../sentences/phrase.ts';
import type { Keepable } from '../../view/keep/keepable.ts';
import { inARow } from '../inARow.ts';
import type { Filling } from './fillBlanks.ts';
import { filledText, writtenText } from './segments.ts';
import { drawSentence, endingSentence, regretSentence, samplingName } from './sentences.ts';
import type { Writing } from './writeOn.ts';

const share = (p: number): TableCell => ({ text: percent(p), value: p, bar: p });
const whole = (value: number): TableCell => ({ text: number(value), value });

const COLUMNS = ['', msg`token`, msg`the model`, msg`rank`, msg`bits`, msg`drawn with`, msg`among`];

const draftCells = ({ p, rank, bits, drawn, among }: Draft): TableCell[] => [
  share(p),
  whole(rank),
  { text: bitsNumber(bits), value: bits },
  share(drawn),
  whole(among),
];

const endCell = (): TableCell => ({ text: endOfText(), value: END });

/** Every written token, with what it was drawn with; the text itself in the caption. */
export async function keepWritten(writing: Writing, sampling: Sampling): Promise<Keepable> {
  const { trace, written, start, last, ending } = writing;
  const { side, model, tokens } = trace;
  const line = (draft: Draft, at: number, label: TableCell | string) => [
    whole(at + 1),
    label,
    ...draftCells(draft),
  ];
  const told = phrase(msg`${model.name} has written: ${{ token: writtenText(writing) }}`);
  const end = ending && endingSentence(trace, ending, written.length, last);
  return {
    name: 'written',
    parts: [
      {
        heading: model.name,
        subheading: changesChances(sampling)
          ? t`writes on, with ${samplingName(sampling)}`
          : t`writes on`,
        side,
        figure: {
          kind: 'table',
          tone: 'prediction',
          columns: COLUMNS,
          rows: [
            ...written.map((draft, at) => line(draft, at, tokens[start + at]!.label)),
            ...(last ? [line(last, written.length, endCell())] : []),
          ],
        },
      },
    ],
    asked: null,
    caption: end ? inARow(told, [end]) : told,
  };
}

/** Every token that was filled in, in the order of filling, and what the model says of it afterwards. */
export async function keepFilled(filling: Filling): Promise<Keepable> {
  const { trace, filled } = filling;
  const { side, model, tokens } = trace;
  const none: TableCell = { text: '…', value: null };
  const told = phrase(msg`${model.name} has filled in: ${{ token: filledText(filling) }}`);
  const regret = regretSentence(model.name, filled);
  return {
    name: 'filled',
    parts: [
      {
        heading: model.name,
        subheading: t`fills blanks, in the order of filling`,
        side,
        figure: {
          kind: 'table',
          tone: 'prediction',
          columns: [...COLUMNS, msg`afterwards`, msg`would rather say`],
          rows: filled.map((draft, at) => [
            whole(at + 1),
            tokens[draft.index]!.label,
            ...draftCells(draft),
            draft.later ? share(draft.later.p) : none,
            draft.later && draft.later.rather.id !== draft.id ? draft.later.rather.label : '',
          ]),
        },
      },
    ],
    asked: null,
    caption: regret ? inARow(told, [regret]) : told,
  };
}

/** What one token was drawn from. */
export async function keepDrawing(
  { side, model }: Pick<HeldTrace, 'side' | 'model'>,
  label: string | null,
  draft: Draft,
  sampling: Sampling,
): Promise<Keepable> {
  const { considered, id, p, drawn } = draft;
  const isListed = considered.some((each) => each.id === id);
  const rows = isListed ? considered : [...considered, { id, label: label ?? END, p, drawn }];
  return {
    name: 'drawing',
    parts: [
      {
        heading: model.name,
        subheading:
          label === null
            ? t`the most probable tokens where it drew the end of text`
            : t`the most probable tokens where it drew “${label}”`,
        side,
        figure: {
          kind: 'table',
          tone: 'prediction',
          columns: [msg`token`, '', msg`the model`, msg`drawn with`],
          rows: rows.map((each) => [
            each.label === END ? endCell() : each.label,
            each.id === id ? { text: t`drawn`, value: 'drawn' } : '',
            share(each.p),
            each.drawn === 0 ? { ...share(0), text: '–' } : share(each.drawn),
          ]),
        },
      },
    ],
    asked: null,
    caption: drawSentence(model.name, label, draft, sampling),
  };
}
