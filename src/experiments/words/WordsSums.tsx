/** What the surprisals of a text come to, for each model, and what the sums are. */

import { piecesOf } from '../../analysis/prediction/slot.ts';
import { measurable, type Surprisals, sumOf } from '../../analysis/prediction/surprisals.ts';
import { MODEL_TITLES } from '../../sentences/captions.ts';
import { bits, bitsNumber } from '../../sentences/numbers/bits.ts';
import { SIDES, type Side } from '../../text/token.ts';

const FROM: Readonly<Record<Side, string>> = {
  left: 'each token from all others',
  right: 'each token from those before it',
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
        {SIDES.map((side) => (
          <Sums key={side} side={side} surprisals={surprisals} />
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

function Sums({ side, surprisals }: { side: Side; surprisals: Surprisals }) {
  const { tokens, guesses, done, total, read } = surprisals;
  const sum = sumOf(guesses[side]);
  const stopped = side === 'right' && read < tokens.length - 1;
  const soFar = side === 'left' && done < total;
  const name = side === 'left' ? 'pseudo-log-likelihood' : 'log-likelihood';
  const title = MODEL_TITLES[side];
  return (
    <section data-side={side} aria-labelledby={`words-${side}`}>
      <h3 id={`words-${side}`}>
        <span className="accent" translate="no">
          {title}
        </span>
        , {FROM[side]}
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
