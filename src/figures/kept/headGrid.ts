/** All heads of a model, each with its name: layers down and heads across, or in the order of a metric. */
import { msg } from '#say';
import type { HeadChoice } from '../../analysis/attention/head.ts';
import { maxPool, pooledShape } from '../../analysis/attention/pool.ts';
import type { Side, Token } from '../../text/token.ts';
import { headGridCells, shapeAcross } from '../headGrid.ts';
import type { Item } from '../scene.ts';
import type { Numbers } from './numbers.ts';
import type { Legend, Plot } from './plot.ts';
import { type Style, TYPE } from './style.ts';
import { cut } from './wrap.ts';

export interface HeadGridFigure {
  readonly kind: 'headGrid';
  readonly side: Side;
  /** Heads in a row. */
  readonly columns: number;
  /** In the order in which they are drawn. */
  readonly heads: readonly {
    readonly choice: HeadChoice;
    /** [T, T], of cross-attention what is drawn of it, or made small: see {@link HeadGridFigure.tokens}. */
    readonly weights: Float32Array;
    /** A value or a name that is said below its picture, beside its number. */
    readonly note?: string;
  }[];
  /** [T, T] */
  readonly mask: Uint8Array;
  /** Of cross-attention: where the text begins that reads. */
  readonly across?: number | undefined;
  /** T tokens along the axes; null where the weights are smaller than that, the largest under each pixel. */
  readonly tokens: readonly Token[] | null;
  readonly chosen: HeadChoice | null;
}

const THUMB = 120;
const SPACE = 10;
const CAPTION = 18;

export function headGridPlot(figure: HeadGridFigure, style: Style): Plot {
  const { side, columns, heads, mask, across: reading, chosen } = figure;
  const { palette } = style.colormap;
  const across = Math.min(columns, heads.length);
  const below = SPACE + CAPTION;
  const geometry = { columns: across, thumb: THUMB, space: SPACE, below, hatch: 4, line: 1 };
  const pictures = heads.map(({ weights }) => weights);
  const rows = Math.ceil(heads.length / across);
  const captions = heads.map(({ choice, note }, at): Item => {
    const name = `${choice.layer + 1}.${choice.head + 1}`;
    const text = cut(note ? `${name}  ${note}` : name, TYPE.note, THUMB, style.measure);
    return {
      kind: 'text',
      ...TYPE.note,
      text,
      x: (at % across) * (THUMB + SPACE),
      y: Math.floor(at / across) * (THUMB + below) + THUMB + 13,
      fill: style.soft,
    };
  });
  const at = heads.findIndex(
    ({ choice }) => choice.layer === chosen?.layer && choice.head === chosen.head,
  );
  const left = (at % across) * (THUMB + SPACE);
  const top = Math.floor(at / across) * (THUMB + below);
  const all = heads.map(
    (_, nth) =>
      [
        (nth % across) * (THUMB + SPACE),
        Math.floor(nth / across) * (THUMB + below),
        THUMB,
        THUMB,
      ] as const,
  );
  return {
    width: across * (THUMB + SPACE) - SPACE + 2,
    height: rows * (THUMB + below),
    items: [
      {
        kind: 'group',
        x: 1,
        y: 1,
        items: [
          ...headGridCells(pictures, mask, geometry, style.colormap, reading),
          { kind: 'frames', boxes: all, stroke: palette.grid, line: 1 },
          ...captions,
          ...(at < 0
            ? []
            : [
                {
                  kind: 'frames',
                  boxes: [[left, top, THUMB, THUMB]],
                  stroke: style.accents[side],
                  line: 2,
                } as const,
              ]),
        ],
      },
    ],
  };
}

/** How many columns the weights of each head have. */
export function headGridWidth({ heads, mask, across }: HeadGridFigure): number {
  const count = heads[0]?.weights.length ?? 0;
  if (across === undefined) return Math.sqrt(count);
  const shape = shapeAcross(Math.sqrt(mask.length), across);
  const small = pooledShape(shape, THUMB);
  return (count === small.rows * small.columns ? small : shape).columns;
}

export function headGridNumbers(figure: HeadGridFigure): Numbers {
  const { heads, tokens, mask, across } = figure;
  const length = Math.sqrt(mask.length);
  const width = headGridWidth(figure);
  const closed = mask.map((open) => (open ? 0 : 1));
  const forbidden = across === undefined ? maxPool(closed, length, width) : null;
  return {
    columns: ['layer', 'head', 'row', 'reads', 'column', 'from', 'weight', 'state'],
    rows: heads.flatMap(({ choice, weights }) => {
      return Array.from(weights, (weight, at) => {
        const [row, column] = [Math.floor(at / width), at % width];
        return [
          choice.layer + 1,
          choice.head + 1,
          row,
          tokens?.[row + (across ?? 0)]?.label ?? null,
          column,
          tokens?.[column]?.label ?? null,
          weight,
          forbidden?.[at] ? 'forbidden' : 'open',
        ];
      });
    }),
  };
}

export function headGridLegend({ mask, across }: HeadGridFigure): Legend {
  const isMasked = across === undefined && mask.includes(0);
  return {
    scale: { kind: 'weight' },
    marks: isMasked ? [{ mark: 'forbidden', text: msg`forbidden by the mask` }] : [],
  };
}
