/** What the surprisals of a text come to, for each model, and what the sums are. */
import type { ReactNode } from 'react';
import { msg, plural, say, t } from '#say';
import { rolesIn } from '../../analysis/abilities.ts';
import { areCutAlike } from '../../analysis/attention/align.ts';
import { axisTokens } from '../../analysis/attention/cell.ts';
import { piecesOf } from '../../analysis/prediction/slot.ts';
import { measurable, type Surprisals, sumOf } from '../../analysis/prediction/surprisals.ts';
import type { FullComparison, Trace } from '../../model/trace.ts';
import { bits, bitsNumber } from '../../sentences/numbers/bits.ts';
import { SIDES } from '../../text/token.ts';
import { Rich } from '../../view/kit/Rich.tsx';

interface Props {
  readonly comparison: FullComparison;
  readonly surprisals: Surprisals;
}

const PAPERS = {
  salazar: (text: ReactNode) => <a href="https://arxiv.org/abs/1910.14659">{text}</a>,
  kauf: (text: ReactNode) => <a href="https://arxiv.org/abs/2305.10588">{text}</a>,
};

export function WordsSums({ comparison, surprisals }: Props) {
  const { filler, writer } = rolesIn(comparison)!;
  const { tokens } = surprisals;
  const isCutAlike = areCutAlike(axisTokens(filler), axisTokens(writer));
  const inPieces = measurable(tokens).some((position) => {
    const [first, end] = piecesOf(tokens, position);
    return end - first > 1;
  });
  const [fills, writes] = [filler.model.name, writer.model.name];
  const apart = msg`The two sums cannot be set against each other as such: ${writes}’s is a <likelihood>log-likelihood</likelihood>, ${fills}’s a pseudo-log-likelihood (<salazar>Salazar and others 2020</salazar>), in which every token is guessed with the rest of the text in sight; it is the <probability>probability</probability> of no text.`;
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
        <Rich
          of={
            inPieces
              ? msg`${apart} Pieces of one word stay in sight of each other, which makes them look easier to ${fills} (<kauf>Kauf and Ivanova 2023</kauf>).`
              : apart
          }
          as={PAPERS}
        />
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
  const { name } = model;
  const { count } = sum;
  const over = isWhole
    ? msg`sum over ${plural(count, { one: '# token', other: '# tokens' })}`
    : msg`sum over ${plural(count, { one: '# token', other: '# tokens' })} of both models`;
  return (
    <section data-side={side} aria-labelledby={`words-${side}`}>
      <h3 id={`words-${side}`}>
        <Rich
          of={
            fills
              ? msg`<name>${name}</name>, each token from all others`
              : msg`<name>${name}</name>, each token from those before it`
          }
          as={{
            name: (text) => (
              <span className="accent" translate="no">
                {text}
              </span>
            ),
          }}
        />
      </h3>
      <dl className="words-numbers">
        <div>
          <dt>
            <Rich of={msg`<bit>bits</bit> per <token>token</token>`} />
          </dt>
          <dd>{sum.mean === null ? t`none` : bitsNumber(sum.mean, 2)}</dd>
        </div>
        <div>
          <dt>{stopped ? t`${over}, up to the blank` : soFar ? t`${over}, so far` : say(over)}</dt>
          <dd>{bits(sum.bits)}</dd>
        </div>
        {isWhole ? (
          <div>
            <dt>{fills ? t`pseudo-log-likelihood` : t`log-likelihood`}</dt>
            <dd>{bits(-sum.bits)}</dd>
          </div>
        ) : null}
      </dl>
    </section>
  );
}
