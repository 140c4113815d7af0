/** One step: its sentence, its question, its words, what the reader does in it, and its figures. */
import { useCallback, useId, useState } from 'react';
import { t } from '#say';
import { MAX_TEXT } from '../../address/values.ts';
import { DEFAULT_PRESET } from '../../examples/presets.ts';
import { type StepPlace, writePlace } from '../../lesson/places.ts';
import type { Figure, LookName, Paragraph, Seen, Step } from '../../lesson/step.ts';
import type { FigureStore } from '../../store/figureStore.ts';
import { textOf } from '../../store/values.ts';
import { SIDES } from '../../text/token.ts';
import { useMedia } from '../kit/hooks.ts';
import { StoreProvider, useActions, useSelector } from '../kit/store.tsx';
import { useStateOf } from '../kit/useStateOf.ts';
import { SentenceCopy } from '../page/SentenceCopy.tsx';
import { ByHand } from './ByHand.tsx';
import { FutureKnown } from './FutureKnown.tsx';
import { LessonFigure, pathIn } from './LessonFigure.tsx';
import { figureValues } from './opened.ts';
import { asksOf, QuestionBox } from './QuestionBox.tsx';
import { QuizBox } from './QuizBox.tsx';
import { type Looking, Say } from './Say.tsx';
import { SidesTable } from './SidesTable.tsx';
import { useFigure, useSeen } from './useFigure.ts';

interface Props {
  readonly place: StepPlace;
  readonly step: Step;
}

/** The reader's own sentence in this lesson; null for those that were prepared. */
const ownText = ({
  values,
}: {
  readonly values: { readonly preset: string | null; readonly text: string | null };
}) => (values.preset === null ? values.text : null);

export function StepArticle({ place, step }: Props) {
  const own = useSelector(ownText);
  const [first] = step.figures;
  return first ? (
    <WithFigures place={place} step={step} first={first} own={own} />
  ) : (
    <Frame place={place} step={step} seen={null} looking={null} isAfter>
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
  readonly before?: React.ReactNode;
  readonly children: React.ReactNode;
}

function Frame({ place, step, seen, looking, isAfter, before, children }: FrameProps) {
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
          each.after && !isAfter ? null : (
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
  const made = useFigure(first, own);
  const seen = useSeen(first, made);
  const text = own ?? textOf(figureValues(first));
  const [isShown, setShown] = useStateOf(text, false);
  const [strong, setStrong] = useState<LookName | null>(null);
  const isPrinting = useMedia('print');
  const { question, looks, activity } = step;
  const isAsked = question
    ? seen !== null && question.choices(seen) !== null && asksOf(question, seen) !== null
    : activity === 'byHand';
  const isVeiled = isAsked && !isShown && !isPrinting;
  // What is asked is not known before something is seen, and the answer is not said before it.
  const isAfter = seen !== null && !isVeiled;
  const show = useCallback(() => setShown(true), [setShown]);
  const looking = useLooking(step, seen, made, strong, setStrong);
  return (
    <Frame
      place={place}
      step={step}
      seen={seen}
      looking={looking}
      isAfter={isAfter}
      before={
        <>
          <SentenceBox text={text} isOwn={own !== null} />
          {question && seen ? (
            <QuestionBox
              question={question}
              seen={seen}
              name={writePlace(place)}
              onAnswered={show}
            />
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
          <ByHand seen={seen} onRight={show} />
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
      {step.figures.slice(1).map((figure) => (
        <OtherFigure key={`${figure.link} ${figure.shows}`} figure={figure} own={own} />
      ))}
    </Frame>
  );
}

/** A figure beside a step's first, with a store of its own. */
function OtherFigure({ figure, own }: { readonly figure: Figure; readonly own: string | null }) {
  const made = useFigure(figure, own);
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

interface SentenceProps {
  readonly text: string;
  readonly isOwn: boolean;
}

/** The sentence of a step, to be typed over. */
function SentenceBox({ text, isOwn }: SentenceProps) {
  const { adjust, set } = useActions();
  const id = useId();
  return (
    <div className="lesson-sentence">
      <label htmlFor={id}>{t`The sentence`}</label>
      <div className="sentence-box">
        <textarea
          id={id}
          className="sentence"
          dir="auto"
          rows={1}
          spellCheck={false}
          translate="no"
          autoComplete="off"
          value={text}
          onChange={({ currentTarget }) =>
            adjust({ preset: null, text: currentTarget.value.slice(0, MAX_TEXT).toWellFormed() })
          }
        />
        <SentenceCopy text={text} />
      </div>
      {isOwn ? (
        <button
          type="button"
          className="link"
          onClick={() => set({ preset: DEFAULT_PRESET, text: null })}
        >
          {t`Back to the prepared sentence`}
        </button>
      ) : null}
    </div>
  );
}
