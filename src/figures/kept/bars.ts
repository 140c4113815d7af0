/** Named amounts as bars on one axis, each with its number. */
import { inEnglish, say } from '#say';
import type { Item } from '../scene.ts';
import type { Numbers } from './numbers.ts';
import { type Legend, NO_LEGEND, type Plot } from './plot.ts';
import { type Style, TYPE } from './style.ts';
import { type Tone, toneOf, trackItems } from './track.ts';
import type { Words } from './words.ts';
import { cut } from './wrap.ts';

export interface BarsFigure {
  readonly kind: 'bars';
  /** What is counted: the header of its column. */
  readonly of: Words;
  /** The end of the axis; 1 for shares and probabilities. */
  readonly most: number;
  readonly tone: Tone;
  /** What the ticks on the tracks are, such as "reading evenly"; none by default. */
  readonly tick?: Words;
  /** What the lighter end of a bar is, such as "to special tokens"; none by default. */
  readonly end?: Words;
  readonly bars: readonly {
    readonly label: Words;
    readonly value: number;
    /** The number as the page writes it. */
    readonly text: string;
    /** A sum of others: drawn lighter. */
    readonly isRest?: boolean;
    /** Where its tick stands, and how much of it is its lighter end: on the scale of the values. */
    readonly tick?: number;
    readonly end?: number;
    /** Whose it is, where bars of both models stand together. */
    readonly tone?: Tone;
  }[];
}

const ROW = 22;
const TRACK = 220;
const LABEL = 150;
const BAR = 10;
const SPACE = 8;

export function barsPlot({ bars, most, tone }: BarsFigure, style: Style): Plot {
  const { measure } = style;
  const { ink } = style.colormap.palette;
  const labels = bars.map(({ label }) => cut(say(label), TYPE.label, LABEL, measure));
  const left = Math.ceil(Math.max(0, ...labels.map((label) => measure(label, TYPE.label)))) + SPACE;
  const right = Math.max(0, ...bars.map(({ text }) => measure(text, TYPE.label)));
  const items = bars.flatMap((bar, at): Item[] => {
    const { value, text, isRest, tick, end = 0 } = bar;
    const top = at * ROW;
    const middle = top + ROW / 2 + 4;
    const fill = toneOf(bar.tone ?? tone, style);
    const box = [left, top + (ROW - BAR) / 2, TRACK, BAR] as const;
    const [, y] = box;
    const whole = trackItems(
      box,
      { share: value / most, fill, opacity: isRest ? 0.4 : 1, tick: tick && tick / most },
      style,
    );
    const share = Math.min(1, value / most);
    const light = Math.min(share, end / most);
    const lighter: Item[] =
      light > 0
        ? [
            {
              kind: 'boxes',
              boxes: [[left + (share - light) * TRACK, y + 1, light * TRACK - 1, BAR - 2]],
              fill: style.colormap.palette.page,
            },
          ]
        : [];
    return [
      {
        kind: 'text',
        ...TYPE.label,
        text: labels[at]!,
        x: left - SPACE,
        y: middle,
        anchor: 'end',
        fill: ink,
      },
      ...whole.slice(0, 2),
      ...lighter,
      ...whole.slice(2),
      { kind: 'text', ...TYPE.label, text, x: left + TRACK + SPACE, y: middle, fill: ink },
    ];
  });
  return { width: Math.ceil(left + TRACK + SPACE + right), height: bars.length * ROW, items };
}

/** Every bar, with its tick and its lighter end where it has them. */
export function barsNumbers({ of, bars, tick, end }: BarsFigure): Numbers {
  return {
    columns: ['label', ...[of, end, tick].flatMap((words) => (words ? inEnglish(words) : []))],
    rows: bars.map((bar) => [
      inEnglish(bar.label),
      bar.value,
      ...(end ? [bar.end ?? null] : []),
      ...(tick ? [bar.tick ?? null] : []),
    ]),
  };
}

export function barsLegend({ of, end, tick, tone }: BarsFigure): Legend {
  if (!end && !tick) return NO_LEGEND;
  const side = tone === 'left' || tone === 'right' ? { side: tone } : {};
  return {
    scale: null,
    marks: [
      ...(end
        ? ([
            { mark: 'bar', text: of, ...side },
            { mark: 'end', text: end },
          ] as const)
        : []),
      ...(tick ? [{ mark: 'tick', text: tick } as const] : []),
    ],
  };
}
