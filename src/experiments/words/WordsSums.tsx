/** What the surprisals of a text come to, for each model, and what the sums are. */

import { rolesIn } from '../../analysis/abilities.ts';
import { areCutAlike } from '../../analysis/attention/align.ts';
import { axisTokens } from '../../analysis/attention/cell.ts';
import { piecesOf } from '../../analysis/prediction/slot.ts';
import { measurable, type Surprisals, sumOf } from '../../analysis/prediction/surprisals.ts';
import type { FullComparison, Trace } from '../../model/trace.ts';
import { bits, bitsNumber } from '../../sentences/numbers/bits.ts';
import { SIDES } from '../../text/token.ts';

interface Props {
  readonly comparison: FullComparison;
  readonly surprisals: Surprisals;
}

export function WordsSums({ comparison, surprisals }: Props) {
  const { filler, writer } = rolesIn(comparison)!;
  const { tokens } = surprisals;
  const isCutAlike = areCutAlike(axisTokens(filler), axisTokens(writer));
  const inPieces = measurable(tokens).some((position) => {
    const [first, end] = piecesOf(tokens, position);
    return end - first > 1;
  });
  return (
    <>
      <div className="findings words-sums">
        {SIDES.map((side) => (
          <Sums
            key={side}
            trace={comparison[side]}
            surprisals={surprisals}
            // Of a model that was measured at some of its tokens alone it is no likelihood of the text.
            isWhole={side === filler.side || isCutAlike}
          />
        ))}
      </div>
      <p className="aside words-note">
        The two sums cannot be set against each other as such: {writer.model.name}’s is a
        log-likelihood, {filler.model.name}’s a pseudo-log-likelihood (
        <a href="https://arxiv.org/abs/1910.14659">Salazar and others 2020</a>), in which every
        token is guessed with the rest of the text in sight; it is the probability of no text.
        {inPieces ? (
          <>
            {' '}
            Pieces of one word stay in sight of each other, which makes them look easier to{' '}
            {filler.model.name} (
            <a href="https://arxiv.org/abs/2305.10588">Kauf and Ivanova 2023</a>).
          </>
        ) : null}
      </p>
    </>
  );
}

interface SumsProps {
  readonly trace: Trace;
  readonly surprisals: Surprisals;
  /** Whether all that the model has read of the text is measured. */
  readonly isWhole: boolean;
}

function Sums({ trace, surprisals, isWhole }: SumsProps) {
  const { side, model } = trace;
  const fills = model.can.fillsBlanks;
  const { tokens, guesses, done, total, read } = surprisals;
  const sum = sumOf(guesses[side]);
  const stopped = !fills && read < tokens.length;
  const soFar = fills && done < total;
  const name = fills ? 'pseudo-log-likelihood' : 'log-likelihood';
  return (
    <section data-side={side} aria-labelledby={`words-${side}`}>
      <h3 id={`words-${side}`}>
        <span className="accent" translate="no">
          {model.name}
        </span>
        , {fills ? 'each token from all others' : 'each token from those before it'}
      </h3>
      <dl className="words-numbers">
        <div>
          <dt>bits per token</dt>
          <dd>{sum.mean === null ? 'none' : bitsNumber(sum.mean, 2)}</dd>
        </div>
        <div>
          <dt>
            sum over {sum.count} {sum.count === 1 ? 'token' : 'tokens'}
            {isWhole ? '' : ' of both models'}
            {stopped ? ', up to the blank' : soFar ? ', so far' : ''}
          </dt>
          <dd>{bits(sum.bits)}</dd>
        </div>
        {isWhole ? (
          <div>
            <dt>{name}</dt>
            <dd>{bits(-sum.bits)}</dd>
          </div>
        ) : null}
      </dl>
    </section>
  );
}
