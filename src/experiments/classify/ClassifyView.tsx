/** Classify: a small head on each model's frozen features learns the reader's own labels. */

import { SIDES } from '../../text/token.ts';
import { useAdjust, useParameter } from '../../view/kit/store.tsx';
import './classify.css';
import { useId, useMemo } from 'react';
import { msg, t } from '#say';
import { number } from '../../language/intl.ts';
import { RunLine } from '../../view/experiment/RunLine.tsx';
import { KeepButton } from '../../view/keep/KeepButton.tsx';
import { Bars } from '../../view/kit/Bars.tsx';
import { Rich } from '../../view/kit/Rich.tsx';
import { Verbatim } from '../../view/kit/Verbatim.tsx';
import type { ViewProps } from '../../view/reading/views.ts';
import { useExperimentRun } from '../run/useExperimentRun.ts';
import { AccuracyTable } from './AccuracyTable.tsx';
import { type LeftOut, parseExamples } from './examples.ts';
import { HeldOutList } from './HeldOutList.tsx';
import { LossChart } from './LossChart.tsx';
import { answerOf, classProbabilities, scaled } from './measure.ts';
import { type Learning, learn, readText, STEPS } from './run.ts';
import { leftOutSentence, troubleSentence } from './sentences.ts';
import { MAX_EXAMPLES } from './settings.ts';
import { STARTER_EXAMPLES } from './starterExamples.ts';

export function ClassifyView(props: ViewProps) {
  const { comparison } = props;
  const names = { left: comparison.left.model.name, right: comparison.right.model.name };
  const [own] = useParameter('examples');
  const written = own ?? STARTER_EXAMPLES;
  const examples = useMemo(() => parseExamples(written), [written]);
  const { trouble, classes, train, heldOut } = examples;
  const run = useExperimentRun(learn, trouble ? null : { classes, train, heldOut });
  const learning = run.value;
  const isDone = !run.isBusy && !run.isStale && learning?.left;

  return (
    <div className="classify">
      <p className="classify-lead">
        <Rich
          of={msg`A logistic <classifier>head</classifier> is one <layer>layer</layer>, from the mean of a sentence’s last <hidden>hidden states</hidden> to two classes. It alone is trained, here in the page; the models’ own <weights>weights</weights> stay as they are, and neither model was ever told what a class is. <finetuning>Fine-tuning</finetuning> would train them as well.`}
        />
      </p>
      <ExamplesBox written={written} leftOut={examples.leftOut} />
      {trouble ? (
        <p className="problem" role="alert">
          {troubleSentence(trouble)}
        </p>
      ) : (
        <RunLine run={run} computing={t`The sentences are being read.`}>
          {learning && progress(learning, Boolean(isDone))}
        </RunLine>
      )}
      {learning?.left && learning.right ? (
        <div className="classify-results" data-stale={run.isStale || trouble !== null || undefined}>
          <section className="finding" aria-labelledby="classify-loss">
            <div className="keep-line">
              <h3 id="classify-loss">
                <Rich of={msg`<loss>Loss</loss> in training`} />
              </h3>
              <KeepButton
                of={t`the loss in training`}
                choices={[
                  {
                    label: t`The loss`,
                    keep: async () => (await keeping()).keepLoss(names, learning),
                  },
                ]}
              />
            </div>
            <p className="aside">
              <Rich
                of={msg`Mean <crossentropy>cross-entropy</crossentropy> on the ${learning.examples.train.length} sentences to learn from: 1 <bit>bit</bit> is tossing a coin.`}
              />
            </p>
            <LossChart
              names={names}
              losses={{ left: learning.left.losses, right: learning.right.losses }}
              steps={STEPS}
            />
          </section>
          <AccuracyTable names={names} learning={learning} />
          <TypedSentence {...props} learning={learning} />
          <HeldOutList names={names} learning={learning} />
        </div>
      ) : null}
    </div>
  );
}

function progress({ left, read, toRead }: Learning, isDone: boolean): string {
  if (!left) return t`${read} of ${toRead} readings: each model reads every sentence once.`;
  return isDone ? t`Trained for ${STEPS} steps.` : t`Step ${left.losses.length} of ${STEPS}.`;
}

const keeping = () => import('./keepLearning.ts');

/** Where the sentences are written. */
function ExamplesBox({ written, leftOut }: { written: string; leftOut: readonly LeftOut[] }) {
  const [own, setOwn] = useParameter('examples');
  const box = useId();
  const help = useId();
  const typeOwn = useAdjust('examples');
  const ownOf = (text: string) => (text === STARTER_EXAMPLES ? null : text.slice(0, MAX_EXAMPLES));
  return (
    <div className="examples">
      <label htmlFor={box}>{t`Labelled sentences`}</label>
      <p id={help} className="aside">
        <Rich
          of={msg`One in a line, after one of two labels and a colon. Those below the line ${<code translate="no">---</code>} are held out: never learned from, only asked.`}
        />
      </p>
      <textarea
        id={box}
        aria-describedby={help}
        rows={10}
        maxLength={MAX_EXAMPLES}
        translate="no"
        spellCheck={false}
        value={written}
        onChange={(event) => typeOwn(ownOf(event.currentTarget.value))}
      />
      <p className="examples-actions">
        <button type="button" className="link" disabled={own === null} onClick={() => setOwn(null)}>
          {t`Back to the starter set`}
        </button>
        <button type="button" className="link" disabled={written === ''} onClick={() => setOwn('')}>
          {t({ message: 'Empty', context: 'empty the box' })}
        </button>
        {written.length >= MAX_EXAMPLES ? (
          <span>{t`No more fits: ${number(MAX_EXAMPLES)} characters.`}</span>
        ) : null}
      </p>
      {leftOut.length > 0 ? (
        <ul className="problem" aria-live="polite">
          {leftOut.slice(0, LISTED).map((each) => (
            <li key={each.number}>{leftOutSentence(each)}</li>
          ))}
          {leftOut.length > LISTED ? <li>{t`And ${leftOut.length - LISTED} more.`}</li> : null}
        </ul>
      ) : null}
    </div>
  );
}

const LISTED = 4;

/** What both heads say of the sentence on the page. */
function TypedSentence(props: ViewProps & { learning: Learning }) {
  const { comparison, learning } = props;
  const { text } = comparison;
  const run = useExperimentRun(readText, { text });
  const { classes } = learning.examples;
  return (
    <section className="finding classify-wide" aria-labelledby="classify-typed">
      <div className="keep-line">
        <h3 id="classify-typed">{t`The sentence above`}</h3>
        {run.value ? (
          <KeepButton
            of={t`the answers`}
            choices={[
              {
                label: t`The answers`,
                keep: async () => (await keeping()).keepAnswers(comparison, learning, run.value!),
              },
            ]}
          />
        ) : null}
      </div>
      <p className="aside">
        {t`The heads know two answers and give one of them to any sentence, also to one that is about neither.`}
      </p>
      <RunLine run={run} />
      <div className="classify-typed" data-stale={run.isStale || undefined}>
        {SIDES.map((side) => {
          const trained = learning[side];
          const features = run.value?.[side];
          if (!trained || !run.value) return null;
          const title = comparison[side].model.name;
          const stops = comparison[side].unread.length > 0;
          const named = (
            <span className="accent" translate="no">
              {title}
            </span>
          );
          if (!features) {
            return (
              <p key={side} data-side={side}>
                <Rich
                  of={
                    stops
                      ? msg`${named} reads nothing of it: it stops at the blank.`
                      : msg`${named} reads nothing of it.`
                  }
                />
              </p>
            );
          }
          const p = classProbabilities(trained.classifier, scaled(trained.scale, features));
          const answer = (
            <b>
              <Verbatim>{classes[answerOf(p)]}</Verbatim>
            </b>
          );
          return (
            <div key={side} data-side={side}>
              <p>
                <Rich
                  of={
                    stops
                      ? msg`On ${named}’s features of what is before the blank: ${answer}`
                      : msg`On ${named}’s features: ${answer}`
                  }
                />
              </p>
              <Bars
                bars={classes.map((name, at) => ({
                  key: name,
                  label: <Verbatim>{name}</Verbatim>,
                  value: p[at]!,
                }))}
                label={t`${title}’s head on the sentence above`}
                tone="prediction"
              />
            </div>
          );
        })}
      </div>
    </section>
  );
}
