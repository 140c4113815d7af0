/** How many sentences each head gets right, beside always giving the more frequent answer. */

import type { ReactNode } from 'react';
import { msg, plural, t } from '#say';
import { percent } from '../../sentences/numbers/percent.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { KeepButton } from '../../view/keep/KeepButton.tsx';
import { Rich } from '../../view/kit/Rich.tsx';
import { Verbatim } from '../../view/kit/Verbatim.tsx';
import { answerOf, majority, type Score, scoreOf } from './measure.ts';
import type { Learning } from './run.ts';

interface Props {
  /** What the models are called. */
  readonly names: Readonly<Record<Side, string>>;
  readonly learning: Learning;
}

export function AccuracyTable({ names, learning }: Props) {
  const { classes, train, heldOut } = learning.examples;
  const known = train.map(({ label }) => label);
  const asked = heldOut.map(({ label }) => label);
  const usual = majority(known, classes.length);
  return (
    <section className="finding" aria-labelledby="classify-accuracy">
      <div className="keep-line">
        <h3 id="classify-accuracy">{t`Accuracy`}</h3>
        <KeepButton
          of={t`the accuracy`}
          choices={[
            {
              label: t`The table`,
              keep: async () => (await import('./keepLearning.ts')).keepAccuracy(names, learning),
            },
          ]}
        />
      </div>
      <table className="accuracy">
        <thead>
          <tr>
            <th scope="col">
              <Rich of={msg`<classifier>head</classifier> on`} />
            </th>
            <th scope="col">{t`held out`}</th>
            <th scope="col">{t`learned from`}</th>
          </tr>
        </thead>
        <tbody>
          {SIDES.map((side) => {
            const trained = learning[side]!;
            const named = (
              <span className="accent" translate="no">
                {names[side]}
              </span>
            );
            return (
              <tr key={side} data-side={side}>
                <th scope="row">
                  <Rich of={msg`${named}’s <features>features</features>`} />
                </th>
                <Told {...scoreOf(trained.heldOut.map(answerOf), asked)} />
                <Told {...scoreOf(trained.train.map(answerOf), known)} />
              </tr>
            );
          })}
          <tr>
            <th scope="row">
              <Rich of={msg`nothing: always “${<Verbatim>{classes[usual]}</Verbatim>}”`} />
            </th>
            <Told
              {...scoreOf(
                asked.map(() => usual),
                asked,
              )}
            />
            <Told
              {...scoreOf(
                known.map(() => usual),
                known,
              )}
            />
          </tr>
        </tbody>
      </table>
      <p className="aside">
        {heldOut.length === 0
          ? t`No sentence is held out, so nobody knows what the heads have learned: write some below a line of three dashes.`
          : t`Only what is held out counts. With ${plural(heldOut.length, { one: '# sentence', other: '# sentences' })}, one more or less right is ${percent(1 / heldOut.length)}: small differences mean nothing.`}
      </p>
    </section>
  );
}

const SHARE = { share: (text: ReactNode) => <span className="accuracy-share">{text}</span> };

function Told({ right, of }: Score) {
  return (
    <td>
      {of === 0 ? (
        '–'
      ) : (
        <Rich of={msg`${right} of ${of} <share>${percent(right / of)}</share>`} as={SHARE} />
      )}
    </td>
  );
}
