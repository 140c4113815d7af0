/** What a model would write, into its blanks or next. Probabilities over the whole vocabulary. */

import { useState } from 'react';
import { msg, t } from '#say';
import type { PointedCell } from '../../analysis/attention/cell.ts';
import type { Prediction, Trace } from '../../model/trace.ts';
import { endOfText, isEnd } from '../../sentences/endOfText.ts';
import { BLANK } from '../../text/blank.ts';
import { eachWord, type Word, wordAt } from '../../text/words.ts';
import { KeepButton } from '../keep/KeepButton.tsx';
import { type Bar, Bars } from '../kit/Bars.tsx';
import { Rich } from '../kit/Rich.tsx';
import { useActions } from '../kit/store.tsx';
import { Verbatim } from '../kit/Verbatim.tsx';

const SHOWN = 5;

interface Props {
  readonly trace: Trace;
  readonly active: PointedCell | null;
}

/** What can be asked of this model. */
export function Predictions(props: Props) {
  const { can } = props.trace.model;
  if (can.fillsBlanks) return <Blanks {...props} />;
  return can.writes ? <Next trace={props.trace} /> : null;
}

function Blanks({ trace, active }: Props) {
  const { predictions } = trace;
  const [chosen, setChosen] = useState(0);
  if (predictions.length === 0) return <Invitation trace={trace} active={active} />;
  const focused = predictions.findIndex(({ index }) => index === active?.row);
  const at = focused >= 0 ? focused : Math.min(chosen, predictions.length - 1);
  const title = t`${trace.model.name} fills the blank`;
  return (
    <section className="predictions">
      <h3>
        {title}
        {predictions.length > 1 ? (
          <select
            className="select"
            aria-label={t`Blank`}
            value={at}
            onChange={(event) => setChosen(Number(event.currentTarget.value))}
          >
            {predictions.map(({ index }, nth) => (
              <option key={index} value={nth}>
                {t`${nth + 1} of ${predictions.length}`}
              </option>
            ))}
          </select>
        ) : null}
        <KeepPrediction
          trace={trace}
          of={t`what fills the blank`}
          title={t`fills the blank`}
          prediction={predictions[at]!}
        />
      </h3>
      <Candidates
        trace={trace}
        prediction={predictions[at]!}
        label={t`${trace.model.name}’s words for the blank`}
      />
    </section>
  );
}

/** Nothing is predicted without a blank: offers to make one of the word in focus, or of the longest. */
function Invitation({ trace, active }: Props) {
  const { blank } = useActions();
  const { tokens } = trace;
  const longest = eachWord(tokens).reduce<Word | null>(
    (best, each) => (best && best.text.length >= each.text.length ? best : each),
    null,
  );
  const row = active?.row ?? null;
  const offered = (row === null ? null : wordAt(tokens, row)) ?? longest;
  return (
    <section className="predictions">
      <h3>{t`${trace.model.name} fills blanks`}</h3>
      <p className="aside">
        <Rich
          of={msg`It was trained to guess words that were taken out, looking both ways. There is no <blank>blank</blank> in this text: write ${<Verbatim>{BLANK}</Verbatim>} in the place of a word.`}
        />
      </p>
      {offered ? (
        <button type="button" className="button" onClick={() => blank(trace.side, offered.first)}>
          <Rich of={msg`Take out ${<Verbatim className="quoted">{offered.text}</Verbatim>}`} />
        </button>
      ) : null}
    </section>
  );
}

function Next({ trace }: { trace: Trace }) {
  const { name } = trace.model;
  const [prediction] = trace.predictions;
  const isBlank = trace.unread.length > 0;
  const title = isBlank ? t`${name} writes into the blank` : t`${name} writes next`;
  const of = isBlank ? t`what ${name} writes into the blank` : t`what ${name} writes next`;
  return (
    <section className="predictions">
      <h3>
        {title}
        {prediction ? <KeepPrediction {...{ trace, of, title, prediction }} /> : null}
      </h3>
      {prediction ? (
        <Candidates {...{ trace, prediction }} label={t`${name}’s words for what comes next`} />
      ) : null}
    </section>
  );
}

interface KeepProps {
  readonly trace: Trace;
  /** As it goes on after "Keep". */
  readonly of: string;
  readonly title: string;
  readonly prediction: Prediction;
}

function KeepPrediction({ trace, of, title, prediction }: KeepProps) {
  const keep = async () =>
    (await import('./keep.ts')).keepPrediction(trace, title, prediction, SHOWN);
  return <KeepButton of={of} choices={[{ label: title, keep }]} />;
}

interface CandidatesProps {
  readonly trace: Trace;
  readonly prediction: Prediction;
  readonly label: string;
}

function Candidates({ trace, prediction, label }: CandidatesProps) {
  const shown = prediction.top.slice(0, SHOWN);
  const rest = 1 - shown.reduce((sum, { p }) => sum + p, 0);
  const bars: Bar[] = shown.map(({ id, label, p }) => ({
    key: id,
    label: isEnd(trace, id) ? (
      endOfText()
    ) : (
      <Verbatim className="quoted" title={label}>
        {label}
      </Verbatim>
    ),
    value: p,
  }));
  bars.push({ key: 'rest', label: t`all other words`, value: Math.max(0, rest), rest: true });
  return (
    <>
      <Bars bars={bars} label={label} tone="prediction" />
      <div className="bars-axis" aria-hidden="true">
        <span>0</span>
        <span>50</span>
        <span>100%</span>
      </div>
      <p className="aside">
        <Rich
          of={msg`<probability>Probabilities</probability> over the whole <vocabulary>vocabulary</vocabulary>.`}
        />
      </p>
    </>
  );
}
