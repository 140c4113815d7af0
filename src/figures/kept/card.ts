/**
 * A picture that can be cited: figures side by side with what says where they come from. Every part of what is
 * said can be left off.
 */
import { say } from '#say';
import type { Side } from '../../text/token.ts';
import type { Item, Scene, Type } from '../scene.ts';
import { type Figure, legendOf, plotsOf } from './figure.ts';
import { legendPlot } from './legend.ts';
import type { Plot } from './plot.ts';
import { type Style, TYPE } from './style.ts';
import { wrap } from './wrap.ts';

/** One figure with its heading. */
export interface Part {
  /** What it is of, such as a model's name. */
  readonly heading: string;
  /** More of it, such as a head; null for nothing more. */
  readonly subheading: string | null;
  /** Whose accent the heading has; null for ink. */
  readonly side: Side | null;
  readonly figure: Figure;
}

/** What stands around the figures; null for what is left off. */
export interface Around {
  readonly sentence: string | null;
  readonly caption: string | null;
  readonly link: string | null;
  readonly hasLegend: boolean;
}

const MARGIN = 24;
const APART = 36;
/** Text is set at least so wide, and figures stand side by side up to here. */
const NARROWEST = 420;
const WIDEST = 1500;

/** The first strong letter says which way a sentence runs. */
const STRONG = /\p{L}/u;
const RIGHT_TO_LEFT =
  /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u;

export const runsRightToLeft = (text: string): boolean =>
  RIGHT_TO_LEFT.test(STRONG.exec(text)?.[0] ?? '');

function block(text: string, type: Type, fill: string, width: number, { measure }: Style): Plot {
  const height = Math.round(type.size * 1.35);
  const lines = wrap(text, type, width, measure);
  const isRtl = runsRightToLeft(text);
  return {
    width,
    height: lines.length * height,
    items: lines.map((line, at) => ({
      kind: 'text',
      ...type,
      text: line,
      x: isRtl ? width : 0,
      y: at * height + type.size,
      fill,
      ...(isRtl && { isRightToLeft: true }),
    })),
  };
}

const HEAD = 22;

/** A figure under its heading. Nothing stands beside text whose width another program's fonts may change. */
function titled({ heading, subheading, side }: Part, plot: Plot, style: Style): Plot {
  const { ink } = style.colormap.palette;
  const fill = side ? style.accents[side] : ink;
  const head = { kind: 'text', x: 0 } as const;
  const titles: Item[] = [{ ...head, ...TYPE.heading, text: heading, y: 16, fill }];
  if (subheading !== null) {
    titles.push({ ...head, ...TYPE.subheading, text: subheading, y: 16 + HEAD, fill: style.soft });
  }
  const top = titles.length * HEAD + 6;
  const wide = [
    style.measure(heading, TYPE.heading),
    subheading === null ? 0 : style.measure(subheading, TYPE.subheading),
  ];
  return {
    width: Math.max(plot.width, ...wide.map(Math.ceil)),
    height: plot.height + top,
    items: [...titles, { kind: 'group', x: 0, y: top, items: plot.items }],
  };
}

/** Legends of several figures as one, each kind of scale and each mark once. */
function legendOfAll(parts: readonly Part[]) {
  const legends = parts.map(({ figure }) => legendOf(figure));
  const marks = legends.flatMap((legend) => legend.marks);
  const scales = legends.flatMap(({ scale }) => scale ?? []);
  return {
    scales: scales.filter(({ kind }, at) => scales.findIndex((each) => each.kind === kind) === at),
    marks: marks.filter(
      ({ text }, at) => marks.findIndex((each) => say(each.text) === say(text)) === at,
    ),
  };
}

export function cardOf(parts: readonly Part[], around: Around, style: Style): Scene {
  const bare = plotsOf(
    parts.map(({ figure }) => figure),
    style,
  );
  const plots = parts.map((part, at) => titled(part, bare[at]!, style));
  const sum = plots.reduce((all, { width }) => all + width + APART, -APART);
  const isStacked = sum > WIDEST;
  const wide = isStacked ? Math.max(...plots.map(({ width }) => width)) : sum;
  const width = Math.max(wide, NARROWEST);
  const { ink, page } = style.colormap.palette;

  const items: Item[] = [];
  let y = MARGIN;
  const put = (plot: Plot, x = 0) =>
    items.push({ kind: 'group', x: MARGIN + x, y, items: plot.items });
  const below = (plot: Plot, space: number) => {
    if (plot.height === 0) return;
    put(plot);
    y += plot.height + space;
  };
  if (around.sentence !== null) below(block(around.sentence, TYPE.sentence, ink, width, style), 8);
  if (around.caption !== null) {
    below(block(around.caption, TYPE.caption, style.soft, width, style), 16);
  }
  if (isStacked) for (const plot of plots) below(plot, 20);
  else {
    let x = 0;
    for (const plot of plots) {
      put(plot, x);
      x += plot.width + APART;
    }
    y += Math.max(...plots.map(({ height }) => height)) + 16;
  }
  if (around.hasLegend) below(legendPlot(legendOfAll(parts), width, style), 8);
  if (around.link !== null) below(block(around.link, TYPE.link, style.soft, width, style), 0);

  const full = { width: Math.ceil(width + 2 * MARGIN), height: Math.ceil(y + MARGIN) };
  return {
    ...full,
    items: [{ kind: 'boxes', boxes: [[0, 0, full.width, full.height]], fill: page }, ...items],
  };
}
