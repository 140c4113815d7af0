/** One slot: both models asked what stands in the place of one word. */
import { gptReaches, piecesOf } from '../../analysis/prediction/slot.ts';
import {
  type Filling,
  filling,
  tokenScore,
  wholeOf,
} from '../../analysis/prediction/tokenScore.ts';
import type { ModelClient } from '../../engine/modelClient.ts';
import type { FullComparison } from '../../model/trace.ts';
import { isBlank } from '../../text/blank.ts';
import type { Side, Token } from '../../text/token.ts';

/** How many candidates each model names. */
const NAMED = 8;

export interface SlotSettings {
  readonly comparison: FullComparison;
  /** A token of the word, or a blank. */
  readonly position: number;
}

export interface SlotFinding {
  /** The first token of the slot, and the one after its last. */
  readonly position: number;
  readonly end: number;
  /** BERT's tokens of the text as typed, T of them. */
  readonly tokens: readonly Token[];
  /** What is put in the place of the first token, with nothing of the word in sight. */
  readonly left: Filling;
  /** Null where GPT does not read so far. */
  readonly right: Filling | null;
  /**
   * Surprisal of the whole word, in bits: of its first token, then of each one after those before it
   * (for BERT as in Kauf and Ivanova 2023, from left to right within the word). Null where there is no
   * real word, or it is not read, or not yet known.
   */
  readonly bits: Readonly<Record<Side, number | null>>;
}

/**
 * Takes out the word at `position` for both models; the text stays as it is. BERT reads `[MASK]` in
 * the place of each of its tokens; GPT reads what is before them.
 *
 * @throws RangeError when there is no token of the text at that position.
 */
export async function* slotRun(
  client: Pick<ModelClient, 'ask'>,
  { comparison, position: at }: SlotSettings,
  signal: AbortSignal,
): AsyncGenerator<SlotFinding> {
  const { text, left, right } = comparison;
  const { tokens } = left;
  const [position, end] = piecesOf(tokens, at);
  const token = tokens[position];
  const real = !token || isBlank(token) ? null : token.id;
  const whole = { text, distributions: true, blankEnd: end };
  const question = { ...whole, blank: position, candidates: NAMED };
  const both = await client.ask({ ...question, side: 'left', positions: [position] });
  if (signal.aborted) return;
  const before = gptReaches(right, position)
    ? await client.ask({ ...question, side: 'right' })
    : null;
  const fillings = {
    left: filling(both.predictions[0]!, real),
    right: before && filling(before.predictions[0]!, real),
  };
  const first = {
    left: fillings.left.real?.bits ?? null,
    right: fillings.right?.real?.bits ?? null,
  };
  const rest = Array.from({ length: end - position - 1 }, (_, nth) => position + 1 + nth);
  if (real === null || rest.length === 0) {
    yield { position, end, tokens, ...fillings, bits: first };
    return;
  }
  yield { position, end, tokens, ...fillings, bits: { left: null, right: null } };

  let fromBoth = first.left ?? 0;
  for (const next of rest) {
    if (signal.aborted) return;
    const asked = { ...whole, candidates: 1, blank: next, positions: [next] };
    const { predictions } = await client.ask({ ...asked, side: 'left' });
    fromBoth += tokenScore(wholeOf(predictions[0]!), tokens[next]!.id).bits;
  }
  let fromLeft = first.right;
  if (fromLeft !== null) {
    if (signal.aborted) return;
    // The output at each token is for the one after it.
    const positions = rest.map((next) => next - 1);
    const asked = { text, distributions: true, candidates: 1, positions };
    const { predictions } = await client.ask({ ...asked, side: 'right' });
    for (const [nth, next] of rest.entries()) {
      fromLeft += tokenScore(wholeOf(predictions[nth]!), tokens[next]!.id).bits;
    }
  }
  yield { position, end, tokens, ...fillings, bits: { left: fromBoth, right: fromLeft } };
}
