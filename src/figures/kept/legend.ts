/** A legend in one line or more: the scales with their ends, then what each mark means. */
import { msg, say, t } from '#say';
import { arcOpacity, arcWidth } from '../arcScale.ts';
import { ramp } from '../colormap.ts';
import { changeScale, divergingScale } from '../diverging.ts';
import type { Item } from '../scene.ts';
import { stripPaths } from '../strip.ts';
import type { Mark, Plot, Scale } from './plot.ts';
import { type Style, TYPE } from './style.ts';
import type { Words } from './words.ts';

const LINE = 22;
const BOX = 12;
const SPACE = 6;
const APART = 18;
const BAR = 120;
const STOPS = 60;

/** @param width CSS pixels that the legend has; it goes on in a line below */
export function legendPlot(
  { scales, marks }: { readonly scales: readonly Scale[]; readonly marks: readonly Mark[] },
  width: number,
  style: Style,
): Plot {
  const parts = [
    ...scales.map((scale) => scalePlot(scale, style)),
    ...marks.map((mark) => markPlot(mark, style)),
  ];
  const items: Item[] = [];
  let x = 0;
  let y = 0;
  for (const part of parts) {
    if (x > 0 && x + part.width > width) {
      x = 0;
      y += LINE;
    }
    items.push({ kind: 'group', x, y, items: part.items });
    x += part.width + APART;
  }
  return { width, height: parts.length > 0 ? y + LINE : 0, items };
}

function said(words: Words, x: number, style: Style, anchor: 'start' | 'end' = 'start'): Item {
  return { kind: 'text', ...TYPE.note, text: say(words), x, y: BOX - 2, anchor, fill: style.soft };
}

function scalePlot(scale: Scale, style: Style): Plot {
  const { palette } = style.colormap;
  const wide = (words: Words) => style.measure(say(words), TYPE.note);
  if (scale.kind === 'arcs') {
    const lead = t`weight`;
    let x = wide(lead) + SPACE;
    const items: Item[] = [said(lead, x - SPACE, style, 'end')];
    for (const weight of [0.1, 0.25, 0.5, 1]) {
      items.push(
        {
          kind: 'path',
          d: `M${x},${BOX / 2}h24`,
          stroke: palette.ink,
          line: arcWidth(weight),
          opacity: arcOpacity(weight),
        },
        said(String(weight), x + 28, style),
      );
      x += 28 + wide(String(weight)) + SPACE;
    }
    return { width: x, height: LINE, items };
  }
  const isDiverging = scale.kind === 'diverging';
  const colorOf = isDiverging
    ? (scale.of === 'models' ? divergingScale : changeScale)(palette)
    : ramp(palette);
  const from = isDiverging ? -1 : scale.kind === 'ink' ? scale.from : 0;
  const [before, after] = scale.kind === 'weight' ? [msg`weight 0`, '1'] : [scale.less, scale.more];
  const left = wide(before) + SPACE;
  const step = BAR / STOPS;
  const stops = Array.from({ length: STOPS }, (_, at): Item => {
    const share = at / (STOPS - 1);
    const fill = colorOf(from + (1 - from) * share);
    return { kind: 'boxes', boxes: [[left + at * step, 1, step + 0.5, BOX - 2]], fill };
  });
  return {
    width: left + BAR + SPACE + wide(after),
    height: LINE,
    items: [
      said(before, left - SPACE, style, 'end'),
      ...stops,
      { kind: 'frames', boxes: [[left, 1, BAR + 0.5, BOX - 2]], stroke: palette.outline, line: 1 },
      said(after, left + BAR + SPACE, style),
    ],
  };
}

function markPlot({ mark, text, side }: Mark, style: Style): Plot {
  return {
    width: BOX + SPACE + style.measure(say(text), TYPE.note),
    height: LINE,
    items: [...swatch(mark, side, style), said(text, BOX + SPACE, style)],
  };
}

function swatch(mark: Mark['mark'], side: Mark['side'], style: Style): Item[] {
  const { grid, hatch, ink, outline } = style.colormap.palette;
  const box = [0.5, 0.5, BOX - 1, BOX - 1] as const;
  const edge: Item = { kind: 'frames', boxes: [box], stroke: grid, line: 1 };
  switch (mark) {
    case 'zero':
      return [edge];
    case 'forbidden':
      return [
        {
          kind: 'hatching',
          boxes: [[0, 0, BOX, BOX]],
          extent: BOX,
          spacing: 6,
          line: 1,
          color: hatch,
          isRepeated: false,
        },
        edge,
      ];
    case 'unread':
      return [edge, { kind: 'boxes', boxes: [[BOX / 2 - 1, BOX / 2 - 1, 2, 2]], fill: outline }];
    case 'hidden':
      return [
        { kind: 'frames', boxes: [[3, 3, BOX - 6, BOX - 6]], stroke: outline, line: 1 },
        edge,
      ];
    case 'absent':
      return [edge, { kind: 'path', d: 'M4,4l4,4M8,4l-4,4', stroke: outline, line: 1 }];
    case 'open':
      return [{ kind: 'boxes', boxes: [[0, 0, BOX, BOX]], fill: ink }];
    case 'end':
      return [{ kind: 'frames', boxes: [box], stroke: ink, line: 1 }];
    case 'strip': {
      const { bars } = stripPaths([1, -0.6, 0.5, -1], 1, [BOX / 4, BOX / 2]);
      return [{ kind: 'group', x: 0, y: BOX / 2, items: [{ kind: 'path', d: bars, fill: ink }] }];
    }
    case 'line':
      return [
        { kind: 'path', d: `M0,${BOX / 2}h${BOX}`, stroke: style.soft, line: 1, dash: '4 3' },
      ];
    case 'tick':
      return [{ kind: 'boxes', boxes: [[BOX / 2 - 1, 0, 2, BOX]], fill: ink }];
    case 'bar':
      return [{ kind: 'boxes', boxes: [[0, 0, BOX, BOX]], fill: side ? style.accents[side] : ink }];
  }
}
