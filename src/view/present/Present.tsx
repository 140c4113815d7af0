/**
 * The pictures over the whole screen, in type that is read from the last row. Controls stay away until the pointer
 * moves or the keyboard comes to them; arrow keys walk the examples, or the steps of Step through.
 */
import { t } from '#say';
import './present.css';
import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react';
import { whoStops } from '../../analysis/abilities.ts';
import { STEPS } from '../../analysis/steps/stepNames.ts';
import { presets } from '../../examples/presets.ts';
import { type Colormap, contrastCurve, lookUpTable } from '../../figures/colormap.ts';
import { textNow, viewOptionsNow } from '../../store/selectors.ts';
import { AlonePicture } from '../alone/AlonePicture.tsx';
import { Legend } from '../compare/Legend.tsx';
import { useColormap } from '../kit/hooks.ts';
import { useActions, useParameter, useSelector } from '../kit/store.tsx';
import { Verbatim } from '../kit/Verbatim.tsx';
import { Boundary } from '../page/Boundary.tsx';
import { Nothing } from '../page/Nothing.tsx';
import { useQuiet } from './useQuiet.ts';

interface Props {
  onClose(): void;
}

const ON = ['ArrowRight', 'ArrowDown', 'PageDown'];
const BACK = ['ArrowLeft', 'ArrowUp', 'PageUp'];

export function Present({ onClose }: Props) {
  const dialog = useRef<HTMLDialogElement>(null);
  const comparison = useSelector((state) => state.comparison);
  const text = useSelector(textNow);
  const { linkToText } = useActions();
  const { picture } = useSelector(viewOptionsNow);
  const [view] = useParameter('view');
  const [isCurved, setCurved] = useState(false);
  const colormap = useCurved(isCurved);
  const walk = useWalk();
  const [isQuiet, stir] = useQuiet();

  useEffect(() => {
    const element = dialog.current!;
    element.showModal();
    // Not the first picture, which would take the arrow keys.
    element.focus();
    // Refused or unknown: the dialog covers the window.
    element.requestFullscreen?.().catch(() => undefined);
    document.documentElement.dataset.presenting = '';
    return () => {
      delete document.documentElement.dataset.presenting;
      if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined);
    };
  }, []);
  // Escape leaves the full screen first, and takes the dialog with it.
  useEffect(() => {
    const look = () => {
      if (!document.fullscreenElement) dialog.current?.close();
    };
    document.addEventListener('fullscreenchange', look);
    return () => document.removeEventListener('fullscreenchange', look);
  }, []);

  function onKeyDown(event: KeyboardEvent) {
    // A picture that has the keyboard walks its own cells.
    if (event.defaultPrevented || event.target instanceof HTMLSelectElement) return;
    const by = ON.includes(event.key) ? 1 : BACK.includes(event.key) ? -1 : 0;
    if (by === 0) return;
    event.preventDefault();
    walk.go(by);
  }

  return (
    <dialog
      className="present"
      ref={dialog}
      tabIndex={-1}
      aria-label={t`Presentation`}
      data-quiet={isQuiet || undefined}
      onClose={onClose}
      onPointerMove={stir}
      onKeyDown={onKeyDown}
    >
      <h1 className="present-sentence" dir="auto">
        <Verbatim>{text}</Verbatim>
      </h1>
      <div className="present-figure">
        <Boundary name="present" over={comparison} linkToText={linkToText}>
          {comparison ? <AlonePicture {...{ comparison, colormap }} /> : <Nothing />}
        </Boundary>
      </div>
      <div className="present-foot">
        {view === 'compare' && comparison ? (
          <Legend {...{ colormap, picture }} hasUnread={whoStops(comparison) !== null} />
        ) : null}
        <div className="present-controls">
          <button type="button" className="button" onClick={() => walk.go(-1)}>
            <span aria-hidden="true">‹</span>{' '}
            {walk.of === 'step' ? t`Step before` : t`Example before`}
          </button>
          <button type="button" className="button" onClick={() => walk.go(1)}>
            {walk.of === 'step' ? t`Next step` : t`Next example`} <span aria-hidden="true">›</span>
          </button>
          {view === 'compare' && picture === 'matrix' ? (
            <button
              type="button"
              className="button"
              aria-pressed={isCurved}
              title={t`Draws small weights stronger than they are; the key says so`}
              onClick={() => setCurved(!isCurved)}
            >
              {t`Contrast`}
            </button>
          ) : null}
          <button type="button" className="button" onClick={() => dialog.current?.close()}>
            {t`Close`}
          </button>
        </div>
      </div>
    </dialog>
  );
}

function useCurved(isCurved: boolean): Colormap {
  const colormap = useColormap();
  return useMemo(() => {
    const { palette } = colormap;
    return isCurved ? { palette, table: lookUpTable(palette, contrastCurve), isCurved } : colormap;
  }, [colormap, isCurved]);
}

/** Goes from step to step, or from example to example; past the last one to the first. */
function useWalk(): { readonly of: 'step' | 'example'; go(by: 1 | -1): void } {
  const [view] = useParameter('view');
  const [step, setStep] = useParameter('step');
  const [preset] = useParameter('preset');
  const { openPreset } = useActions();
  if (view === 'step') {
    const next = (by: number) => Math.min(STEPS.length, Math.max(1, step + by));
    return { of: 'step', go: (by) => setStep(next(by)) };
  }
  return {
    of: 'example',
    go(by) {
      const at = presets.findIndex(({ id }) => id === preset);
      const count = presets.length;
      // A text of one's own stands before the first.
      const next = at < 0 ? (by === 1 ? 0 : count - 1) : (at + by + count) % count;
      openPreset(presets[next]!.id);
    },
  };
}
