/** Every held-out sentence with its label and what both heads say of it. */

import { t } from '#say';
import { percent } from '../../sentences/numbers/percent.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { KeepButton } from '../../view/keep/KeepButton.tsx';
import { Verbatim } from '../../view/kit/Verbatim.tsx';
import { answerOf } from './measure.ts';
import type { Learning } from './run.ts';

interface Props {
  /** What the models are called. */
  readonly names: Readonly<Record<Side, string>>;
  readonly learning: Learning;
}

export function HeldOutList({ names, learning }: Props) {
  const { classes, heldOut } = learning.examples;
  if (heldOut.length === 0) return null;
  return (
    <section className="finding classify-wide" aria-labelledby="classify-held">
      <div className="keep-line">
        <h3 id="classify-held">{t`Held-out sentences`}</h3>
        <KeepButton
          of={t`the held-out sentences`}
          choices={[
            {
              label: t`The table`,
              keep: async () => (await import('./keepLearning.ts')).keepHeldOut(names, learning),
            },
          ]}
        />
      </div>
      <ol className="held-out">
        {heldOut.map(({ text, label }, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a sentence may be written twice
          <li key={at}>
            <span className="held-text" translate="no">
              {text}{' '}
            </span>
            <span className="held-label">
              <span className="visually-hidden">{t`Label:`} </span>
              <Verbatim>{classes[label]}</Verbatim>{' '}
            </span>
            {SIDES.map((side) => {
              const p = learning[side]!.heldOut[at]!;
              const answer = answerOf(p);
              const isRight = answer === label;
              return (
                <span
                  key={side}
                  className="held-answer"
                  data-side={side}
                  data-wrong={!isRight || undefined}
                >
                  <span className="accent" translate="no">
                    {names[side]}
                  </span>{' '}
                  <span aria-hidden="true">{isRight ? '✓' : '✗'}</span>
                  <span className="visually-hidden">{isRight ? t`rightly` : t`wrongly`}</span>{' '}
                  <Verbatim>{classes[answer]}</Verbatim> {percent(p[answer]!, 0)}{' '}
                </span>
              );
            })}
          </li>
        ))}
      </ol>
    </section>
  );
}
