/** Two sentences as both models read them, as pictures to keep. */
import { msg, t } from '#say';
import { attentionViewOf } from '../../analysis/attention/attentionView.ts';
import { readPart, wholeCell } from '../../analysis/attention/cell.ts';
import type { HeadChoice } from '../../analysis/attention/head.ts';
import type { Pointed } from '../../analysis/attention/pointed.ts';
import type { Part } from '../../figures/kept/card.ts';
import { caption } from '../../sentences/captions.ts';
import { headName } from '../../sentences/names.ts';
import { fineBits } from '../../sentences/numbers/fineBits.ts';
import type { Side } from '../../text/token.ts';
import { headGridOf } from '../../view/keep/headGridOf.ts';
import type { Keepable } from '../../view/keep/keepable.ts';
import { inARow } from '../inARow.ts';
import { hiddenCells, readAcross, sentencesOf } from './measure.ts';
import type { PairFinding, TokenCost } from './run.ts';
import { acrossSentence, costSentence, followsSentence } from './sentences.ts';
import type { Between } from './settings.ts';

interface Pair {
  readonly found: PairFinding;
  readonly heads: Readonly<Record<Side, HeadChoice>>;
  readonly between: Between;
  readonly hideSpecials: boolean;
  readonly held: Pointed | null;
}

/** The chosen heads on the pair. */
export async function keepPair(pair: Pair): Promise<Keepable> {
  const { found, heads, between, hideSpecials, held } = pair;
  const { boundary } = found;
  const made = (['judge', 'writer'] as const).map((role) => {
    const trace = found[role];
    const cell = held && wholeCell(readPart(trace, held[trace.side]));
    const view = attentionViewOf(trace, heads[trace.side]);
    const part: Part = {
      heading: trace.model.name,
      subheading: t`${headName(heads[trace.side])}, over both sentences`,
      side: trace.side,
      figure: {
        ...{ kind: 'heatmap', view, hideSpecials, cell },
        hidden: hiddenCells(sentencesOf(trace.tokens, boundary[role]), between),
      },
    };
    const focus = cell && { left: cell, right: cell };
    const one = caption({ left: null, right: null, [trace.side]: view }, focus, hideSpecials);
    return { part, caption: one };
  });
  const captions = made.map((each) => each.caption);
  return {
    name: 'pair',
    parts: made.map(({ part }) => part),
    asked: null,
    caption: inARow([followsSentence(found)], ...captions),
    captions: [inARow([followsSentence(found)], captions[0]!), captions[1]!],
  };
}

/** How much each head reads across: from the second sentence (1) back, or from the first (0) ahead. */
export async function keepAcross(found: PairFinding, from: 0 | 1): Promise<Keepable> {
  const made = (['judge', 'writer'] as const).flatMap((role) => {
    const trace = found[role];
    const across = readAcross(trace, sentencesOf(trace.tokens, found.boundary[role]), from);
    if (!across) return [];
    const of = from === 1 ? msg`back to the first` : msg`ahead to the second`;
    const part: Part = {
      heading: trace.model.name,
      subheading:
        from === 1
          ? t`from the second sentence back to the first, by head`
          : t`from the first sentence ahead to the second, by head`,
      side: trace.side,
      figure: headGridOf(trace, of, across.values),
    };
    return [{ part, caption: [acrossSentence(trace, from, across)] }];
  });
  const captions = made.map((each) => each.caption);
  return {
    name: from === 1 ? 'pair-back' : 'pair-ahead',
    parts: made.map(({ part }) => part),
    asked: null,
    caption: inARow(...captions),
    captions,
  };
}

/** What each token of the second sentence costs the model that writes. */
export async function keepCosts(
  { writer }: PairFinding,
  costs: readonly TokenCost[],
): Promise<Keepable> {
  const { side, model } = writer;
  const all = costs.flatMap(({ given, alone }) => [given, alone]).filter(Number.isFinite);
  const most = Math.max(1, ...all);
  const cell = (value: number) => ({
    text: fineBits(value),
    value,
    bar: Number.isFinite(value) || Number.isNaN(value) ? value / most : 1,
  });
  return {
    name: 'pair-costs',
    parts: [
      {
        heading: model.name,
        subheading: t`what each token of the second sentence costs`,
        side,
        figure: {
          ...{ kind: 'table', tone: side },
          columns: [msg`token`, msg`after the first, bits`, msg`alone, bits`],
          rows: costs.map(({ label, given, alone }) => [label, cell(given), cell(alone)]),
        },
      },
    ],
    asked: null,
    caption: [costSentence(model.name, costs)],
  };
}
