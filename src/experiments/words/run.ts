/** Word by word: how unexpected each token of the text is to both models. */

import { bySide, rolesIn } from '../../analysis/abilities.ts';
import { align, NO_PARTNER } from '../../analysis/attention/align.ts';
import { stopIn } from '../../analysis/attention/pointed.ts';
import { type Guess, measurable, type Surprisals } from '../../analysis/prediction/surprisals.ts';
import { tokenScore, wholeOf } from '../../analysis/prediction/tokenScore.ts';
import type { ModelClient } from '../../engine/modelClient.ts';
import type { FullComparison, Prediction } from '../../model/trace.ts';

/**
 * A model that writes answers for all tokens in one forward pass: its output at a token predicts the next
 * one, the first word from what stands before any text. One that fills blanks needs a pass for every token,
 * which is taken out for it, so that a finding is yielded after each.
 *
 * @throws RangeError when a model of the two is missing.
 */
export async function* wordsRun(
  client: Pick<ModelClient, 'ask'>,
  { comparison }: { readonly comparison: FullComparison },
  signal: AbortSignal,
): AsyncGenerator<Surprisals> {
  const roles = rolesIn(comparison);
  if (!roles) throw new RangeError('This takes a model that fills blanks and one that writes.');
  const { filler, writer } = roles;
  const { text } = comparison;
  const { tokens } = filler;
  const positions = measurable(tokens);
  const none = tokens.map((): Guess | null => null);
  const question = { text, candidates: 1, distributions: true };
  const guessAt = (prediction: Prediction, id: number): Guess => ({
    ...tokenScore(wholeOf(prediction), id),
    first: prediction.top[0]!,
  });

  const before = await client.ask({ ...question, side: writer.side, positions: 'all' });
  const fromLeft = none.slice();
  // Only a token of both is measured by both: where the two cut a word differently there is no such token.
  const partners = align(before.tokens, tokens);
  for (const prediction of before.predictions) {
    const position = partners[prediction.index + 1] ?? NO_PARTNER;
    if (position === NO_PARTNER) continue;
    const { id } = before.tokens[prediction.index + 1]!;
    fromLeft[position] = guessAt(prediction, id);
  }
  let found: Surprisals = {
    tokens,
    read: stopIn(comparison, filler.side) ?? tokens.length,
    guesses: bySide([filler, none], [writer, fromLeft]),
    done: 0,
    total: positions.length,
  };
  yield found;

  for (const position of positions) {
    if (signal.aborted) return;
    const both = await client.ask({
      ...question,
      side: filler.side,
      blank: position,
      positions: [position],
    });
    const { guesses, done } = found;
    const fromBoth = guesses[filler.side].with(
      position,
      guessAt(both.predictions[0]!, tokens[position]!.id),
    );
    found = { ...found, guesses: { ...guesses, [filler.side]: fromBoth }, done: done + 1 };
    yield found;
  }
}
