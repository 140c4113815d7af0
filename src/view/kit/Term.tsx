/** A word that is explained where it stands: by hover, by the keyboard, by a tap. */
import {
  type KeyboardEvent,
  type ReactNode,
  useEffect,
  useLayoutEffect,
  useRef,
  useState,
} from 'react';
import { useGlossary } from './glossary.ts';
import { hovers, isWalked } from './pointing.ts';

interface Props {
  /** What the glossary calls it. */
  readonly id: string;
  readonly children: ReactNode;
}

/** CSS pixels that are left free at the edges of the screen. */
const EDGE = 8;

export function Term({ id, children }: Props) {
  const word = useRef<HTMLSpanElement>(null);
  const bubble = useRef<HTMLSpanElement>(null);
  const [isOpen, setOpen] = useState(false);
  const said = useGlossary(isOpen)?.explain(id);
  const isShown = isOpen && said !== undefined;

  useLayoutEffect(() => {
    const [element, anchor] = [bubble.current, word.current];
    if (!isShown || !element || !anchor) return;
    element.showPopover();
    // A word may stand in two lines: what it says hangs on the first.
    const at = anchor.getClientRects()[0] ?? anchor.getBoundingClientRect();
    const { bottom } = anchor.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = element;
    const most = document.documentElement.clientWidth - width - EDGE;
    const isBelow = bottom + height < innerHeight;
    element.style.left = `${Math.max(EDGE, Math.min(at.left, most))}px`;
    element.style.top = `${isBelow ? bottom : at.top - height}px`;
  }, [isShown]);

  useEffect(() => {
    if (!isOpen) return;
    const close = () => setOpen(false);
    // A word that gets the focus is brought into sight, which is told in the next frame, before its callbacks.
    const frame = requestAnimationFrame(() =>
      window.addEventListener('scroll', close, { capture: true, passive: true }),
    );
    return () => {
      cancelAnimationFrame(frame);
      window.removeEventListener('scroll', close, { capture: true });
    };
  }, [isOpen]);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape' && isOpen) {
      // It closes what it says, and not the dialog that it may stand in.
      event.preventDefault();
      event.stopPropagation();
      setOpen(false);
    } else if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      event.stopPropagation();
      setOpen((was) => !was);
    }
  }

  return (
    <span
      className="term-place"
      onPointerEnter={(event) => hovers(event) && setOpen(true)}
      onPointerLeave={(event) => hovers(event) && setOpen(false)}
    >
      {/* biome-ignore lint/a11y/useSemanticElements: a button is laid out as a box, and lines could break before the full stop after it */}
      <span
        ref={word}
        role="button"
        tabIndex={0}
        className="term"
        aria-description={said?.says}
        onFocus={(event) => isWalked(event) && setOpen(true)}
        onBlur={() => setOpen(false)}
        onClick={() => setOpen((was) => !was)}
        onKeyDown={onKeyDown}
      >
        {children}
      </span>
      {isShown ? (
        <span ref={bubble} popover="manual" className="term-says" role="tooltip">
          <b className="term-name">{said.name}</b>
          {said.says}
        </span>
      ) : null}
    </span>
  );
}
