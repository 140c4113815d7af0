/** A word that is explained where it stands: by hover, by the keyboard, by a tap. */
import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import { termOf } from '../../lesson/glossary.ts';
import { hovers } from '../kit/pointing.ts';
import { sayText } from './Say.tsx';

interface Props {
  /** What the glossary calls it. */
  readonly id: string;
  readonly children: ReactNode;
}

/** CSS pixels that are left free at the edges of the screen. */
const EDGE = 8;

export function Term({ id, children }: Props) {
  const term = termOf(id);
  const bubble = useRef<HTMLSpanElement>(null);
  const word = useRef<HTMLButtonElement>(null);
  const [isOpen, setOpen] = useState(false);
  const own = useId();

  useEffect(() => {
    const [element, anchor] = [bubble.current, word.current];
    if (!element || !anchor || !isOpen) return;
    element.showPopover();
    const at = anchor.getBoundingClientRect();
    const { offsetWidth: width, offsetHeight: height } = element;
    const most = document.documentElement.clientWidth - width - EDGE;
    const isBelow = at.bottom + height < innerHeight;
    element.style.insetInlineStart = `${Math.max(EDGE, Math.min(at.left, most))}px`;
    element.style.insetBlockStart = `${isBelow ? at.bottom : at.top - height}px`;
    const close = () => setOpen(false);
    window.addEventListener('scroll', close, { capture: true, passive: true });
    return () => {
      window.removeEventListener('scroll', close, { capture: true });
      element.hidePopover();
    };
  }, [isOpen]);

  if (!term) return <>{children}</>;
  return (
    <span
      className="term-place"
      onPointerEnter={(event) => hovers(event) && setOpen(true)}
      onPointerLeave={(event) => hovers(event) && setOpen(false)}
    >
      <button
        ref={word}
        type="button"
        className="term"
        aria-describedby={own}
        onFocus={({ currentTarget }) => currentTarget.matches(':focus-visible') && setOpen(true)}
        onBlur={() => setOpen(false)}
        onClick={() => setOpen((was) => !was)}
        onKeyDown={(event) => event.key === 'Escape' && setOpen(false)}
      >
        {children}
      </button>
      <span ref={bubble} popover="manual" className="term-says" role="tooltip" id={own}>
        <b className="term-name">{sayText(term.name)}</b>
        {sayText(term.says)}
      </span>
    </span>
  );
}
