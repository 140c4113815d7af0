/** For the chosen head of each model, the heads of the other model that read most like it. */
import { maskedPair } from '../../analysis/abilities.ts';
import { SHUFFLES } from '../../analysis/between/chance.ts';
import { LEAST_MASS } from '../../analysis/between/similarity.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { headsNow } from '../../store/selectors.ts';
import type { Side } from '../../text/token.ts';
import { KeepButton } from '../keep/KeepButton.tsx';
import { useActions, useParameter, useSelector } from '../kit/store.tsx';
import type { ViewProps } from '../reading/views.ts';
import { CounterpartList } from './CounterpartList.tsx';

const WAYS: readonly { from: Side; to: Side }[] = [
  { from: 'left', to: 'right' },
  { from: 'right', to: 'left' },
];

export function CounterpartsPart({ comparison, colormap }: ViewProps) {
  const heads = useSelector(headsNow);
  const [hideSpecials] = useParameter('specials');
  const { chooseHead } = useActions();
  const pair = maskedPair(comparison);
  return (
    <section className="match-part" aria-labelledby="match-counterparts">
      <div className="keep-line">
        <h2 id="match-counterparts">
          Counterparts <em>by pattern, never by number</em>
        </h2>
        <KeepButton
          of="the counterparts"
          choices={[
            {
              label: 'The counterparts',
              keep: async () =>
                (await import('./keep.ts')).keepCounterparts(comparison, heads, hideSpecials),
            },
          ]}
        />
      </div>
      <div className="match-how">
        <p>
          <b>Score.</b> Each token’s reading is cut down to what both models may read
          {hideSpecials ? ', without special tokens as you chose,' : ''} and divided by what is left
          {pair ? `, so that ${pair.open.model.name} does not lose for looking right` : ''}. One
          less the Jensen–Shannon divergence of two such rows, in bits, is their likeness; the score
          is its mean over tokens: 1 is the same reading, 0 has nothing in common. Rows with less
          than {percent(LEAST_MASS, 0)} left are not compared, and a head needs half of its rows.
        </p>
        <p>
          <b>Chance.</b> The best of {SHUFFLES} tries with one head’s places shuffled within each
          row: as sharp as before, but reading nowhere in particular. One unrelated head in{' '}
          {SHUFFLES + 1} would still pass it by luck.
        </p>
      </div>
      <div className="match-lists">
        {WAYS.map(({ from, to }) => (
          <CounterpartList
            key={from}
            comparison={comparison}
            side={from}
            choice={heads[from]}
            chosen={heads[to]}
            withoutSpecials={hideSpecials}
            colormap={colormap}
            onHead={(choice) => chooseHead(to, choice)}
          />
        ))}
      </div>
    </section>
  );
}
