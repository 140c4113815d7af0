/** What is being opened because a link asks for it, above the pictures of what stands there meanwhile. */
import './open.css';
import { SIDES } from '../../text/token.ts';
import { useSelector } from '../kit/store.tsx';
import { OpeningState } from './OpeningState.tsx';

export function OpeningLines() {
  const isChoosing = useSelector((state) => state.chooser !== null);
  if (isChoosing) return null;
  return (
    <div className="opening-lines">
      {SIDES.map((side) => (
        <OpeningState key={side} side={side} />
      ))}
    </div>
  );
}
