/** Two amounts a token along the sentence: one model's bars up, the other's down, on one axis. */

import { scaleLinear } from 'd3';
import { inEnglish, msg, say } from '#say';
import type { Side } from '../../text/token.ts';
import type { Item } from '../scene.ts';
import type { Numbers } from './numbers.ts';
import type { Legend, Plot } from './plot.ts';
import { type Style, TYPE } from './style.ts';
import type { Words } from './words.ts';
import { cut } from './wrap.ts';

export interface MirroredFigure {
  readonly kind: 'mirrored';
  /** What is counted, such as "bits". */
  readonly unit: Words;
  readonly most: number;
  /** A line across each half, and what it is. */
  readonly even: Readonly<Record<'up' | 'down', { readonly value: number; readonly text: Words }>>;
  /** Where each half is: a model's place and name. */
  readonly up: { readonly side: Side; readonly name: Words };
  readonly down: { readonly side: Side; readonly name: Words };
  readonly places: readonly {
    readonly label: string;
    readonly up: { readonly value: number; readonly text: string } | null;
    readonly down: { readonly value: number; readonly text: string } | null;
  }[];
}

const HALF = 130;
const MIDDLE = 26;
const LEAST = 34;
const WIDEST = 120;
const AXIS = 34;

export function mirroredPlot(
  { unit, most, even, places, ...halves }: MirroredFigure,
  style: Style,
): Plot {
  const { measure, colormap, soft, accents } = style;
  const { alarm, ink, grid } = colormap.palette;
  const labels = places.map(({ label }) => cut(label, TYPE.label, WIDEST, measure));
  const widths = labels.map((label) => Math.max(LEAST, Math.ceil(measure(label, TYPE.label)) + 10));
  const starts = widths.map(
    (_, at) => AXIS + widths.slice(0, at).reduce((sum, each) => sum + each, 0),
  );
  const width = AXIS + widths.reduce((sum, each) => sum + each, 0);
  const scale = scaleLinear([0, most], [0, HALF]);
  const top = 16;
  const up = top + HALF;
  const down = up + MIDDLE;
  const ticks = scale.ticks(4).flatMap((tick): Item[] => {
    const [above, below] = [up - scale(tick), down + scale(tick)];
    const text = {
      kind: 'text',
      ...TYPE.link,
      text: String(tick),
      x: AXIS - 6,
      anchor: 'end',
      fill: soft,
    } as const;
    return [
      {
        kind: 'boxes',
        boxes: [
          [AXIS, above, width - AXIS, 1],
          [AXIS, below, width - AXIS, 1],
        ],
        fill: grid,
      },
      { ...text, y: above + 4 },
      { ...text, y: below + 4 },
    ];
  });
  const bars = places.flatMap((place, at): Item[] => {
    const middle = starts[at]! + widths[at]! / 2;
    const left = middle - 9;
    const items: Item[] = [
      {
        kind: 'text',
        ...TYPE.label,
        text: labels[at]!,
        x: middle,
        y: up + 17,
        anchor: 'middle',
        fill: ink,
      },
    ];
    for (const half of ['up', 'down'] as const) {
      const amount = place[half];
      if (!amount) continue;
      const isNone = Number.isNaN(amount.value);
      const size = scale(isNone ? most : Math.min(most, Math.max(0, amount.value)));
      const y = half === 'up' ? up - size : down;
      items.push(
        {
          kind: 'boxes',
          boxes: [[left, y, 18, size]],
          fill: isNone ? alarm : accents[halves[half].side],
        },
        {
          kind: 'text',
          ...TYPE.link,
          text: amount.text,
          x: middle,
          y: half === 'up' ? y - 4 : y + size + 11,
          anchor: 'middle',
          fill: ink,
        },
      );
    }
    return items;
  });
  const across = [up - scale(even.up.value), down + scale(even.down.value)];
  const line: Item = {
    kind: 'path',
    d: across.map((y) => `M${AXIS},${y}H${width}`).join(''),
    stroke: soft,
    line: 1,
    dash: '4 3',
  };
  return {
    width,
    height: down + HALF + 18,
    items: [
      ...ticks,
      line,
      ...bars,
      {
        kind: 'text',
        ...TYPE.link,
        text: say(unit),
        x: AXIS - 6,
        y: up + 17,
        anchor: 'end',
        fill: soft,
      },
    ],
  };
}

export function mirroredNumbers({ unit, up, down, places }: MirroredFigure): Numbers {
  return {
    columns: [
      'place',
      'token',
      ...[up, down].map(({ name }) => `${inEnglish(unit)} ${inEnglish(name)}`),
    ],
    rows: places.map((place, at) => [
      at,
      place.label,
      place.up?.value ?? null,
      place.down?.value ?? null,
    ]),
  };
}

export function mirroredLegend({ up, down, even }: MirroredFigure): Legend {
  return {
    scale: null,
    marks: [
      { mark: 'bar', text: msg`up: ${up.name}`, side: up.side },
      { mark: 'bar', text: msg`down: ${down.name}`, side: down.side },
      { mark: 'line', text: even.up.text },
      ...(say(even.down.text) === say(even.up.text)
        ? []
        : [{ mark: 'line', text: even.down.text } as const]),
    ],
  };
}
