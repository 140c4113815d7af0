/** Two sentences: BERT reads them as a pair, GPT one after the other. */
import { surprisal } from '../../analysis/prediction/distribution.ts';
import type { ModelClient } from '../../engine/modelClient.ts';
import type { HeldTrace } from '../../model/trace.ts';
import { isBlank } from '../../text/blank.ts';
import { boundaryOf, notRead } from './measure.ts';

/** What a token of the second sentence costs GPT, in bits. */
export interface TokenCost {
  readonly label: string;
  /** After the first sentence. */
  readonly given: number;
  /** At the beginning of a text. */
  readonly alone: number;
}

export interface PairFinding {
  readonly left: HeldTrace;
  readonly right: HeldTrace;
  /** See {@link boundaryOf}. */
  readonly boundary: number;
  /** The probability that the second sentence follows the first. */
  readonly follows: number;
  /** The ends of both sentences that did not fit. */
  readonly cut: { readonly text: string | null; readonly pair: string | null };
  /** Null where GPT stops at a blank before the second sentence's end. */
  readonly costs: readonly TokenCost[] | null;
}

/** @throws Error with a sentence when the second sentence holds nothing to read. */
export async function* readTwo(
  client: ModelClient,
  { text, pair }: { readonly text: string; readonly pair: string },
  signal: AbortSignal,
): AsyncGenerator<PairFinding, void> {
  const left = await client.ask({ side: 'left', text, pair, positions: [] });
  if (signal.aborted) return;
  const follows = left.nextSentence;
  if (follows === undefined) {
    throw new Error('The second sentence holds nothing that the models can read: write another.');
  }
  const boundary = boundaryOf(left.tokens);
  const first = left.tokens.slice(1, boundary);
  const second = left.tokens.slice(boundary + 1, -1);
  const isWhole = ![...first, ...second].some(isBlank);

  // The output at each position is for the token after it.
  const positions = second.map((_, at) => boundary - 1 + at);
  const asked = { positions, distributions: true };
  const right = await client.ask({ side: 'right', text, pair, ...(isWhole && asked) });
  if (signal.aborted) return;
  const found = {
    left,
    right,
    boundary,
    follows,
    cut: { text: notRead(text, first), pair: notRead(pair, second) },
  };
  if (!isWhole) {
    yield { ...found, costs: null };
    return;
  }
  const alone = await client.ask({
    side: 'right',
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
      given: cost(right, at),
      alone: cost(alone, at),
    })),
  };
}
