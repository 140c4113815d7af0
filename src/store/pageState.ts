/**
 * What the reader has chosen, apart from React: what a link means, and the link that means a state.
 */

import type { Scope, View } from '../address/choices.ts';
import { type LinkState, readLink } from '../address/link.ts';
import { unless } from '../address/values.ts';
import type { Cell } from '../analysis/attention/cell.ts';
import { type HeadChoice, sameHead } from '../analysis/attention/head.ts';
import { PLAIN_VIEW_OPTIONS, type ViewOptions } from '../analysis/attention/viewOptions.ts';
import type { MetricName } from '../analysis/metrics/metricNames.ts';
import { DEFAULT_PRESET, type Preset, type PresetId, presetOf } from '../examples/presets.ts';
import { type Trial, trialLink, trialOf } from '../experiments/settings.ts';
import type { Comparison } from '../model/trace.ts';
import { headName } from '../sentences/names.ts';
import type { Side } from '../text/token.ts';

export type Heads = Readonly<Record<Side, HeadChoice>>;

export interface PageState {
  readonly preset: PresetId | null;
  readonly text: string;
  readonly heads: Heads;
  readonly locked: Cell | null;
  readonly hideSpecials: boolean;
  readonly view: View;
  /** The step of the step-through, from 1. */
  readonly step: number;
  readonly viewOptions: ViewOptions;
  /** What the overviews and tables are sorted by; null for the models' own order. */
  readonly sort: MetricName | null;
  /** What metrics are taken over. */
  readonly over: Scope;
  /** The experiment, and what it is set to. */
  readonly trial: Trial;
}

const FIRST_HEAD: HeadChoice = { layer: 0, head: 0 };

/** What a link means: its own values, and defaults where it is silent. */
export function pageState(link: LinkState): PageState {
  const preset = link.preset ?? (link.text === null ? DEFAULT_PRESET : null);
  const opened: Preset | null = preset ? presetOf(preset) : null;
  return {
    preset,
    text: opened ? opened.text : (link.text ?? ''),
    heads: {
      left: link.bert ?? opened?.heads.left ?? FIRST_HEAD,
      right: link.gpt ?? opened?.heads.right ?? FIRST_HEAD,
    },
    locked: link.cell,
    hideSpecials: link.specials === 'hide',
    view: link.view ?? 'compare',
    step: link.step ?? 1,
    viewOptions: {
      of: link.of ?? PLAIN_VIEW_OPTIONS.of,
      by: link.by ?? PLAIN_VIEW_OPTIONS.by,
      picture: link.show ?? PLAIN_VIEW_OPTIONS.picture,
      also: { left: link.bertAlso ?? [], right: link.gptAlso ?? [] },
    },
    sort: link.sort,
    over: link.over ?? 'text',
    trial: trialOf(link),
  };
}

/** The link that means a state: a parameter only where it differs from the default. */
export function linkOf(state: PageState): LinkState {
  const opened = state.preset ? presetOf(state.preset) : null;
  const changed = (side: Side) => {
    const usual = opened?.heads[side] ?? FIRST_HEAD;
    return sameHead(state.heads[side], usual) ? null : state.heads[side];
  };
  return {
    preset: state.preset,
    text: state.preset ? null : state.text,
    bert: changed('left'),
    gpt: changed('right'),
    cell: state.locked,
    specials: state.hideSpecials ? 'hide' : null,
    view: unless('compare', state.view),
    step: state.view === 'step' ? unless(1, state.step) : null,
    of: unless(PLAIN_VIEW_OPTIONS.of, state.viewOptions.of),
    by: unless(PLAIN_VIEW_OPTIONS.by, state.viewOptions.by),
    show: unless(PLAIN_VIEW_OPTIONS.picture, state.viewOptions.picture),
    bertAlso: state.viewOptions.also.left.length > 0 ? state.viewOptions.also.left : null,
    gptAlso: state.viewOptions.also.right.length > 0 ? state.viewOptions.also.right : null,
    sort: state.sort,
    over: unless('text', state.over),
    ...trialLink(state.trial),
    backend: null,
  };
}

/** What of a state the comparison cannot show: choices that this pair of models or text does not have. */
export function fitting(
  state: PageState,
  comparison: Comparison | null,
): { heads: Heads; viewOptions: ViewOptions; locked: Cell | null; problems: string[] } {
  const problems: string[] = [];
  const { viewOptions } = state;
  if (!comparison) return { heads: state.heads, viewOptions, locked: state.locked, problems };
  const has = (side: Side, { layer, head }: HeadChoice) =>
    layer < comparison[side].layers && head < comparison[side].heads;
  const missing = (side: Side, choice: HeadChoice, instead: string) => {
    const { model, layers, heads } = comparison[side];
    problems.push(
      `The link asks for ${headName(choice)} of ${model.title}, which has ${layers} layers of ${heads} heads: ${instead}.`,
    );
  };
  const available = (side: Side): HeadChoice => {
    const choice = state.heads[side];
    if (has(side, choice)) return choice;
    missing(side, choice, 'layer 1, head 1 is shown');
    return FIRST_HEAD;
  };
  const besides = (side: Side): readonly HeadChoice[] => {
    const asked = viewOptions.also[side];
    const known = asked.filter((choice) => has(side, choice));
    for (const choice of asked) {
      if (!known.includes(choice)) missing(side, choice, 'its arcs are not drawn');
    }
    // A head named twice has one line.
    return known.filter((choice, at) => known.findIndex((each) => sameHead(each, choice)) === at);
  };
  const heads = { left: available('left'), right: available('right') };
  const also = { left: besides('left'), right: besides('right') };
  const size = comparison.left.tokens.length;
  const { locked } = state;
  const inside = locked === null || (locked.row < size && locked.column < size);
  if (!inside && comparison.text === state.text) {
    problems.push(
      `The link points at tokens ${locked.row} and ${locked.column}, but this text has only ${size}: nothing is locked.`,
    );
  }
  return { heads, viewOptions: { ...viewOptions, also }, locked: inside ? locked : null, problems };
}

/** A link that asks for nothing. */
export const EMPTY_LINK: LinkState = readLink(new URLSearchParams());
