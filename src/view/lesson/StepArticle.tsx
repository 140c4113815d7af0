/** One step: its sentence, its question, its words, what the reader does in it, and its figures. */
import { useCallback, useId, useState } from 'react';
import { t } from '#say';
import { lackOf } from '../../lesson/needs.ts';
import { type StepPlace, writePlace } from '../../lesson/places.ts';
import type { Figure, LookName, Paragraph, Seen, Step } from '../../lesson/step.ts';
import type { FigureStore } from '../../store/figureStore.ts';
import { textOf } from '../../store/values.ts';
import { SIDES } from '../../text/token.ts';
import { useMedia } from '../kit/hooks.ts';
import { StoreProvider, useSelector } from '../kit/store.tsx';
import { ByHand } from './ByHand.tsx';
import { FutureKnown } from './FutureKnown.tsx';
import { LessonFigure, pathIn } from './LessonFigure.tsx';
import { figureValues } from './opened.ts';
import { ownHere } from './own.ts';
import { isAskedOf, QuestionBox } from './QuestionBox.tsx';
import { QuizBox } from './QuizBox.tsx';
import { type Looking, Say } from './Say.tsx';
import { SentenceBox } from './SentenceBox.tsx';
import { SidesTable } from './SidesTable.tsx';
import { useDone } from './useDone.ts';
import { useFigure, useSeen } from './useFigure.ts';

interface Props {
  readonly place: StepPlace;
  readonly step: Step;
}

export function StepArticle({ place, step }: Props) {
  const own = useSelector(ownHere);
  const [first] = step.figures;
  return first ? (
    <WithFigures place={place} step={step} first={first} own={own} />
  ) : (
    <Frame place={place} step={step} seen={null} looking={null} isAfter isPrepared>
      {step.activity === 'table' ? <SidesTable /> : null}
      {step.activity === 'quiz' ? <QuizBox /> : null}
    </Frame>
  );
}

interface FrameProps extends Props {
  readonly seen: Seen | null;
  readonly looking: Looking | null;
  /** Whether what answers the question may be said. */
  readonly isAfter: boolean;
  /** Whether the sentence is the prepared one. */
  readonly isPrepared: boolean;
  readonly before?: React.ReactNode;
  readonly children: React.ReactNode;
}

function Frame(props: FrameProps) {
  const { place, step, seen, looking, isAfter, isPrepared, before, children } = props;
  const id = useId();
  return (
    <article
      className="step-article"
      aria-labelledby={id}
      data-place={writePlace(place)}
      data-activity={step.activity}
    >
      <div className="step-words">
        <h2 id={id} tabIndex={-1}>
          <Say message={step.title} />
        </h2>
        {before}
        {step.says.map((each, at) =>
          (each.after && !isAfter) || (each.prepared && !isPrepared) ? null : (
            // biome-ignore lint/suspicious/noArrayIndexKey: paragraphs keep their places
            <Said key={at} paragraph={each} seen={seen} looking={looking} />
          ),
        )}
      </div>
      <div className="step-figures">{children}</div>
    </article>
  );
}

interface SaidProps {
  readonly paragraph: Paragraph;
  readonly seen: Seen | null;
  readonly looking: Looking | null;
}

/** A paragraph, where what stands in its slots is known. */
function Said({ paragraph, seen, looking }: SaidProps) {
  const { says } = paragraph;
  const message = typeof says === 'function' ? seen && says(seen) : says;
  if (!message) return null;
  return (
    <p>
      <Say message={message} {...(looking && { looking })} />
    </p>
  );
}

interface WithFiguresProps extends Props {
  readonly first: Figure;
  readonly own: string | null;
}

function WithFigures({ place, step, first, own }: WithFiguresProps) {
  const name = writePlace(place);
  const made = useFigure(first, own, `${name} figure 1`);
  const seen = useSeen(first, made);
  const text = own ?? textOf(figureValues(first));
  const [isShown, setShown] = useDone(`${name} shown`, text, false);
  const [strong, setStrong] = useState<LookName | null>(null);
  const isPrinting = useMedia('print');
  const isFailed = useSelector((state) => state.status.phase === 'failed');
  const { question, looks, activity } = step;
  const will = lackOf(name, text) === null;
  const isAsked = question
    ? will && seen !== null && isAskedOf(question, seen)
    : activity === 'byHand' && !isFailed;
  const isVeiled = isAsked && !isShown && !isPrinting;
  // What is asked is not known before something is seen, and the answer is not said before it.
  const isAfter = (seen !== null || isFailed) && !isVeiled;
  const show = useCallback(() => setShown(true), [setShown]);
  const looking = useLooking(step, seen, made, strong, setStrong);
  return (
    <Frame
      place={place}
      step={step}
      seen={seen}
      looking={looking}
      isAfter={isAfter}
      isPrepared={own === null}
      before={
        <>
          <SentenceBox text={text} place={place} />
          {question && seen && will ? (
            <QuestionBox question={question} seen={seen} name={name} onAnswered={show} />
          ) : null}
          {question && text.trim() === '' ? (
            <p className="aside">{t`The question of this step is asked of a sentence: type one.`}</p>
          ) : null}
          {isVeiled && question ? (
            <p>
              <button type="button" className="link veil-off" onClick={show}>
                {t`Show the figure without answering`}
              </button>
            </p>
          ) : null}
        </>
      }
    >
      {activity === 'byHand' && seen ? (
        <StoreProvider store={made.store} actions={made.actions}>
          <ByHand seen={seen} name={name} onRight={show} />
        </StoreProvider>
      ) : null}
      {activity === 'byHand' && isVeiled ? (
        <p>
          <button type="button" className="link veil-off" onClick={show}>
            {t`Show the model’s own arithmetic`}
          </button>
        </p>
      ) : null}
      {activity === 'future' ? (
        <StoreProvider store={made.store} actions={made.actions}>
          <FutureKnown />
        </StoreProvider>
      ) : null}
      <LessonFigure figure={first} {...{ made, looks, strong, seen, isVeiled }} />
      {step.figures.slice(1).map((figure, nth) => (
        <OtherFigure
          key={`${figure.link} ${figure.shows}`}
          {...{ figure, own }}
          name={`${name} figure ${nth + 2}`}
        />
      ))}
    </Frame>
  );
}

interface OtherProps {
  readonly figure: Figure;
  readonly own: string | null;
  readonly name: string;
}

/** A figure beside a step's first, with a store of its own. */
function OtherFigure({ figure, own, name }: OtherProps) {
  const made = useFigure(figure, own, name);
  return (
    <LessonFigure
      figure={figure}
      made={made}
      looks={undefined}
      strong={null}
      seen={null}
      isVeiled={false}
    />
  );
}

/** What is to be seen in the first figure, and what pressing its words does. */
function useLooking(
  { looks }: Step,
  seen: Seen | null,
  { store, actions }: FigureStore,
  strong: LookName | null,
  setStrong: (name: LookName | null) => void,
): Looking {
  const has = (name: LookName) => {
    const look = looks?.[name];
    if (!look) return false;
    if (look.kind === 'part') return true;
    return seen !== null && SIDES.some((side) => pathIn(look, seen, side) !== null);
  };
  return {
    has,
    strong,
    press(name) {
      setStrong(strong === name ? null : name);
      const look = looks?.[name];
      if (!look || strong === name) return;
      const { cell } = store.getState().values;
      // What is spoken of is held, so that its numbers are said.
      if (seen?.cell && !cell && ['row', 'column', 'cell'].includes(look.kind)) {
        const { row, column } = seen.cell.left;
        if (row !== null && column !== null) actions.lock({ row, column, side: 'left' });
      }
    },
  };
}
