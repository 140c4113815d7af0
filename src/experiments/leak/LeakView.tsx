/** One token changed: every place and layer that learns of it, in both models. */
import type { FullComparison } from '../../model/trace.ts';
import { useParameter, useSelector } from '../../view/kit/store.tsx';
import './leak.css';
import { msg, t } from '#say';
import { wholeReader } from '../../analysis/abilities.ts';
import { placeIn, rowIn, stopIn } from '../../analysis/attention/pointed.ts';
import { piecesOf, startingWord } from '../../analysis/prediction/slot.ts';
import { nameOfWord } from '../../sentences/phrase.ts';
import { slotProblem } from '../../sentences/slot.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { waitingFor } from '../../view/experiment/waiting.ts';
import { PhraseText } from '../../view/kit/PhraseText.tsx';
import { Rich } from '../../view/kit/Rich.tsx';
import type { ViewProps } from '../../view/reading/views.ts';
import { useExperimentRun } from '../run/useExperimentRun.ts';
import { LeakedModel } from './LeakedModel.tsx';
import { LeakLegend } from './LeakLegend.tsx';
import { LeakSettings } from './LeakSettings.tsx';
import { leaksOf } from './run.ts';
import { cutsSentence } from './sentences.ts';

export function LeakView(props: ViewProps) {
  const { comparison, locked } = props;
  const status = useSelector((state) => state.status);
  const reader = wholeReader(comparison);
  const { model, tokens } = reader;
  const read = stopIn(comparison, reader.side) ?? tokens.length;
  const held = rowIn(locked, reader.side);
  const refusal = held === null ? null : slotProblem(model.name, tokens, held);
  const chosen = held === null || refusal ? startingWord(tokens, null, read) : held;
  const position = chosen === null ? null : piecesOf(tokens, chosen)[0];
  const [shuffle] = useParameter('shuffle');
  const cuts = cutsSentence(comparison);
  const isUnread = (side: Side) => {
    const trace = comparison[side];
    if (position === null || trace === reader) return false;
    const place = placeIn(reader, position, trace);
    return place === null || place >= trace.tokens.length;
  };
  const runs = {
    left: useLeak('left', isUnread('left') ? null : position, comparison),
    right: useLeak('right', isUnread('right') ? null : position, comparison),
  };

  if (position === null) {
    return (
      <p className="nothing">{t`There is no word in this text to change: type a sentence.`}</p>
    );
  }
  const problems = new Set([runs.left.problem, runs.right.problem].filter((each) => each !== null));
  const waiting = (side: Side) => {
    if (isUnread(side)) {
      return t`${comparison[side].model.name} stops at the blank and has not read this token: nothing of it can move.`;
    }
    return problems.size > 0 ? null : waitingFor(status, t`The model is reading both texts.`);
  };

  const word = <PhraseText phrase={nameOfWord(tokens, position)} />;
  return (
    <>
      <LeakSettings comparison={comparison} position={position} />
      {refusal ? (
        <p className="problem" role="alert">
          <PhraseText phrase={refusal} />
        </p>
      ) : null}
      <p className="run-line">
        <Rich
          of={
            shuffle && cuts
              ? msg`The word is ${word}: choose another above. The text that you typed stays as it is. ${<span>{cuts}</span>}`
              : msg`The word is ${word}: choose another above. The text that you typed stays as it is.`
          }
        />
      </p>
      {[...problems].map((problem) => (
        <p key={problem} className="problem" role="alert">
          {problem}
        </p>
      ))}
      <LeakLegend colormap={props.colormap} />
      <div className="findings">
        {SIDES.map((side) => (
          <LeakedModel
            key={side}
            trace={comparison[side]}
            run={isUnread(side) ? { ...runs[side], value: null } : runs[side]}
            waiting={waiting(side)}
            active={rowIn(props.active, side)}
            text={comparison.text}
            keep={async () =>
              (await import('./keepLeak.ts')).keepLeak(side, {
                left: isUnread('left') ? null : runs.left.value,
                right: isUnread('right') ? null : runs.right.value,
              })
            }
            colormap={props.colormap}
          />
        ))}
      </div>
    </>
  );
}

function useLeak(side: Side, position: number | null, comparison: FullComparison) {
  const [word] = useParameter('word');
  const [shuffle] = useParameter('shuffle');
  const [seed] = useParameter('seed');
  const settings = { side, comparison, word: word || null, shuffle, seed };
  return useExperimentRun(leaksOf, position === null ? null : { ...settings, position });
}
