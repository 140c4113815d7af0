/** A question that is asked before its figure is shown, and judged by what the models make of the text. */
import { useEffect, useId } from 'react';
import { t } from '#say';
import { useExperimentRun } from '../../experiments/run/useExperimentRun.ts';
import type { Message } from '../../lesson/message.ts';
import type { Choice, Found, Question, Seen, StepQuestion } from '../../lesson/step.ts';
import { PhraseText } from '../kit/PhraseText.tsx';
import { Say } from './Say.tsx';
import { useDone } from './useDone.ts';

interface Props {
  readonly question: Question | StepQuestion;
  readonly seen: Seen;
  /** What it is known by, among all questions of the lesson. */
  readonly name: string;
  /** Once something was picked. */
  onAnswered?(): void;
  /** Once the models have answered: whether the pick was right. */
  onVerdict?(isRight: boolean): void;
}

interface Verdict {
  readonly right: number;
  readonly because: Message;
}

export function QuestionBox({ question, seen, name, onAnswered, onVerdict }: Props) {
  const id = useId();
  const { text } = seen.comparison;
  // Of another text it is another question.
  const [picked, setPicked] = useDone<number | null>(`${name} answer`, text, null);
  const run = useExperimentRun<object, Verdict>(
    async function* judge(models) {
      const found: Found = { ...seen, client: models };
      yield {
        right: await question.answer(found),
        because:
          typeof question.because === 'function' ? await question.because(found) : question.because,
      };
    },
    picked === null ? null : { name, text, heads: seen.heads },
  );
  const verdict = picked === null || run.isStale ? null : run.value;
  const isRight = verdict && verdict.right === picked;
  useEffect(() => {
    if (isRight !== null) onVerdict?.(isRight);
  }, [isRight, onVerdict]);
  const choices = question.choices(seen);
  const asks = asksOf(question, seen);
  if (!choices || !asks) {
    return 'lacks' in question ? (
      <p className="lesson-own" role="status">
        <Say message={question.lacks} />
      </p>
    ) : null;
  }
  return (
    <section className="question" aria-labelledby={id}>
      <p id={id} className="question-asks">
        <Say message={asks} />
      </p>
      <div className="question-choices">
        {choices.map((choice, at) => (
          <button
            // biome-ignore lint/suspicious/noArrayIndexKey: choices keep their places
            key={at}
            type="button"
            className="button question-choice"
            aria-pressed={picked === at}
            data-right={(verdict && verdict.right === at) || undefined}
            data-wrong={(verdict && picked === at && verdict.right !== at) || undefined}
            onClick={() => {
              setPicked(at);
              onAnswered?.();
            }}
          >
            <ChoiceText choice={choice} />
          </button>
        ))}
      </div>
      <p className="question-verdict" role="status">
        {picked === null ? null : verdict ? (
          <>
            <b>{verdict.right === picked ? t`Right.` : t`Not so.`}</b>{' '}
            <Say message={verdict.because} />
          </>
        ) : (
          (run.problem ?? t`The models are being asked.`)
        )}
      </p>
    </section>
  );
}

/** What is asked of what stands there; null where there is nothing to ask. */
const asksOf = ({ asks }: Question, seen: Seen): Message | null =>
  typeof asks === 'function' ? asks(seen) : asks;

/** Whether a question can be asked of a text. */
export const isAskedOf = (question: Question, seen: Seen): boolean =>
  question.choices(seen) !== null && asksOf(question, seen) !== null;

function ChoiceText({ choice }: { readonly choice: Choice }) {
  return 'strings' in choice ? <Say message={choice} /> : <PhraseText phrase={choice} />;
}
