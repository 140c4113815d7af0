/** The two models against each other: where two heads differ, what one of them cannot see, which heads match. */
import './match.css';
import { acrossSentence, wordsSentence } from '../../sentences/match.ts';
import type { ViewProps } from '../reading/views.ts';
import { CounterpartsPart } from './CounterpartsPart.tsx';
import { DifferencePart } from './DifferencePart.tsx';
import { RightPart } from './RightPart.tsx';

export function MatchView(props: ViewProps) {
  const apart = acrossSentence(props.comparison);
  if (apart) {
    return (
      <section className="match-part">
        <p className="match-lead">{apart}</p>
      </section>
    );
  }
  const byWord = wordsSentence(props.comparison);
  return (
    <>
      {byWord ? <p className="match-lead">{byWord}</p> : null}
      <DifferencePart {...props} />
      <RightPart {...props} />
      <CounterpartsPart {...props} />
    </>
  );
}
