/** What a model predicts at one place, and what the head adds to each candidate directly. */
import { msg, t } from '#say';
import type { Prediction, Trace } from '../../model/trace.ts';
import { endOfText, isEnd } from '../../sentences/endOfText.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { directSentence, predictionTitle, signed } from '../../sentences/stepPrediction.ts';
import { PhraseText } from '../kit/PhraseText.tsx';
import { Rich } from '../kit/Rich.tsx';
import { Verbatim } from '../kit/Verbatim.tsx';

interface Props {
  readonly trace: Trace;
  readonly prediction: Prediction;
  /** What a full bar of an addition stands for, in both models. */
  readonly full: number;
  /** Whether it is of an older choice, and the newer one is still to come. */
  readonly isStale: boolean;
}

export function PredictionTable({ trace, prediction, full, isStale }: Props) {
  const { top, direct } = prediction;
  const rest = Math.max(0, 1 - top.reduce((sum, { p }) => sum + p, 0));
  return (
    <div className="prediction">
      <table className="prediction-table" aria-busy={isStale}>
        <caption>
          <PhraseText phrase={predictionTitle(trace, prediction.index)} />
        </caption>
        <thead>
          <tr>
            <th scope="col">{t`word`}</th>
            <th scope="col">
              <Rich of={msg`<probability>probability</probability>`} />
            </th>
            {direct ? <th scope="col">{t`this head adds`}</th> : null}
          </tr>
        </thead>
        <tbody>
          {top.map(({ id, label, p }, nth) => (
            <tr key={id}>
              <th scope="row">
                {isEnd(trace, id) ? (
                  endOfText()
                ) : (
                  <Verbatim className="quoted" title={label}>
                    {label}
                  </Verbatim>
                )}
              </th>
              <td>
                <span className="prediction-track" aria-hidden="true">
                  <span className="prediction-bar" style={{ inlineSize: `${p * 100}%` }} />
                </span>
                <span className="prediction-number">{percent(p)}</span>
              </td>
              {direct ? (
                <td>
                  <Addition added={direct.added[nth]!} full={full} />
                </td>
              ) : null}
            </tr>
          ))}
          <tr data-rest>
            <th scope="row">{t`all others`}</th>
            <td>
              <span className="prediction-track" aria-hidden="true">
                <span
                  className="prediction-bar"
                  data-of="rest"
                  style={{ inlineSize: `${rest * 100}%` }}
                />
              </span>
              <span className="prediction-number">{percent(rest)}</span>
            </td>
            {direct ? <td /> : null}
          </tr>
        </tbody>
      </table>
      <p className="prediction-note">
        <PhraseText phrase={directSentence(trace, prediction)} />
      </p>
      {direct ? (
        <p className="aside">
          <Rich
            of={msg`In <logits>logits</logits>, less the mean over the <vocabulary>vocabulary</vocabulary>; a full bar is ±${full}. The path past all later <layer>layers</layer>: what these make of the head’s output is not in it.`}
          />
        </p>
      ) : null}
    </div>
  );
}

/** Up from the middle to the right, down to the left. */
function Addition({ added, full }: { added: number; full: number }) {
  const share = Math.min(1, Math.abs(added) / full) * 50;
  return (
    <>
      <span className="prediction-track" data-signed aria-hidden="true">
        <span
          className="prediction-bar"
          data-of="added"
          style={{
            inlineSize: `${share}%`,
            insetInlineStart: `${added < 0 ? 50 - share : 50}%`,
          }}
        />
      </span>
      <span className="prediction-number">{signed(added)}</span>
    </>
  );
}
