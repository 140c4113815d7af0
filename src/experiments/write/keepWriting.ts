/** What a model wrote, token by token, and what one of them was drawn from, as pictures to keep. */
import { changesChances, type Draft } from '../../analysis/prediction/drawing.ts';
import type { Sampling } from '../../analysis/prediction/sampling.ts';
import type { TableCell } from '../../figures/kept/table.ts';
import type { HeldTrace } from '../../model/trace.ts';
import { END } from '../../sentences/endOfText.ts';
import { bitsNumber } from '../../sentences/numbers/bits.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import type { Keepable } from '../../view/keep/keepable.ts';
import type { Filling } from './fillBlanks.ts';
import { filledText, writtenText } from './segments.ts';
import { drawSentence, endingSentence, regretSentence, samplingName } from './sentences.ts';
import type { Writing } from './writeOn.ts';

const share = (p: number): TableCell => ({ text: percent(p), value: p, bar: p });
const whole = (value: number): TableCell => ({ text: value.toLocaleString('en'), value });

const COLUMNS = ['', 'token', 'the model', 'rank', 'bits', 'drawn with', 'among'] as const;

const draftCells = ({ p, rank, bits, drawn, among }: Draft): TableCell[] => [
  share(p),
  whole(rank),
  { text: bitsNumber(bits), value: bits },
  share(drawn),
  whole(among),
];

/** Every written token, with what it was drawn with; the text itself in the caption. */
export async function keepWritten(writing: Writing, sampling: Sampling): Promise<Keepable> {
  const { trace, written, start, last, ending } = writing;
  const { side, model, tokens } = trace;
  const line = (draft: Draft, at: number, label: string) => [
    whole(at + 1),
    label,
    ...draftCells(draft),
  ];
  const end = ending ? ` ${endingSentence(trace, ending, written.length, last)}` : '';
  return {
    name: 'written',
    parts: [
      {
        heading: model.name,
        subheading: changesChances(sampling)
          ? `writes on, with ${samplingName(sampling)}`
          : 'writes on',
        side,
        figure: {
          kind: 'table',
          tone: 'prediction',
          columns: COLUMNS,
          rows: [
            ...written.map((draft, at) => line(draft, at, tokens[start + at]!.label)),
            ...(last ? [line(last, written.length, END)] : []),
          ],
        },
      },
    ],
    asked: null,
    caption: [`${model.name} has written: `, { token: writtenText(writing) }, end],
  };
}

/** Every token that was filled in, in the order of filling, and what the model says of it afterwards. */
export async function keepFilled(filling: Filling): Promise<Keepable> {
  const { trace, filled } = filling;
  const { side, model, tokens } = trace;
  const none: TableCell = { text: '…', value: null };
  const regret = regretSentence(model.name, filled);
  return {
    name: 'filled',
    parts: [
      {
        heading: model.name,
        subheading: 'fills blanks, in the order of filling',
        side,
        figure: {
          kind: 'table',
          tone: 'prediction',
          columns: [...COLUMNS, 'afterwards', 'would rather say'],
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
    caption: [
      `${model.name} has filled in: `,
      { token: filledText(filling) },
      regret ? ` ${regret}` : '',
    ],
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
        subheading: `the most probable tokens where it drew ${label === null ? `the ${END}` : `“${label}”`}`,
        side,
        figure: {
          kind: 'table',
          tone: 'prediction',
          columns: ['token', '', 'the model', 'drawn with'],
          rows: rows.map((each) => [
            each.label,
            each.id === id ? 'drawn' : '',
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
