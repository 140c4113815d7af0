/** Every head of both models switched off alone, ranked by what is lost. */

import { useId } from 'react';
import { msg, t } from '#say';
import { type HeadChoice, sameHead } from '../../analysis/attention/head.ts';
import type { FullComparison } from '../../model/trace.ts';
import { headName } from '../../sentences/names.ts';
import { fineBits } from '../../sentences/numbers/fineBits.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { RunLine } from '../../view/experiment/RunLine.tsx';
import { KeepButton } from '../../view/keep/KeepButton.tsx';
import { Instruction } from '../../view/kit/Instruction.tsx';
import { Rich } from '../../view/kit/Rich.tsx';
import { useExperimentRun } from '../run/useExperimentRun.ts';
import { type HeadsSettings, type Ranking, type RankSettings, rankHeads } from './run.ts';
import { rankingSentence } from './sentences.ts';

interface Props {
  readonly comparison: FullComparison;
  /** Null while there is nothing to run. */
  readonly settings: RankSettings | null;
  readonly isOn: boolean;
  readonly off: HeadsSettings['off'];
  onRank(on: boolean): void;
  onSwitch(side: Side, choice: HeadChoice): void;
}

export function HeadRanking(props: Props) {
  const { comparison, settings, isOn, off, onRank, onSwitch } = props;
  const title = useId();
  const run = useExperimentRun(rankHeads, isOn ? settings : null);
  const ranking = isOn ? run.value : null;
  const isDone = ranking !== null && ranking.done === ranking.total && !run.isStale;
  return (
    <section className="ranking" aria-labelledby={title}>
      <div className="keep-line">
        <h2 id={title}>{t`Which head matters most here`}</h2>
        {isDone ? (
          <KeepButton
            of={t`the ranking`}
            choices={[
              {
                label: t`The ranking`,
                keep: async () => (await import('./keepHeads.ts')).keepRanking(comparison, ranking),
              },
            ]}
          />
        ) : null}
      </div>
      <p className="aside">
        <Rich
          of={
            settings && Math.max(settings.slots.left.length, settings.slots.right.length) > 1
              ? msg`Each <head>head</head> is switched off alone, with all others on, and ranked by the <divergence>Kullback–Leibler divergence</divergence> of the model’s predictions from those with all heads, as a mean over its predictions. A head that matters here may not matter for another sentence, and one that others can stand in for seems to matter little.`
              : msg`Each <head>head</head> is switched off alone, with all others on, and ranked by the <divergence>Kullback–Leibler divergence</divergence> of the model’s predictions from those with all heads. A head that matters here may not matter for another sentence, and one that others can stand in for seems to matter little.`
          }
        />
      </p>
      <p className="ranking-run">
        <button type="button" className="button" aria-pressed={isOn} onClick={() => onRank(!isOn)}>
          {isOn ? t`Put the ranking away` : t`Rank all heads`}
        </button>
        {isOn ? (
          <progress
            aria-label={t`Heads tried`}
            value={run.isStale ? 0 : (ranking?.done ?? 0)}
            max={ranking?.total ?? 1}
          />
        ) : null}
      </p>
      {isOn ? (
        <RunLine run={run}>
          {isDone
            ? rankingSentence(comparison, ranking)
            : ranking && t`${ranking.done} of ${ranking.total} heads tried.`}
        </RunLine>
      ) : null}
      {ranking ? (
        <div className="findings" data-stale={run.isStale || undefined}>
          {SIDES.map((side) => (
            <RankedList
              key={side}
              side={side}
              name={comparison[side].model.name}
              ranking={ranking}
              off={off[side]}
              onSwitch={(choice) => onSwitch(side, choice)}
            />
          ))}
        </div>
      ) : null}
    </section>
  );
}

function RankedList({
  side,
  name,
  ranking,
  off,
  onSwitch,
}: {
  side: Side;
  name: string;
  ranking: Ranking;
  off: readonly HeadChoice[];
  onSwitch(choice: HeadChoice): void;
}) {
  const list = ranking[side];
  // One scale for both models.
  const most = Math.max(ranking.left[0]?.bits ?? 0, ranking.right[0]?.bits ?? 0);
  return (
    <section className="finding" data-side={side} aria-label={t`${name}’s heads, ranked`}>
      <h3>
        <span className="accent" translate="no">
          {name}
        </span>{' '}
        <em>
          <Instruction
            point={t`a click switches a head off or on`}
            tap={t`a tap switches a head off or on`}
          />
        </em>
      </h3>
      <ol className="ranked">
        {list.map(({ choice, bits: lost }) => {
          const isOff = off.some((each) => sameHead(each, choice));
          return (
            <li key={headName(choice)}>
              <button type="button" aria-pressed={isOff} onClick={() => onSwitch(choice)}>
                <span className="ranked-name">
                  {headName(choice)}
                  {isOff ? ` ${t({ message: '(off)', context: 'a head' })} ` : ' '}
                </span>
                <span className="bar-track" aria-hidden="true">
                  <span
                    className="bar-fill"
                    style={{ inlineSize: `${most > 0 ? (lost / most) * 100 : 0}%` }}
                  />
                </span>
                <span className="bar-value">{fineBits(lost, 3)}</span>
              </button>
            </li>
          );
        })}
      </ol>
    </section>
  );
}
