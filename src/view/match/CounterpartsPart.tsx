/** For the chosen head of each model, the heads of the other model that read most like it. */
import type { ReactNode } from 'react';
import { msg, t } from '#say';
import { maskedPair } from '../../analysis/abilities.ts';
import { SHUFFLES } from '../../analysis/between/chance.ts';
import { LEAST_MASS } from '../../analysis/between/similarity.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { headsNow } from '../../store/selectors.ts';
import type { Side } from '../../text/token.ts';
import { KeepButton } from '../keep/KeepButton.tsx';
import { Rich } from '../kit/Rich.tsx';
import { useActions, useParameter, useSelector } from '../kit/store.tsx';
import type { ViewProps } from '../reading/views.ts';
import { CounterpartList } from './CounterpartList.tsx';

const WAYS: readonly { from: Side; to: Side }[] = [
  { from: 'left', to: 'right' },
  { from: 'right', to: 'left' },
];

const BOLD = { b: (text: ReactNode) => <b>{text}</b> };

export function CounterpartsPart({ comparison, colormap }: ViewProps) {
  const heads = useSelector(headsNow);
  const [hideSpecials] = useParameter('specials');
  const { chooseHead } = useActions();
  const pair = maskedPair(comparison);
  const cut = hideSpecials
    ? msg`Each token’s reading is cut down to what both models may read, without special tokens as you chose, and divided by what is left`
    : msg`Each token’s reading is cut down to what both models may read and divided by what is left`;
  const compared = pair
    ? msg`${cut}, so that ${pair.open.model.name} does not lose for looking right.`
    : msg`${cut}.`;
  return (
    <section className="match-part" aria-labelledby="match-counterparts">
      <div className="keep-line">
        <h2 id="match-counterparts">
          <Rich
            of={msg`Counterparts <em>by pattern, never by number</em>`}
            as={{ em: (text) => <em>{text}</em> }}
          />
        </h2>
        <KeepButton
          of={t`the counterparts`}
          choices={[
            {
              label: t`The counterparts`,
              keep: async () =>
                (await import('./keep.ts')).keepCounterparts(comparison, heads, hideSpecials),
            },
          ]}
        />
      </div>
      <div className="match-how">
        <p>
          <Rich
            of={msg`<b>Score.</b> ${compared} One less the <divergence>Jensen–Shannon divergence</divergence> of two such rows, in <bit>bits</bit>, is their likeness; the score is its mean over <token>tokens</token>: 1 is the same reading, 0 has nothing in common. Rows with less than ${percent(LEAST_MASS, 0)} left are not compared, and a <head>head</head> needs half of its rows.`}
            as={BOLD}
          />
        </p>
        <p>
          <Rich
            of={msg`<b>Chance.</b> The best of ${SHUFFLES} tries with one head’s places shuffled within each row: as sharp as before, but reading nowhere in particular. One unrelated head in ${SHUFFLES + 1} would still pass it by luck.`}
            as={BOLD}
          />
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
