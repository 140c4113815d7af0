/** A question that is asked before its figure is shown, and judged by what the models make of the text. */
import { useEffect, useId } from 'react';
import { useExperimentRun } from '../../experiments/run/useExperimentRun.ts';
import type { Slots } from '../../lesson/message.ts';
import type { Choice, Found, Question, Seen } from '../../lesson/step.ts';
import { PhraseText } from '../kit/PhraseText.tsx';
import { useStateOf } from '../kit/useStateOf.ts';
import { Say } from './Say.tsx';

interface Props {
  readonly question: Question;
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
  readonly slots: Slots;
}

export function QuestionBox({ question, seen, name, onAnswered, onVerdict }: Props) {
  const id = useId();
  const { text } = seen.comparison;
  // Of another text it is another question.
  const [picked, setPicked] = useStateOf<number | null>(text, null);
  const run = useExperimentRun<object, Verdict>(
    async function* judge(models) {
      const found: Found = { ...seen, client: models };
      yield {
        right: await question.answer(found),
        slots: (await question.becauseSlots?.(found)) ?? {},
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
  const slots = question.slots ? question.slots(seen) : {};
  if (!choices || !slots) return null;
  return (
    <section className="question" aria-labelledby={id}>
      <p id={id} className="question-asks">
        <Say message={question.asks} slots={slots} />
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
            <b>{verdict.right === picked ? 'Right.' : 'Not so.'}</b>{' '}
            <Say message={question.because} slots={verdict.slots} />
          </>
        ) : (
          (run.problem ?? 'The models are being asked.')
        )}
      </p>
    </section>
  );
}

function ChoiceText({ choice }: { readonly choice: Choice }) {
  return typeof choice === 'string' ? <Say message={choice} /> : <PhraseText phrase={choice} />;
}
