/** Boxes that are scrolled together: where one is scrolled to, the others follow as far as they reach. */
import { type RefObject, useEffect } from 'react';

export class Together {
  /** Each box, and where it was put by another one. */
  readonly #boxes = new Map<HTMLElement, string>();

  /** @returns what takes the box out again */
  join(box: HTMLElement): () => void {
    const lead = () => {
      // What another one has put there is no wish of the reader's: that box may reach less far.
      if (this.#boxes.get(box) === place(box)) return;
      for (const other of this.#boxes.keys()) {
        if (other === box) continue;
        other.scrollTo({ left: box.scrollLeft, top: box.scrollTop, behavior: 'instant' });
        this.#boxes.set(other, place(other));
      }
      this.#boxes.set(box, '');
    };
    this.#boxes.set(box, '');
    box.addEventListener('scroll', lead, { passive: true });
    return () => {
      box.removeEventListener('scroll', lead);
      this.#boxes.delete(box);
    };
  }
}

const place = ({ scrollLeft, scrollTop }: HTMLElement): string => `${scrollLeft} ${scrollTop}`;

/** @param together null for a box that scrolls alone */
export function useTogether(box: RefObject<HTMLElement | null>, together: Together | null): void {
  useEffect(() => {
    if (together && box.current) return together.join(box.current);
  }, [box, together]);
}
