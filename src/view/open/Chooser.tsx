/** The ways to another model that stand around the page: its dialog, what it says meanwhile, and what is dropped. */
import { Suspense } from 'react';
import { useSelector } from '../kit/store.tsx';
import { lazily } from '../page/lazily.tsx';
import { useDrops } from './useDrops.ts';

const OpenDialog = lazily(async () => (await import('./OpenDialog.tsx')).OpenDialog);
const OpeningLines = lazily(async () => (await import('./OpeningLines.tsx')).OpeningLines);

export function Chooser() {
  const side = useSelector((state) => state.chooser);
  const isOpening = useSelector(({ openings }) => Boolean(openings.left ?? openings.right));
  useDrops();
  return (
    <Suspense fallback={null}>
      {isOpening && side === null ? <OpeningLines /> : null}
      {side === null ? null : <OpenDialog side={side} />}
    </Suspense>
  );
}
