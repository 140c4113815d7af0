/** What the surprisals of a text come to, for each model, and what the sums are. */

import { piecesOf } from '../../analysis/prediction/slot.ts';
import { measurable, type Surprisals, sumOf } from '../../analysis/prediction/surprisals.ts';
import { MODEL_TITLES } from '../../sentences/captions.ts';
import { bits, bitsNumber } from '../../sentences/numbers/bits.ts';
import type { ModelName } from '../../text/token.ts';

const MODELS: readonly ModelName[] = ['bert', 'gpt'];

const SIDES: Readonly<Record<ModelName, string>> = {
  bert: 'each token from all others',
  gpt: 'each token from those before it',
};

export function WordsSums({ surprisals }: { surprisals: Surprisals }) {
  const { tokens } = surprisals;
  const inPieces = measurable(tokens).some((position) => {
    const [first, end] = piecesOf(tokens, position);
    return end - first > 1;
  });
  return (
    <>
      <div className="findings words-sums">
        {MODELS.map((model) => (
          <Sums key={model} model={model} surprisals={surprisals} />
        ))}
      </div>
      <p className="aside words-note">
        The two sums cannot be set against each other as such: GPT’s is a log-likelihood, BERT’s a
        pseudo-log-likelihood (
        <a href="https://arxiv.org/abs/1910.14659">Salazar and others 2020</a>), in which every
        token is guessed with the rest of the text in sight; it is the probability of no text.
        {inPieces ? (
          <>
            {' '}
            Pieces of one word stay in sight of each other, which makes them look easier to BERT (
            <a href="https://arxiv.org/abs/2305.10588">Kauf and Ivanova 2023</a>).
          </>
        ) : null}
      </p>
    </>
  );
}

function Sums({ model, surprisals }: { model: ModelName; surprisals: Surprisals }) {
  const { tokens, guesses, done, total, read } = surprisals;
  const sum = sumOf(guesses[model]);
  const stopped = model === 'gpt' && read < tokens.length - 1;
  const soFar = model === 'bert' && done < total;
  const name = model === 'bert' ? 'pseudo-log-likelihood' : 'log-likelihood';
  const title = MODEL_TITLES[model];
  return (
    <section data-model={model} aria-labelledby={`words-${model}`}>
      <h3 id={`words-${model}`}>
        <span className="accent" translate="no">
          {title}
        </span>
        , {SIDES[model]}
      </h3>
      <dl className="words-numbers">
        <div>
          <dt>bits per token</dt>
          <dd>{sum.mean === null ? 'none' : bitsNumber(sum.mean, 2)}</dd>
        </div>
        <div>
          <dt>
            sum over {sum.count} {sum.count === 1 ? 'token' : 'tokens'}
            {stopped ? ', up to the blank' : soFar ? ', so far' : ''}
          </dt>
          <dd>{bits(sum.bits)}</dd>
        </div>
        <div>
          <dt>{name}</dt>
          <dd>{bits(-sum.bits)}</dd>
        </div>
      </dl>
    </section>
  );
}
