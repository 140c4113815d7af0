/** Two sentences: one model reads them as a pair, one reads one after the other. */
import { surprisal } from '../../analysis/prediction/distribution.ts';
import type { ModelClient } from '../../engine/modelClient.ts';
import type { HeldTrace } from '../../model/trace.ts';
import { isBlank } from '../../text/blank.ts';
import type { Side } from '../../text/token.ts';
import { boundaryOf, notRead } from './measure.ts';

/** What a token of the second sentence costs the model that writes, in bits. */
export interface TokenCost {
  readonly label: string;
  /** After the first sentence. */
  readonly given: number;
  /** At the beginning of a text. */
  readonly alone: number;
}

export interface PairFinding {
  /** The pair, as the model reads it that judges whether one follows the other. */
  readonly judge: HeldTrace;
  /** The same, as the model reads it that writes. */
  readonly writer: HeldTrace;
  /** See {@link boundaryOf}. */
  readonly boundary: number;
  /** The probability that the second sentence follows the first. */
  readonly follows: number;
  /** The ends of both sentences that did not fit. */
  readonly cut: { readonly text: string | null; readonly pair: string | null };
  /** Null where it stops at a blank before the second sentence's end. */
  readonly costs: readonly TokenCost[] | null;
}

export interface PairSettings {
  readonly text: string;
  readonly pair: string;
  /** The places of the two models. */
  readonly judge: Side;
  readonly writer: Side;
}

/** @throws Error with a sentence when the second sentence holds nothing to read. */
export async function* readTwo(
  client: ModelClient,
  { text, pair, judge: judging, writer: writing }: PairSettings,
  signal: AbortSignal,
): AsyncGenerator<PairFinding, void> {
  const judge = await client.ask({ side: judging, text, pair, positions: [] });
  if (signal.aborted) return;
  const follows = judge.nextSentence;
  if (follows === undefined) {
    throw new Error('The second sentence holds nothing that the models can read: write another.');
  }
  const boundary = boundaryOf(judge.tokens);
  const first = judge.tokens.slice(1, boundary);
  const second = judge.tokens.slice(boundary + 1, -1);
  const isWhole = ![...first, ...second].some(isBlank);

  // The output at each position is for the token after it.
  const positions = second.map((_, at) => boundary - 1 + at);
  const asked = { positions, distributions: true };
  const writer = await client.ask({ side: writing, text, pair, ...(isWhole && asked) });
  if (signal.aborted) return;
  const found = {
    judge,
    writer,
    boundary,
    follows,
    cut: { text: notRead(text, first), pair: notRead(pair, second) },
  };
  if (!isWhole) {
    yield { ...found, costs: null };
    return;
  }
  const alone = await client.ask({
    side: writing,
    text: pair,
    positions: second.map((_, at) => at),
    distributions: true,
  });
  if (signal.aborted) return;
  const cost = (trace: HeldTrace, at: number) =>
    surprisal(trace.predictions[at]!.distribution!, second[at]!.id);
  yield {
    ...found,
    costs: second.map(({ label }, at) => ({
      label,
      given: cost(writer, at),
      alone: cost(alone, at),
    })),
  };
}
