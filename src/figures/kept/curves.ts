/** Curves over steps, one a model, each with its name at its end. */

import { line, scaleLinear } from 'd3';
import { inEnglish, say } from '#say';
import { SIDES, type Side } from '../../text/token.ts';
import type { Item } from '../scene.ts';
import type { Numbers } from './numbers.ts';
import type { Plot } from './plot.ts';
import { type Style, TYPE } from './style.ts';
import type { Words } from './words.ts';

export interface CurvesFigure {
  readonly kind: 'curves';
  /** Along x and along y. */
  readonly along: Words;
  readonly of: Words;
  readonly names: Readonly<Record<Side, string>>;
  /** A value a step, from step 0. */
  readonly values: Readonly<Record<Side, readonly number[]>>;
}

const WIDTH = 520;
const HEIGHT = 240;
const AROUND = { top: 12, right: 90, bottom: 40, left: 44 };
const APART = 16;

export function curvesPlot({ along, of, names, values }: CurvesFigure, style: Style): Plot {
  const { ink, grid } = style.colormap.palette;
  const steps = Math.max(1, values.left.length - 1, values.right.length - 1);
  const most = Math.max(1e-9, ...values.left, ...values.right);
  const x = scaleLinear([0, steps], [AROUND.left, WIDTH - AROUND.right]);
  const y = scaleLinear([0, most], [HEIGHT - AROUND.bottom, AROUND.top]);
  const path = line<number>(
    (_, step) => x(step),
    (value) => y(value),
  );
  const note = { kind: 'text', ...TYPE.note, fill: style.soft } as const;
  const ends = { left: y(values.left.at(-1) ?? 0), right: y(values.right.at(-1) ?? 0) };
  const push = Math.max(0, APART - Math.abs(ends.left - ends.right)) / 2;
  const sign = ends.left >= ends.right ? 1 : -1;
  const labelAt = { left: ends.left + sign * push, right: ends.right - sign * push };
  return {
    width: WIDTH,
    height: HEIGHT,
    items: [
      ...y.ticks(4).flatMap((tick): Item[] => [
        { kind: 'boxes', boxes: [[AROUND.left, y(tick), x(steps) - AROUND.left, 1]], fill: grid },
        { ...note, text: String(tick), x: AROUND.left - 6, y: y(tick) + 4, anchor: 'end' },
      ]),
      ...x.ticks(8).map(
        (tick): Item => ({
          ...note,
          text: String(tick),
          x: x(tick),
          y: HEIGHT - AROUND.bottom + 16,
          anchor: 'middle',
        }),
      ),
      { ...note, text: say(along), x: x(steps), y: HEIGHT - 6, anchor: 'end' },
      { ...note, text: `↑ ${say(of)}`, x: AROUND.left, y: HEIGHT - 6 },
      ...SIDES.flatMap((side): Item[] => [
        { kind: 'path', d: path(values[side]) ?? '', stroke: style.accents[side], line: 2 },
        {
          kind: 'text',
          ...TYPE.subheading,
          text: names[side],
          x: x(Math.max(0, values[side].length - 1)) + 6,
          y: labelAt[side] + 4,
          fill: values[side].length > 0 ? style.accents[side] : ink,
        },
      ]),
    ],
  };
}

export function curvesNumbers({ along, of, names, values }: CurvesFigure): Numbers {
  const length = Math.max(values.left.length, values.right.length);
  return {
    columns: [inEnglish(along), ...SIDES.map((side) => `${inEnglish(of)} ${names[side]}`)],
    rows: Array.from({ length }, (_, step) => [
      step,
      values.left[step] ?? null,
      values.right[step] ?? null,
    ]),
  };
}
