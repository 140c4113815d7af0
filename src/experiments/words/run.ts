/** Word by word: how unexpected each token of the text is to both models. */

import { type Guess, measurable, type Surprisals } from '../../analysis/prediction/surprisals.ts';
import { tokenScore, wholeOf } from '../../analysis/prediction/tokenScore.ts';
import type { ModelClient } from '../../engine/modelClient.ts';
import type { FullComparison, Prediction } from '../../model/trace.ts';

/**
 * GPT answers for all tokens in one forward pass: its output at a token predicts the next one, the
 * first word from `<|endoftext|>`. BERT needs a pass for every token, which is taken out for it, so
 * that a finding is yielded after each.
 */
export async function* wordsRun(
  client: Pick<ModelClient, 'ask'>,
  { comparison: { text, left, right } }: { readonly comparison: FullComparison },
  signal: AbortSignal,
): AsyncGenerator<Surprisals> {
  const { tokens } = left;
  const positions = measurable(tokens);
  const none = tokens.map((): Guess | null => null);
  const question = { text, candidates: 1, distributions: true };
  const guessAt = (prediction: Prediction, position: number): Guess => ({
    ...tokenScore(wholeOf(prediction), tokens[position]!.id),
    first: prediction.top[0]!,
  });

  const before = await client.ask({ ...question, side: 'right', positions: 'all' });
  const fromLeft = none.slice();
  for (const prediction of before.predictions) {
    const position = prediction.index + 1;
    if (position < before.tokens.length) fromLeft[position] = guessAt(prediction, position);
  }
  let found: Surprisals = {
    tokens,
    read: right.tokens.length,
    vocabulary: wholeOf(before.predictions[0]!).length,
    guesses: { right: fromLeft, left: none },
    done: 0,
    total: positions.length,
  };
  yield found;

  for (const position of positions) {
    if (signal.aborted) return;
    const both = await client.ask({
      ...question,
      side: 'left',
      blank: position,
      positions: [position],
    });
    const { guesses, done } = found;
    const fromBoth = guesses.left.with(position, guessAt(both.predictions[0]!, position));
    found = { ...found, guesses: { ...guesses, left: fromBoth }, done: done + 1 };
    yield found;
  }
}
