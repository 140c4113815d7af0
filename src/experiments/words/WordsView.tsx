/** Word by word: the surprisal of every token to both models, drawn along the sentence. */
import { msg, plural, t } from '#say';
import type { FullComparison } from '../../model/trace.ts';
import { Instruction } from '../../view/kit/Instruction.tsx';
import { useActions, useParameter, useSelector } from '../../view/kit/store.tsx';
import './words.css';
import { rolesIn } from '../../analysis/abilities.ts';
import { rowIn } from '../../analysis/attention/pointed.ts';
import { measurable, type Surprisals } from '../../analysis/prediction/surprisals.ts';
import { isBlank } from '../../text/blank.ts';
import type { Side } from '../../text/token.ts';
import { wordAt } from '../../text/words.ts';
import { waitingFor } from '../../view/experiment/waiting.ts';
import { KeepButton } from '../../view/keep/KeepButton.tsx';
import { PhraseText } from '../../view/kit/PhraseText.tsx';
import { Rich } from '../../view/kit/Rich.tsx';
import { Verbatim } from '../../view/kit/Verbatim.tsx';
import type { ViewProps } from '../../view/reading/views.ts';
import { useExperimentRun } from '../run/useExperimentRun.ts';
import { wordsRun } from './run.ts';
import { cutsSentence, surpriseReadout, surpriseSentence } from './sentences.ts';
import { WordsPlot } from './WordsPlot.tsx';
import { WordsSums } from './WordsSums.tsx';
import { WordsTable } from './WordsTable.tsx';

export function WordsView(props: ViewProps) {
  const { comparison } = props;
  const status = useSelector((state) => state.status);
  const { filler } = rolesIn(comparison)!;
  const isMeasurable = measurable(filler.tokens).length > 0;
  const { value, isBusy, isStale, problem } = useExperimentRun(
    wordsRun,
    isMeasurable ? { comparison } : null,
  );

  if (!isMeasurable) {
    return (
      <p className="problem" role="alert">
        {t`There is no word to measure in this text: type one beside the blank above.`}
      </p>
    );
  }
  return (
    <div className="words">
      <Progress
        name={filler.model.name}
        surprisals={isStale ? null : value}
        isBusy={isBusy}
        waiting={waitingFor(status)}
        problem={problem}
      />
      {value ? <Finding {...props} surprisals={value} isStale={isStale} /> : null}
    </div>
  );
}

interface ProgressProps {
  /** What the model is called that is asked for one token at a time. */
  readonly name: string;
  readonly surprisals: Surprisals | null;
  readonly isBusy: boolean;
  readonly waiting: string;
  readonly problem: string | null;
}

function Progress({ name, surprisals, isBusy, waiting, problem }: ProgressProps) {
  if (problem) {
    return (
      <p className="problem" role="alert">
        {problem}
      </p>
    );
  }
  if (!surprisals) return <p className="run-line words-progress">{waiting}</p>;
  const { done, total } = surprisals;
  return (
    <p className="run-line words-progress">
      {isBusy && done < total ? (
        <progress value={done} max={total} aria-label={t`Tokens that ${name} has been asked for`} />
      ) : null}
      <span>
        {t`${name}, which is asked for one token at a time: ${done} of ${plural(total, { one: '# token', other: '# tokens' })}`}
      </span>
    </p>
  );
}

type FindingProps = ViewProps & { readonly surprisals: Surprisals; readonly isStale: boolean };

function Finding(props: FindingProps) {
  const { surprisals, isStale, active, locked } = props;
  const roles = rolesIn(props.comparison)!;
  // The tokens are those of the model that fills blanks.
  const { side } = roles.filler;
  const cuts = cutsSentence(roles);
  const { focus, lock } = useActions();
  const at = isStale ? null : rowIn(active, side);
  const held = isStale ? null : rowIn(locked, side);
  return (
    <div className="finding words-finding" data-stale={isStale || undefined}>
      <div className="keep-line">
        <p className="words-lead" aria-live="polite">
          <PhraseText phrase={surpriseSentence(surprisals, roles)} />
        </p>
        <KeepButton
          of={t`the surprisals`}
          choices={[
            {
              label: t`Along the sentence`,
              keep: async () => (await keeping()).keepAlong(props.comparison, surprisals),
            },
            {
              label: t`The table`,
              keep: async () => (await keeping()).keepTable(props.comparison, surprisals),
            },
          ]}
        />
      </div>
      {cuts ? <p className="aside">{cuts}</p> : null}
      <WordsPlot
        comparison={props.comparison}
        surprisals={surprisals}
        active={at}
        locked={held}
        onPoint={(position) => focus(position === null ? null : cellOf(side, position))}
        onHold={(position) => lock(position === null ? null : cellOf(side, position))}
      />
      <Readout
        comparison={props.comparison}
        surprisals={surprisals}
        at={at}
        isHeld={held !== null && held === at}
      />
      <WordsSums comparison={props.comparison} surprisals={surprisals} />
      <WordsTable comparison={props.comparison} surprisals={surprisals} />
    </div>
  );
}

const keeping = () => import('./keepWords.ts');

const cellOf = (side: Side, position: number) => ({ row: position, column: position, side });

interface ReadoutProps {
  readonly comparison: FullComparison;
  readonly surprisals: Surprisals;
  readonly at: number | null;
  readonly isHeld: boolean;
}

function Readout({ comparison, surprisals, at, isHeld }: ReadoutProps) {
  const [, choose] = useParameter('try');
  const token = at === null ? undefined : surprisals.tokens[at];
  const word = at === null ? null : wordAt(surprisals.tokens, at);
  if (at === null || !token) {
    return (
      <p className="readout words-readout">
        <Instruction
          point={t`Point at a token to see both numbers. Click to hold it, and to take it out.`}
          tap={t`Tap a token to see both numbers, and to take it out.`}
        />
      </p>
    );
  }
  return (
    <p className="readout words-readout">
      <PhraseText phrase={surpriseReadout(surprisals, rolesIn(comparison)!, at)} />{' '}
      {isHeld && (isBlank(token) || word) ? (
        <button type="button" className="link" onClick={() => choose('slot')}>
          {isBlank(token) ? (
            t`Open this blank in One slot`
          ) : word && word.end - word.first > 1 ? (
            <Rich
              of={msg`Take out all of ${<Verbatim className="quoted">{word.text}</Verbatim>} in One slot`}
            />
          ) : (
            t`Take it out in One slot`
          )}
        </button>
      ) : null}
    </p>
  );
}
