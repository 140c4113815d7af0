/** One attention weight, worked out by the reader: real scores are given, and the answer is checked. */
import { useId } from 'react';
import { msg, t } from '#say';
import { headRow, stagesOf } from '../../analysis/steps/arithmetic.ts';
import { type HandRow, handRow, judge, readAnswer, type Verdict } from '../../lesson/byHand.ts';
import type { Message } from '../../lesson/message.ts';
import type { Seen } from '../../lesson/step.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { nameOf, type Phrase, phrase } from '../../sentences/phrase.ts';
import { waitingFor } from '../experiment/waiting.ts';
import { PhraseText } from '../kit/PhraseText.tsx';
import { useActions, useSelector } from '../kit/store.tsx';
import { Verbatim } from '../kit/Verbatim.tsx';
import { Say } from './Say.tsx';
import { useDone } from './useDone.ts';

/** So many keys are reckoned with, at most. */
const KEYS = 4;

/** @param token the one that is asked for */
function saidOf(verdict: Verdict, token: Phrase, weight: string): Message {
  switch (verdict) {
    case 'right':
      return msg`Right. The model has ${weight}; what is left is rounding.`;
    case 'bare':
      return msg`That is the share of the bare score. Take the powers first, then the shares.`;
    case 'undivided':
      return msg`That is the power itself. Divide it by the sum of all powers.`;
    case 'other':
      return msg`That is the weight of another token. The one that is asked for is ${token}.`;
    case 'wrong':
      return msg`Not yet. Divide the power of ${token} by the sum of all powers.`;
  }
}

interface Props {
  readonly seen: Seen;
  /** What the step is known by. */
  readonly name: string;
  onRight(): void;
}

export function ByHand({ seen, name, onRight }: Props) {
  const status = useSelector((state) => state.status);
  const { right } = seen.comparison;
  const stages = stagesOf(right, seen.heads.right);
  const position = Math.min(KEYS, right.tokens.length) - 1;
  if (!stages) {
    return (
      <p className="aside" role="status">
        {waitingFor(status, t`The scores are being computed.`)}
      </p>
    );
  }
  const row = headRow(right, stages, position);
  const open = [...row.open.keys()].filter((at) => row.open[at]);
  const given = handRow(
    open.map((at) => row.scaled[at]!),
    open.map((at) => row.weights[at]!),
  );
  return (
    <Sheet
      key={right.tokens.map(({ id }) => id).join()}
      {...{ seen, name, given, onRight }}
      position={position}
    />
  );
}

function Sheet(props: Props & { readonly given: HandRow; readonly position: number }) {
  const { seen, name, given, position, onRight } = props;
  const { tokens } = seen.comparison.right;
  const { text } = seen.comparison;
  const { lock } = useActions();
  const [typed, setTyped] = useDone(`${name} typed`, text, '');
  const [verdict, setVerdict] = useDone<Verdict | 'none' | null>(`${name} verdict`, text, null);
  const field = useId();
  const token: Phrase = nameOf(tokens, given.asked);
  function check() {
    const answer = readAnswer(typed);
    const next = answer === null ? 'none' : judge(given, answer);
    setVerdict(next);
    if (next !== 'right') return;
    // The figure goes on from the row that was worked out.
    lock({ row: position, column: given.asked, side: 'right' });
    onRight();
  }
  return (
    <div className="by-hand">
      <table>
        <caption>
          <PhraseText phrase={phrase(msg`The row of ${nameOf(tokens, position)} in GPT`)} />
        </caption>
        <thead>
          <tr>
            <th scope="col">{t`reads from`}</th>
            <th scope="col">{t`score`}</th>
            <th scope="col">
              e<sup>{t`score`}</sup>
            </th>
            <th scope="col">{t`weight`}</th>
          </tr>
        </thead>
        <tbody>
          {given.scores.map((score, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a key is its position
            <tr key={at} data-asked={at === given.asked || undefined}>
              <th scope="row">
                <Verbatim className="quoted">{tokens[at]!.label}</Verbatim>
              </th>
              <td>{score.toFixed(2).replace('-', '−')}</td>
              <td>{given.powers[at]!.toFixed(2)}</td>
              <td>
                {verdict === 'right' ? percent(given.weights[at]!) : at === given.asked ? '?' : ''}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <form
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          check();
        }}
      >
        <label htmlFor={field}>
          <PhraseText phrase={phrase(msg`The weight of ${token}, in percent`)} />
        </label>
        <input
          id={field}
          inputMode="decimal"
          autoComplete="off"
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
        />
        <button type="submit" className="button">
          {t`Check`}
        </button>
      </form>
      <p role="status" className="by-hand-verdict">
        {verdict === null ? null : verdict === 'none' ? (
          t`A number is needed, such as 25.`
        ) : (
          <Say message={saidOf(verdict, token, percent(given.weights[given.asked]!))} />
        )}
      </p>
    </div>
  );
}
