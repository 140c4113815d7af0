/** Two sentences: one model reads them as a pair, one reads one after the other. */
import { msg } from '#say';
import { axisTokens } from '../../analysis/attention/cell.ts';
import { surprisal } from '../../analysis/prediction/distribution.ts';
import type { ModelClient } from '../../engine/modelClient.ts';
import { Refusal } from '../../language/refusal.ts';
import type { HeldTrace } from '../../model/trace.ts';
import { isBlank } from '../../text/blank.ts';
import type { Side, Token } from '../../text/token.ts';
import { boundaryOf, notRead, secondStart } from './measure.ts';

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
  /** Where the first sentence ends in the tokens of either: see {@link boundaryOf} and {@link secondStart}. */
  readonly boundary: Readonly<Record<'judge' | 'writer', number>>;
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

/** @throws Refusal when the second sentence holds nothing to read. */
export async function* readTwo(
  client: ModelClient,
  { text, pair, judge: judging, writer: writing }: PairSettings,
  signal: AbortSignal,
): AsyncGenerator<PairFinding, void> {
  const judge = await client.ask({ side: judging, text, pair, positions: [] });
  if (signal.aborted) return;
  const follows = judge.nextSentence;
  if (follows === undefined) {
    throw new Refusal(
      msg`The second sentence holds nothing that the models can read: write another.`,
    );
  }
  const boundary = boundaryOf(judge.tokens);
  const first = judge.tokens.slice(1, boundary);
  const second = judge.tokens.slice(boundary + 1, -1);
  const isWhole = ![...first, ...second].some(isBlank);

  const everywhere = { positions: 'all', distributions: true, candidates: 1 } as const;
  const writer = await client.ask({ side: writing, text, pair, ...(isWhole && everywhere) });
  if (signal.aborted) return;
  const start = secondStart(axisTokens(writer), judge.tokens, boundary);
  const found = {
    judge,
    // The page keeps the attention, not the probability of every token everywhere.
    writer: { ...writer, predictions: [] },
    boundary: { judge: boundary, writer: start },
    follows,
    cut: { text: notRead(text, first), pair: notRead(pair, second) },
  };
  if (!isWhole) {
    yield { ...found, costs: null };
    return;
  }
  const alone = await client.ask({ side: writing, text: pair, ...everywhere });
  if (signal.aborted) return;
  // The output at each position is for the token after it.
  const cost = (trace: HeldTrace, before: number, { id }: Token) =>
    surprisal(trace.predictions[before]!.distribution!, id);
  yield {
    ...found,
    costs: writer.tokens.slice(start).map((token, at) => ({
      label: token.label,
      given: cost(writer, start - 1 + at, token),
      alone: cost(alone, at, token),
    })),
  };
}
