/**
 * Heads switched off: each model reads the text as it is and without some of its heads, and predicts
 * the same places both times.
 */

import { wholeReader } from '../../analysis/abilities.ts';
import { placesIn } from '../../analysis/attention/align.ts';
import { type HeadChoice, headsInOrder } from '../../analysis/attention/head.ts';
import { piecesOf, startingWord } from '../../analysis/prediction/slot.ts';
import type { ModelClient } from '../../engine/modelClient.ts';
import type { Question } from '../../engine/protocol.ts';
import { type HeadMeans, meanOf } from '../../examples/means.ts';
import type { FullComparison, HeldTrace, Trace } from '../../model/trace.ts';
import { isBlank } from '../../text/blank.ts';
import { SIDES, type Side, type Token } from '../../text/token.ts';
import {
  attentionChange,
  type RankedHead,
  ranked,
  type SlotChange,
  slotChange,
} from './measure.ts';

/** A place that a model predicts, with all its heads and without some. */
export interface Slot {
  /** As `Question.positions`: the blank that is filled, or the token before the one that is predicted. */
  readonly position: number;
  /** `blank` in the text as typed, a word `taken` out, or the `end` of the text. */
  readonly kind: 'blank' | 'taken' | 'end';
  /** The token that really stands there; null where nobody knows. */
  readonly real: Token | null;
}

export interface Slots {
  /**
   * The word that is taken out, in each model's tokens: its first, and the one after its last. Null where the text
   * has blanks of its own.
   */
  readonly taken: Readonly<Record<Side, readonly [first: number, end: number]>> | null;
  /** Whether a model reads with blanks in its place, or what stands before it. */
  readonly fills: Readonly<Record<Side, boolean>>;
  readonly left: readonly Slot[];
  readonly right: readonly Slot[];
}

/**
 * What the models are asked for: the blanks of the text; where there is none, a word, which one that fills
 * blanks reads the text without and one that writes predicts from the left, and its next token. Null where
 * the text holds no token at all.
 *
 * @param held the position of the word that the reader holds; a special token counts as none.
 */
export function slotsOf(comparison: FullComparison, held: number | null): Slots | null {
  const reader = wholeReader(comparison);
  const { tokens } = reader;
  const { left, right } = comparison;
  const fills = { left: left.model.can.fillsBlanks, right: right.model.can.fillsBlanks };
  if (tokens.some(isBlank)) {
    const of = (trace: Trace): Slot[] =>
      fills[trace.side]
        ? trace.tokens.flatMap((token, position) =>
            isBlank(token) ? [{ position, kind: 'blank', real: null }] : [],
          )
        : [{ ...endOf(trace), kind: trace.unread.length > 0 ? 'blank' : 'end' }];
    return { taken: null, fills, left: of(left), right: of(right) };
  }
  const chosen = startingWord(tokens, held);
  if (chosen === null) return null;
  const word = piecesOf(tokens, chosen);
  const wordIn = (trace: Trace) => (trace === reader ? word : placesIn(tokens, word, trace.tokens));
  const taken = { left: wordIn(left), right: wordIn(right) };
  if (!taken.left || !taken.right) return null;
  const of = (trace: Trace, [first, end]: readonly [number, number]): Slot[] => {
    const pieces = trace.tokens
      .slice(first, end)
      .map((real, nth) => ({ position: first + nth, kind: 'taken' as const, real }));
    if (fills[trace.side]) return pieces;
    // The output at each token is for the one after it.
    return [...pieces.map((piece) => ({ ...piece, position: piece.position - 1 })), endOf(trace)];
  };
  return {
    taken: { left: taken.left, right: taken.right },
    fills,
    left: of(left, taken.left),
    right: of(right, taken.right),
  };
}

const endOf = ({ tokens }: Trace): Slot => ({
  position: tokens.length - 1,
  kind: 'end',
  real: null,
});

export interface HeadsSettings {
  readonly text: string;
  readonly slots: Slots;
  readonly off: Readonly<Record<Side, readonly HeadChoice[]>>;
  /** What stands in place of a head that is off; null for zeros. */
  readonly means: HeadMeans | null;
}

/** How one model changed. */
export interface ModelChange {
  /** One for each of its slots. */
  readonly slots: readonly SlotChange[];
  /** [L · H]: see {@link attentionChange}. */
  readonly attention: readonly number[];
}

export type HeadsFinding = Readonly<Record<Side, ModelChange>>;

export type RankSettings = Omit<HeadsSettings, 'off'>;

function ask(
  client: ModelClient,
  side: Side,
  { text, slots }: RankSettings,
  ablate?: Question['ablate'],
) {
  const [blank, blankEnd] = slots.taken?.[side] ?? [];
  return client.ask({
    side,
    text,
    positions: slots[side].map(({ position }) => position),
    distributions: true,
    ...(slots.fills[side] && blank !== undefined && { blank, blankEnd: blankEnd! }),
    ...(ablate && ablate.length > 0 && { ablate }),
  });
}

function ablation(
  { means }: RankSettings,
  { side, heads }: Trace,
  choice: HeadChoice,
): NonNullable<Question['ablate']>[number] {
  return means ? { ...choice, context: meanOf(means, side, choice, heads) } : choice;
}

function slotChanges({ slots }: RankSettings, before: HeldTrace, after: HeldTrace): SlotChange[] {
  return slots[before.side].map(({ real }, at) =>
    slotChange(before.predictions[at]!, after.predictions[at]!, real),
  );
}

/** Two forwards of each model, one after the other. */
export async function* runAblation(
  client: ModelClient,
  settings: HeadsSettings,
  signal: AbortSignal,
): AsyncGenerator<HeadsFinding> {
  const changes: ModelChange[] = [];
  for (const side of SIDES) {
    const before = await ask(client, side, settings);
    if (signal.aborted) return;
    const ablate = settings.off[side].map((choice) => ablation(settings, before, choice));
    const after = ablate.length > 0 ? await ask(client, side, settings, ablate) : before;
    if (signal.aborted) return;
    changes.push({
      slots: slotChanges(settings, before, after),
      attention: attentionChange(before, after),
    });
  }
  yield { left: changes[0]!, right: changes[1]! };
}

export interface Ranking {
  readonly done: number;
  readonly total: number;
  readonly left: readonly RankedHead[];
  readonly right: readonly RankedHead[];
}

/** Every head of both models switched off alone, one forward each; yields after each of them. */
export async function* rankHeads(
  client: ModelClient,
  settings: RankSettings,
  signal: AbortSignal,
): AsyncGenerator<Ranking> {
  const found: Record<Side, RankedHead[]> = { left: [], right: [] };
  const before = {} as Record<Side, HeldTrace>;
  for (const side of SIDES) {
    before[side] = await ask(client, side, settings);
    if (signal.aborted) return;
  }
  const order = SIDES.flatMap((side) =>
    headsInOrder(before[side]).map((choice) => ({ side, choice })),
  );
  for (const [at, { side, choice }] of order.entries()) {
    const after = await ask(client, side, settings, [ablation(settings, before[side], choice)]);
    if (signal.aborted) return;
    const slots = slotChanges(settings, before[side], after);
    const bits = slots.reduce((sum, slot) => sum + slot.bits, 0) / slots.length;
    found[side].push({ choice, bits });
    yield {
      done: at + 1,
      total: order.length,
      left: ranked(found.left),
      right: ranked(found.right),
    };
  }
}
