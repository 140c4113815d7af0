/** Named amounts as bars on one axis, each with its number. */
import type { Side } from '../../text/token.ts';
import type { Item } from '../scene.ts';
import type { Numbers } from './numbers.ts';
import type { Plot } from './plot.ts';
import { type Style, TYPE } from './style.ts';
import { cut } from './wrap.ts';

export interface BarsFigure {
  readonly kind: 'bars';
  /** What is counted: the header of its column. */
  readonly of: string;
  /** The end of the axis; 1 for shares and probabilities. */
  readonly most: number;
  readonly tone: 'ink' | 'prediction' | Side;
  readonly bars: readonly {
    readonly label: string;
    readonly value: number;
    /** The number as the page writes it. */
    readonly text: string;
    /** A sum of others: drawn lighter. */
    readonly isRest?: boolean;
  }[];
}

const ROW = 22;
const TRACK = 220;
const LABEL = 150;
const BAR = 10;
const SPACE = 8;

export function barsPlot({ bars, most, tone }: BarsFigure, style: Style): Plot {
  const { measure, colormap, prediction, accents } = style;
  const { ink, grid } = colormap.palette;
  const colors = { ink, prediction, ...accents };
  const labels = bars.map(({ label }) => cut(label, TYPE.label, LABEL, measure));
  const left = Math.ceil(Math.max(0, ...labels.map((label) => measure(label, TYPE.label)))) + SPACE;
  const right = Math.max(0, ...bars.map(({ text }) => measure(text, TYPE.label)));
  const items = bars.flatMap(({ value, text, isRest }, at): Item[] => {
    const share = Math.min(1, Math.max(0, value / most));
    const top = at * ROW;
    const middle = top + ROW / 2 + 4;
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
      { kind: 'boxes', boxes: [[left, top + (ROW - BAR) / 2, TRACK, BAR]], fill: grid },
      {
        kind: 'path',
        d: `M${left},${top + (ROW - BAR) / 2}h${share * TRACK}v${BAR}h${-share * TRACK}Z`,
        fill: colors[tone],
        opacity: isRest ? 0.4 : 1,
      },
      { kind: 'text', ...TYPE.label, text, x: left + TRACK + SPACE, y: middle, fill: ink },
    ];
  });
  return { width: Math.ceil(left + TRACK + SPACE + right), height: bars.length * ROW, items };
}

export function barsNumbers({ of, bars }: BarsFigure): Numbers {
  return { columns: ['label', of], rows: bars.map(({ label, value }) => [label, value]) };
}
