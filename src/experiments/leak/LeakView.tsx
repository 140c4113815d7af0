/** One token changed: every place and layer that learns of it, in both models. */
import type { FullComparison } from '../../model/trace.ts';
import { lockedNow } from '../../store/selectors.ts';
import { useParameter, useSelector } from '../../view/kit/store.tsx';
import './leak.css';
import { wholeReader } from '../../analysis/abilities.ts';
import { rowIn } from '../../analysis/attention/pointed.ts';
import { piecesOf } from '../../analysis/prediction/slot.ts';
import { nameOfWord, plain } from '../../sentences/phrase.ts';
import { slotProblem } from '../../sentences/slot.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { waitingFor } from '../../view/experiment/waiting.ts';
import { PhraseText } from '../../view/kit/PhraseText.tsx';
import type { ViewProps } from '../../view/reading/views.ts';
import { useExperimentRun } from '../run/useExperimentRun.ts';
import { middleWord } from './chosenWord.ts';
import { LeakedModel } from './LeakedModel.tsx';
import { LeakLegend } from './LeakLegend.tsx';
import { LeakSettings } from './LeakSettings.tsx';
import { leaksOf } from './run.ts';

export function LeakView(props: ViewProps) {
  const { comparison } = props;
  const locked = useSelector(lockedNow);
  const status = useSelector((state) => state.status);
  const { model, tokens, side: reader } = wholeReader(comparison);
  const read = Math.min(...SIDES.map((side) => comparison[side].tokens.length));
  const held =
    rowIn(locked, reader) ?? middleWord(tokens, read) ?? middleWord(tokens, tokens.length);
  const position = held === null ? null : piecesOf(tokens, held)[0];
  const token = position === null ? undefined : tokens[position];
  const refusal = slotProblem(model.name, tokens, position);
  const isUnread = (side: Side) => position !== null && position >= comparison[side].tokens.length;
  const canChange = refusal === null;
  const runs = {
    left: useLeak('left', canChange && !isUnread('left') ? position : null, comparison),
    right: useLeak('right', canChange && !isUnread('right') ? position : null, comparison),
  };

  if (position === null || !token) {
    return <p className="nothing">There is no word in this text to change: type a sentence.</p>;
  }
  const problems = new Set([runs.left.problem, runs.right.problem].filter((each) => each !== null));
  if (refusal) {
    problems.clear();
    problems.add(plain(refusal));
  }
  const waiting = (side: Side) => {
    if (isUnread(side)) {
      return `${comparison[side].model.name} stops at the blank and has not read this token: nothing of it can move.`;
    }
    return problems.size > 0 ? null : waitingFor(status, 'The model is reading both texts.');
  };

  return (
    <>
      <LeakSettings tokens={tokens} position={position} />
      <p className="run-line">
        The word is <PhraseText phrase={nameOfWord(tokens, position)} />: choose another above. The
        text that you typed stays as it is.
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
