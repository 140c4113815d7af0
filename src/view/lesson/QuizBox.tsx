/** Eight questions, each judged when it is answered. */
import { useCallback, useState } from 'react';
import { msg, t } from '#say';
import { QUIZ, type QuizQuestion } from '../../lesson/quiz.ts';
import type { Figure } from '../../lesson/step.ts';
import { StoreProvider } from '../kit/store.tsx';
import { QuestionBox } from './QuestionBox.tsx';
import { Say } from './Say.tsx';
import { useFigure, useSeen } from './useFigure.ts';

export function QuizBox() {
  const [right, setRight] = useState<ReadonlyMap<number, boolean>>(new Map());
  const onVerdict = useCallback(
    (nth: number, isRight: boolean) => setRight((was) => new Map(was).set(nth, isRight)),
    [],
  );
  const score = [...right.values()].filter(Boolean).length;
  const of = right.size;
  return (
    <>
      <ol className="quiz">
        {QUIZ.map((each, nth) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the questions keep their places
          <QuizItem key={nth} nth={nth} each={each} onVerdict={onVerdict} />
        ))}
      </ol>
      <p className="quiz-score" role="status">
        {right.size === 0 ? null : <Say message={msg`${score} of ${of} right so far.`} />}
      </p>
    </>
  );
}

interface ItemProps {
  readonly nth: number;
  readonly each: QuizQuestion;
  onVerdict(nth: number, isRight: boolean): void;
}

const figureOf = ({ preset }: QuizQuestion): Figure => ({ link: `?preset=${preset}`, opens: true });

function QuizItem({ nth, each, onVerdict }: ItemProps) {
  const [figure] = useState(() => figureOf(each));
  const made = useFigure(figure, null, `quiz ${nth}`);
  const seen = useSeen(figure, made);
  const tell = useCallback((isRight: boolean) => onVerdict(nth, isRight), [nth, onVerdict]);
  return (
    <li>
      <StoreProvider store={made.store} actions={made.actions}>
        {seen ? (
          <QuestionBox question={each.question} seen={seen} name={`quiz ${nth}`} onVerdict={tell} />
        ) : (
          <p className="aside">{t`This question is on its way.`}</p>
        )}
      </StoreProvider>
    </li>
  );
}
