/** A text with a model's tokens in it, each of which can be looked at: pointed at, walked to, held. */
import { type KeyboardEvent, useRef } from 'react';
import { t } from '#say';
import { endOfText } from '../../sentences/endOfText.ts';
import { walkGrid } from '../../view/figures/layout.ts';
import { pointing, walkedFrom } from '../../view/kit/pointing.ts';
import { Verbatim } from '../../view/kit/Verbatim.tsx';
import type { Segment } from './segments.ts';

interface Props {
  readonly label: string;
  readonly segments: readonly Segment[];
  /** The token that is looked at, of the written ones. */
  readonly looked: number | null;
  /** The token that a click holds. */
  readonly held: number | null;
  /** Tokens that are marked. */
  readonly marked?: (nth: number) => boolean;
  readonly isWriting: boolean;
  onPoint(nth: number | null): void;
  onHold(nth: number | null): void;
}

export function Passage(props: Props) {
  const { label, segments, looked, held, marked, isWriting, onPoint, onHold } = props;
  const box = useRef<HTMLDivElement>(null);
  const order = segments.flatMap((each) =>
    each.kind === 'written' || each.kind === 'end' ? [each.nth] : [],
  );

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') {
      onHold(null);
      return;
    }
    const from = order.indexOf(walkedFrom(event, 'nth', looked ?? order[0] ?? 0));
    const next = walkGrid(from, event.key, order.length, order.length);
    if (next === null || order.length === 0) return;
    event.preventDefault();
    const nth = order[next]!;
    if (held !== null) onHold(nth);
    box.current?.querySelector<HTMLElement>(`[data-nth="${nth}"]`)?.focus();
  }

  return (
    // A toolbar: one tab stop, arrow keys inside.
    <div
      className="passage"
      role="toolbar"
      aria-label={label}
      dir="auto"
      ref={box}
      onKeyDown={onKeyDown}
      onPointerLeave={() => onPoint(null)}
    >
      {segments.map((segment) => {
        if (segment.kind === 'typed') {
          return (
            <span key={segment.key} translate="no">
              {segment.text}
            </span>
          );
        }
        if (segment.kind === 'blank') {
          return (
            <span key={segment.key} className="passage-blank">
              {' '}
              <span aria-hidden="true">▁▁</span>
              <span className="visually-hidden">{t`blank`}</span>
            </span>
          );
        }
        const { key, nth } = segment;
        const spaced = segment.kind === 'end' || segment.spaced;
        return (
          <span key={key}>
            {spaced ? ' ' : null}
            <button
              type="button"
              className="passage-token"
              data-nth={nth}
              data-end={segment.kind === 'end' || undefined}
              data-looked={nth === looked || undefined}
              data-marked={marked?.(nth) || undefined}
              aria-pressed={nth === held}
              tabIndex={nth === (looked ?? order[0]) ? 0 : -1}
              {...pointing(
                () => onPoint(nth),
                () => onPoint(null),
              )}
              onClick={() => onHold(nth === held ? null : nth)}
            >
              {segment.kind === 'end' ? endOfText() : <Verbatim>{segment.label}</Verbatim>}
            </button>
          </span>
        );
      })}
      {isWriting ? <span className="passage-caret" aria-hidden="true" /> : null}
    </div>
  );
}
