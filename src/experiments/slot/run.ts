/** One slot: both models asked what stands in the place of one word. */
import { bySide, rolesIn } from '../../analysis/abilities.ts';
import { sameStretch } from '../../analysis/attention/align.ts';
import { axisTokens } from '../../analysis/attention/cell.ts';
import { piecesOf, reaches } from '../../analysis/prediction/slot.ts';
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

/** What a model puts there, and where that is among its own tokens of the text. */
export interface SlotFilling extends Filling, SlotPlace {}

export interface SlotPlace {
  /** The text as typed. */
  readonly tokens: readonly Token[];
  /** The first token of the slot, and the one after its last. */
  readonly position: number;
  readonly end: number;
}

/** What each model of the two puts there, by its place. */
export interface SlotFinding extends SlotPlace {
  /** T tokens of the model that fills blanks. */
  readonly tokens: readonly Token[];
  /**
   * What is put in the place of the first token, with nothing of the word in sight; null for a model that
   * does not read so far, or has no tokens of its own that make the word.
   */
  readonly left: SlotFilling | null;
  readonly right: SlotFilling | null;
  /**
   * Surprisal of the whole word, in bits: of its first token, then of each one after those before it
   * (for a filled blank as in Kauf and Ivanova 2023, from left to right within the word). Null where there is no
   * real word, or it is not read, or not yet known.
   */
  readonly bits: Readonly<Record<Side, number | null>>;
}

/**
 * Takes out the word at `position` for both models; the text stays as it is. The one that fills blanks reads
 * a blank in the place of each of its tokens; the one that writes reads what is before them.
 *
 * @throws RangeError when there is no token of the text at that position, or a model of the two is missing.
 */
export async function* slotRun(
  client: Pick<ModelClient, 'ask'>,
  { comparison, position: at }: SlotSettings,
  signal: AbortSignal,
): AsyncGenerator<SlotFinding> {
  const roles = rolesIn(comparison);
  if (!roles) throw new RangeError('One slot takes a model that fills blanks and one that writes.');
  const { filler, writer } = roles;
  const { text } = comparison;
  const { tokens } = filler;
  const [position, end] = piecesOf(tokens, at);
  const token = tokens[position];
  const real = !token || isBlank(token) ? null : token.id;
  const whole = { text, distributions: true, blankEnd: end };
  const question = { ...whole, blank: position, candidates: NAMED };
  const both = await client.ask({ ...question, side: filler.side, positions: [position] });
  if (signal.aborted) return;
  // The same stretch of text in the other model's tokens, which may be others.
  const there = sameStretch(tokens, [position, end], axisTokens(writer));
  const before =
    there && reaches(writer, there[0])
      ? await client.ask({ ...question, side: writer.side, blank: there[0], blankEnd: there[1] })
      : null;
  const others = axisTokens(writer);
  const own = there ? others.slice(...there) : [];
  const filled = { ...filling(both.predictions[0]!, real), tokens, position, end };
  const predicted = before && {
    ...filling(before.predictions[0]!, real === null ? null : own[0]!.id),
    ...{ tokens: others, position: there![0], end: there![1] },
  };
  const sides = <T>(ofFiller: T, ofWriter: T) => bySide([filler, ofFiller], [writer, ofWriter]);
  const fillings = sides<SlotFilling | null>(filled, predicted);
  const first = { filler: filled.real?.bits ?? null, writer: predicted?.real?.bits ?? null };
  const rest = Array.from({ length: end - position - 1 }, (_, nth) => position + 1 + nth);
  if (real === null || (rest.length === 0 && own.length <= 1)) {
    yield { position, end, tokens, ...fillings, bits: sides(first.filler, first.writer) };
    return;
  }
  yield { position, end, tokens, ...fillings, bits: sides<number | null>(null, null) };

  let fromBoth = first.filler ?? 0;
  for (const next of rest) {
    if (signal.aborted) return;
    const asked = { ...whole, candidates: 1, blank: next, positions: [next] };
    const { predictions } = await client.ask({ ...asked, side: filler.side });
    fromBoth += tokenScore(wholeOf(predictions[0]!), tokens[next]!.id).bits;
  }
  let fromLeft = first.writer;
  if (fromLeft !== null) {
    if (signal.aborted) return;
    // The output at each token is for the one after it.
    const later = own.slice(1);
    const positions = later.map((_, nth) => there![0] + nth);
    const asked = { text, distributions: true, candidates: 1, positions };
    const { predictions } = await client.ask({ ...asked, side: writer.side });
    for (const [nth, { id }] of later.entries()) {
      fromLeft += tokenScore(wholeOf(predictions[nth]!), id).bits;
    }
  }
  yield { position, end, tokens, ...fillings, bits: sides<number | null>(fromBoth, fromLeft) };
}
