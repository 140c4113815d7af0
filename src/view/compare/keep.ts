/** What Compare shows, as pictures to keep: of both models where both are there. */
import { msg, plural, t } from '#say';
import {
  type AttentionView,
  axesBy,
  onAttentionView,
} from '../../analysis/attention/attentionView.ts';
import { wholeCell } from '../../analysis/attention/cell.ts';
import { type HeadChoice, headsInOrder } from '../../analysis/attention/head.ts';
import type { Pointed } from '../../analysis/attention/pointed.ts';
import { shareOfReading, topKeysOfRow } from '../../analysis/attention/topKeys.ts';
import type { ViewOptions } from '../../analysis/attention/viewOptions.ts';
import { askAttentionViews } from '../../analysis/onDemand/matrices.ts';
import { isHeld } from '../../analysis/onDemand/question.ts';
import { smallOf, thumbnailsOf } from '../../analysis/onDemand/thumbnails.ts';
import type { Part } from '../../figures/kept/card.ts';
import type { Words } from '../../figures/kept/words.ts';
import type { Comparison, Prediction, Trace } from '../../model/trace.ts';
import { caption, hiddenIn, maskSentence } from '../../sentences/captions.ts';
import { END_OF_TEXT, isEnd } from '../../sentences/endOfText.ts';
import { metricNumber } from '../../sentences/metricNumber.ts';
import { METRIC_TITLES } from '../../sentences/metricTitles.ts';
import { titleOf } from '../../sentences/names.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { SIDES, type Side } from '../../text/token.ts';
import type { Keepable } from '../keep/keepable.ts';
import type { HeadOrders } from './useHeadOrder.ts';

type Views = Readonly<Record<Side, AttentionView | null>>;

/** The parts of the models that are there, and which of them is asked for. */
async function partsOf(
  asked: Side,
  comparison: Comparison,
  make: (trace: Trace) => Promise<Part> | Part,
): Promise<Pick<Keepable, 'parts' | 'asked'>> {
  const there = SIDES.flatMap((side) => comparison[side] ?? []);
  const parts = await Promise.all(there.map(make));
  return { parts, asked: parts.length > 1 ? there.findIndex(({ side }) => side === asked) : null };
}

interface Attention {
  readonly side: Side;
  readonly comparison: Comparison;
  readonly views: Views;
  readonly options: ViewOptions;
  readonly hideSpecials: boolean;
}

/** A cell of each model's tokens on the axes of what is shown of them. */
function placed(views: Views, pointed: Pointed): Pointed {
  const on = (side: Side) => {
    const view = views[side];
    return view ? onAttentionView(view, pointed[side]) : pointed[side];
  };
  return { left: on('left'), right: on('right') };
}

/**
 * The chosen heads, as a matrix or as arcs.
 *
 * @param locked the held cell, in the tokens of each model
 * @param from what arcs start from
 */
export async function keepAttention(
  { side, comparison, views, options, hideSpecials }: Attention,
  locked: Pointed | null,
  from: Pointed,
): Promise<Keepable> {
  const held = locked && placed(views, locked);
  const start = placed(views, from);
  const make = async (trace: Trace): Promise<Part> => {
    const view = views[trace.side]!;
    const titled = { heading: trace.model.name, subheading: titleOf(view), side: trace.side };
    const cell = wholeCell(held?.[trace.side] ?? null);
    if (options.picture === 'matrix') {
      return { ...titled, figure: { kind: 'heatmap', view, hideSpecials, cell } };
    }
    const also = options.of === 'head' ? options.also[trace.side] : [];
    const others = await askAttentionViews(trace, also, { of: 'head', by: options.by });
    const isFromAll = options.picture === 'all-arcs' && held === null;
    // Past the last token where the model has no such token: no arc starts there.
    const row = isFromAll ? null : (start[trace.side].row ?? view.tokens.length);
    return { ...titled, figure: { kind: 'arcs', views: [view, ...others], row, hideSpecials } };
  };
  const parts = await partsOf(side, comparison, make);
  const captionOf = (shown: Views) => caption(shown, held, hideSpecials);
  return {
    name: 'attention',
    ...parts,
    caption: captionOf(views),
    captions: SIDES.filter((each) => comparison[each]).map((each) =>
      captionOf({ left: null, right: null, [each]: views[each] }),
    ),
  };
}

interface Heads {
  readonly side: Side;
  readonly comparison: Comparison;
  readonly options: ViewOptions;
  readonly chosen: Readonly<Record<Side, HeadChoice>>;
  readonly orders: HeadOrders | null;
}

/** Side of a head's picture, in CSS pixels: of attention that is kept elsewhere no more is asked for. */
const SMALL = 120;

/** All heads of a model. */
export async function keepHeads({
  side,
  comparison,
  options,
  chosen,
  orders,
}: Heads): Promise<Keepable> {
  const make = async (trace: Trace): Promise<Part> => {
    const order = orders?.orders[trace.side] ?? null;
    const choices = order?.choices ?? headsInOrder(trace);
    const isHere = isHeld(trace);
    const views = isHere
      ? await askAttentionViews(trace, choices, { of: 'head', by: options.by })
      : null;
    const weights = views
      ? views.map((view) => smallOf(view, view.tokens.length))
      : await thumbnailsOf(trace, choices, options.by, SMALL);
    return {
      heading: trace.model.name,
      subheading: order
        ? t`all ${choices.length} heads, most ${METRIC_TITLES[order.metric]} first`
        : t`all ${choices.length} heads, layer by layer`,
      side: trace.side,
      figure: {
        kind: 'headGrid',
        side: trace.side,
        columns: trace.heads,
        heads: choices.map((choice, at) => {
          const value = order ? order.metrics[choice.layer]![choice.head]![order.metric] : null;
          return {
            choice,
            weights: weights[at]!,
            ...(order && value !== null && { note: metricNumber(order.metric, value) }),
          };
        }),
        ...drawnOf(axesBy(trace, options.by)),
        tokens: views?.[0]?.tokens ?? null,
        chosen: chosen[trace.side],
      },
    };
  };
  return { name: 'heads', ...(await partsOf(side, comparison, make)), caption: [] };
}

const drawnOf = ({ mask, across }: Pick<AttentionView, 'mask' | 'across'>) => ({ mask, across });

/** Cross-attention has no mask between the tokens of one text. */
export async function keepMasks(comparison: Comparison): Promise<Keepable> {
  const parts = SIDES.flatMap((side): Part[] => {
    const trace = comparison[side];
    if (!trace || trace.across !== undefined) return [];
    const { tokens, mask, model } = trace;
    return [
      {
        heading: model.name,
        subheading: t`mask`,
        side,
        figure: { kind: 'mask', side, tokens, mask },
      },
    ];
  });
  const captions = SIDES.flatMap((side) => {
    const trace = comparison[side];
    return trace && trace.across === undefined
      ? [[t`${trace.model.name}: ${maskSentence(trace)}`]]
      : [];
  });
  return { name: 'masks', parts, asked: null, caption: [captions.flat().join(' ')], captions };
}

/** A model's words for a blank, or for what comes next. */
export async function keepPrediction(
  trace: Pick<Trace, 'side' | 'model' | 'tokens'>,
  title: string,
  { top }: Prediction,
  shown: number,
): Promise<Keepable> {
  const { side, model } = trace;
  const words = top.slice(0, shown);
  const rest = Math.max(0, 1 - words.reduce((sum, { p }) => sum + p, 0));
  const bars = [
    ...words.map(({ id, label, p }) => ({
      label: isEnd(trace, id) ? END_OF_TEXT : label,
      value: p,
      text: percent(p),
    })),
    { label: msg`all other words`, value: rest, text: percent(rest), isRest: true },
  ];
  return {
    name: 'prediction',
    parts: [
      {
        heading: model.name,
        subheading: title,
        side,
        figure: { kind: 'bars', of: msg`probability`, most: 1, tone: 'prediction', bars },
      },
    ],
    asked: null,
    caption: [t`Probabilities over the whole vocabulary.`],
  };
}

/**
 * What a row reads most; all rows together without one.
 *
 * @param row on the axes of the attention view
 * @param shown tokens that are named; all others are one bar
 */
export async function keepTopKeys(
  view: AttentionView,
  row: number | null,
  hideSpecials: boolean,
  shown: number,
): Promise<Keepable> {
  const { side, model, tokens, weights, mask } = view;
  const isHidden = hiddenIn(view, hideSpecials);
  const { entries, hidden } =
    row === null ? shareOfReading(view, isHidden) : topKeysOfRow(weights, mask, row, isHidden);
  const bar = (label: Words, value: number) => ({ label, value, text: percent(value) });
  const others = entries.slice(shown);
  const rest = (label: Words, value: number) => ({ ...bar(label, value), isRest: true });
  const sum = others.reduce((all, { weight }) => all + weight, 0);
  const bars = [
    ...entries.slice(0, shown).map(({ position, weight }) => bar(tokens[position]!.label, weight)),
    ...(others.length > 0
      ? [rest(msg`${plural(others.length, { one: '# other', other: '# others' })}`, sum)]
      : []),
    ...(hideSpecials ? [rest(msg`hidden`, hidden)] : []),
  ];
  const focus = row === null ? null : { row, column: row };
  return {
    name: 'reads',
    parts: [
      {
        heading: model.name,
        subheading:
          row === null
            ? t`${titleOf(view)}: what is read in all`
            : t`${titleOf(view)}: what “${tokens[row]!.label}” reads`,
        side,
        figure: { kind: 'bars', of: msg`weight`, most: 1, tone: 'ink', bars },
      },
    ],
    asked: null,
    caption: caption(
      { left: null, right: null, [side]: view },
      focus && { left: focus, right: focus },
      hideSpecials,
    ),
  };
}
