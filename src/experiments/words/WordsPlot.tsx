/**
 * Surprisals along the sentence: for each token a bar up for the model that fills blanks and one down for
 * the model that writes, on one axis in bits. One tab stop, arrow keys inside; long texts scroll in here under a standing axis.
 */
import { type CSSProperties, type KeyboardEvent, useCallback, useRef } from 'react';
import { msg, select, t } from '#say';
import { rolesIn } from '../../analysis/abilities.ts';
import type { PointedCell } from '../../analysis/attention/cell.ts';
import { piecesOf } from '../../analysis/prediction/slot.ts';
import type { Guess, Surprisals } from '../../analysis/prediction/surprisals.ts';
import { number } from '../../language/intl.ts';
import type { FullComparison } from '../../model/trace.ts';
import { bits, bitsNumber } from '../../sentences/numbers/bits.ts';
import { isBlank } from '../../text/blank.ts';
import type { Side } from '../../text/token.ts';
import { BIT_STEP, ticksOf, topOfBits } from '../../view/experiment/bitAxis.ts';
import { scrolled, walkGrid } from '../../view/figures/layout.ts';
import { pointing, walkedFrom } from '../../view/kit/pointing.ts';
import { useFollowed } from '../../view/kit/useFollowed.ts';
import { Verbatim } from '../../view/kit/Verbatim.tsx';

interface Props {
  readonly comparison: FullComparison;
  readonly surprisals: Surprisals;
  readonly active: number | null;
  readonly locked: number | null;
  onPoint(position: number | null): void;
  onHold(position: number | null): void;
}

/** Space for the axis in the scroll box, in rem. */
const AXIS_REM = 2.25;

export function WordsPlot({ comparison, surprisals, active, locked, onPoint, onHold }: Props) {
  const { tokens, guesses, read } = surprisals;
  const { filler, writer } = rolesIn(comparison)!;
  const [fills, writes] = [filler.model.name, writer.model.name];
  const box = useRef<HTMLElement>(null);
  const positions = tokens.flatMap(({ special }, position) => (special ? [] : [position]));
  const known = [...guesses.left, ...guesses.right].flatMap((guess) => (guess ? [guess.bits] : []));
  const sizes = { up: filler.model.vocabulary, down: writer.model.vocabulary };
  const [up, down] = [evenly(sizes.up), evenly(sizes.down)];
  const top = topOfBits(known, sizes.up, sizes.down);
  const current = Math.max(0, positions.indexOf(active ?? -1));
  const size = {
    '--ticks': top / BIT_STEP,
    '--even-up': Math.log2(sizes.up) / top,
    '--even-down': Math.log2(sizes.down) / top,
    '--axis': `${AXIS_REM}rem`,
  } as CSSProperties;

  // Where the picture scrolls it follows the token, unless the pointer itself is on it.
  const follow = useCallback(({ row }: PointedCell) => {
    const scroll = box.current;
    const button = scroll?.querySelector<HTMLElement>(`[data-position="${row}"]`);
    if (!scroll || !button || scroll.matches(':hover')) return;
    const axis = button.parentElement!.offsetLeft;
    const { offsetLeft, offsetWidth } = button;
    const view = scroll.clientWidth - axis;
    scroll.scrollLeft = scrolled(scroll.scrollLeft, offsetLeft - axis, offsetWidth, view);
  }, []);
  useFollowed({ row: active, column: null }, { row: locked, column: null }, follow);

  function onKeyDown(event: KeyboardEvent) {
    if (event.key === 'Escape') {
      onHold(null);
      return;
    }
    const from = positions.indexOf(walkedFrom(event, 'position', positions[current] ?? 0));
    const next = walkGrid(from, event.key, positions.length, positions.length);
    if (next === null) return;
    event.preventDefault();
    const position = positions[next]!;
    if (locked !== null) onHold(position);
    box.current?.querySelector<HTMLElement>(`[data-position="${position}"]`)?.focus();
  }

  return (
    <figure className="words-figure" style={size}>
      <figcaption className="words-key">
        <span data-side={filler.side}>
          <span className="swatch words-swatch" /> {t`up: ${fills}, from both sides`}
        </span>
        <span data-side={writer.side}>
          <span className="swatch words-swatch" /> {t`down: ${writes}, from the left`}
        </span>
        <span>
          <span className="words-even-swatch" />{' '}
          {sizes.down === sizes.up ? up : t`${up}, for ${fills}; for ${writes} ${down}`}
        </span>
        {read < tokens.length ? (
          <span>
            <span className="swatch" data-state="unread" /> {t`${writes} stopped before it`}
          </span>
        ) : null}
      </figcaption>
      <section className="words-scroll" ref={box} aria-label={t`Surprisals along the sentence`}>
        <div className="words-axis" aria-hidden="true">
          <Ticks top={top} side="up" />
          <span className="words-unit">{t`bits`}</span>
          <Ticks top={top} side="down" />
        </div>
        <div
          className="words-tokens"
          role="toolbar"
          aria-label={t`Tokens with their surprisals`}
          onKeyDown={onKeyDown}
          onPointerLeave={() => onPoint(null)}
        >
          {positions.map((position, index) => {
            const token = tokens[position]!;
            const both = guesses[filler.side][position] ?? null;
            const before = guesses[writer.side][position] ?? null;
            const blank = isBlank(token);
            const toFiller = both ? 'known' : 'coming';
            const toWriter = before ? 'known' : position < read ? 'none' : 'unread';
            const [around, left] = [bits(both?.bits ?? 0), bits(before?.bits ?? 0)];
            return (
              <button
                key={position}
                type="button"
                className="words-token"
                data-position={position}
                data-kind={blank ? 'blank' : undefined}
                data-joined={joinedAs(surprisals, position)}
                data-active={position === active || undefined}
                aria-pressed={position === locked}
                aria-label={
                  blank
                    ? t`${token.label}: a blank`
                    : t`${token.label}: ${select(toFiller, { known: msg`${around} to ${fills}`, other: msg`not computed yet for ${fills}` })}, ${select(toWriter, { known: msg`${left} to ${writes}`, none: msg`no number for ${writes}`, other: msg`not read by ${writes}` })}`
                }
                tabIndex={index === current ? 0 : -1}
                {...pointing(
                  () => onPoint(position),
                  () => onPoint(null),
                )}
                onClick={() => onHold(position === locked ? null : position)}
              >
                <Half side={filler.side} place="up" guess={both} top={top} />
                <span className="words-label">
                  <Verbatim>{token.label}</Verbatim>
                </span>
                <Half
                  side={writer.side}
                  place="down"
                  guess={before}
                  top={top}
                  isUnread={!blank && position >= read}
                />
              </button>
            );
          })}
        </div>
      </section>
    </figure>
  );
}

const evenly = (vocabulary: number) =>
  t`${bitsNumber(Math.log2(vocabulary))} bits: guessing evenly among ${number(vocabulary)} tokens`;

/** Where a token stands in a word of several: "first", "middle" or "last"; undefined in one of its own. */
function joinedAs({ tokens }: Surprisals, position: number): string | undefined {
  const [first, end] = piecesOf(tokens, position);
  if (end - first === 1) return undefined;
  return position === first ? 'first' : position === end - 1 ? 'last' : 'middle';
}

interface HalfProps {
  readonly side: Side;
  /** Which way its bar goes. */
  readonly place: 'up' | 'down';
  readonly guess: Guess | null;
  readonly top: number;
  readonly isUnread?: boolean;
}

function Half({ side, place, guess, top, isUnread }: HalfProps) {
  return (
    <span
      className="words-half"
      data-side={side}
      data-place={place}
      data-unread={isUnread || undefined}
    >
      {guess ? (
        <>
          <span className="words-bar" style={{ blockSize: `${(guess.bits / top) * 100}%` }} />
          <span className="words-value">{bitsNumber(guess.bits)}</span>
        </>
      ) : null}
    </span>
  );
}

function Ticks({ top, side }: { top: number; side: 'up' | 'down' }) {
  return (
    <span className="words-ticks">
      {ticksOf(top).map((tick) => (
        <span
          key={tick}
          style={{ [side === 'up' ? 'bottom' : 'top']: `${(tick / top) * 100}%` }}
          data-side={side}
        >
          {tick}
        </span>
      ))}
    </span>
  );
}
