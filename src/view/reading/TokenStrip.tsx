/** The text as the models read it: its tokens, those of one word joined, in reading order. */

import { type KeyboardEvent, useCallback, useLayoutEffect, useMemo, useRef } from 'react';
import { msg, t } from '#say';
import { type AttentionView, placeOf } from '../../analysis/attention/attentionView.ts';
import type { PointedCell } from '../../analysis/attention/cell.ts';
import { rowOfToken } from '../../analysis/attention/rowsAndColumns.ts';
import { hiddenIn } from '../../sentences/captions.ts';
import { isBlank } from '../../text/blank.ts';
import type { Side, Span, Token } from '../../text/token.ts';
import { wordAt, wordsOf } from '../../text/words.ts';
import { scrolled, walkGrid } from '../figures/layout.ts';
import { Instruction } from '../kit/Instruction.tsx';
import { memo } from '../kit/language.ts';
import { pointing, walkedFrom } from '../kit/pointing.ts';
import { Rich } from '../kit/Rich.tsx';
import { useActions, useParameter } from '../kit/store.tsx';
import { useFollowed } from '../kit/useFollowed.ts';
import { labelOf, Verbatim } from '../kit/Verbatim.tsx';

interface Props {
  tokens: readonly Token[];
  /** Before which token a model stops, if before the end, and what it is called. */
  stop: number | null;
  stopper: string;
  /** What is shown of the model that has read these tokens. */
  attentionView: AttentionView;
  /** What is pointed at of these tokens, and held. */
  active: PointedCell | null;
  locked: PointedCell | null;
}

export const TokenStrip = memo(function TokenStrip({
  tokens,
  stop,
  stopper,
  attentionView,
  active,
  locked,
}: Props) {
  const [hideSpecials] = useParameter('specials');
  const { focus: onFocus, lock: onLock } = useActions();
  const strip = useRef<HTMLDivElement>(null);
  const words = useMemo(() => byWord(tokens), [tokens]);
  const last = tokens.length - 1;
  const readers = tokens.findIndex(({ reads }) => reads);
  // What these tokens do not have comes after them.
  const current = active ? (active.row ?? last) : 0;

  const cellOf = (position: number) =>
    rowOfToken(attentionView, position, hiddenIn(attentionView, hideSpecials));

  const newest = useRef({ cellOf, locked });
  useLayoutEffect(() => {
    newest.current = { cellOf, locked };
  });
  const onPoint = useCallback(
    (position: number | null) =>
      onFocus(position === null ? null : newest.current.cellOf(position)),
    [onFocus],
  );
  const onPress = useCallback(
    (position: number) => {
      const { cellOf, locked } = newest.current;
      onLock(locked?.row === position ? null : cellOf(position));
    },
    [onLock],
  );

  // Where the tokens scroll they follow what is in focus, unless the pointer itself is on them.
  const follow = useCallback(({ row }: PointedCell) => {
    const box = strip.current;
    if (!box || box.matches(':hover')) return;
    const token = box.querySelector<HTMLElement>(`[data-position="${row}"]`);
    if (!token) return;
    const [at, size] = [token.getBoundingClientRect(), box.getBoundingClientRect()];
    const { scrollLeft, scrollTop, clientWidth, clientHeight } = box;
    const left = scrolled(scrollLeft, at.left - size.left + scrollLeft, at.width, clientWidth);
    const place = at.top - size.top;
    // Line by line: no token is cut in half.
    const isInSight = place >= 0 && place + at.height <= clientHeight;
    const top = isInSight
      ? scrollTop
      : scrollTop + place - Number.parseFloat(getComputedStyle(box).paddingTop);
    box.scrollTo({ left, top, behavior: 'instant' });
  }, []);
  useFollowed(active, locked, follow);

  const isAt = (position: number, marked: number | null | undefined) =>
    marked != null && placeOf(attentionView, position) === placeOf(attentionView, marked);

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    if (event.key === 'Escape') {
      onLock(null);
      return;
    }
    const from = walkedFrom(event, 'position', current);
    const next = walkGrid(from, event.key, tokens.length, tokens.length);
    if (next === null) return;
    event.preventDefault();
    if (locked) onLock(cellOf(next));
    strip.current?.querySelector<HTMLElement>(`[data-position="${next}"]`)?.focus();
  }

  return (
    // A toolbar: one tab stop, arrow keys inside.
    <div
      className="strip-tokens"
      role="toolbar"
      aria-label={t`Tokens of the text`}
      ref={strip}
      onKeyDown={onKeyDown}
      onPointerLeave={() => onFocus(null)}
    >
      {words.map((word) => (
        <span className="word" key={word.start} data-joined={word.tokens.length > 1 || undefined}>
          {word.start === readers ? <span className="stop">{t`read by`}</span> : null}
          {word.start === stop ? <span className="stop">{t`${stopper} stops here`}</span> : null}
          {word.tokens.map((token, index) => {
            const position = word.start + index;
            return (
              <TokenButton
                key={position}
                position={position}
                label={token.label}
                kind={kindOf(token)}
                isActive={isAt(position, active?.row)}
                isRead={isAt(position, active?.column)}
                isUnread={stop !== null && position >= stop && !token.special}
                isHeld={locked?.row === position}
                isTabStop={position === current}
                onPoint={onPoint}
                onPress={onPress}
              />
            );
          })}
        </span>
      ))}
      {stop === tokens.length ? <span className="stop">{t`${stopper} stops here`}</span> : null}
    </div>
  );
});

interface TokenButtonProps {
  readonly position: number;
  readonly label: string;
  readonly kind: Kind;
  readonly isActive: boolean;
  readonly isRead: boolean;
  readonly isUnread: boolean;
  readonly isHeld: boolean;
  readonly isTabStop: boolean;
  onPoint(position: number | null): void;
  onPress(position: number): void;
}

// Most of a text's tokens stay what they are while one types.
const TokenButton = memo(function TokenButton(props: TokenButtonProps) {
  const { position, onPoint } = props;
  return (
    <button
      type="button"
      className="token"
      data-position={position}
      data-kind={props.kind}
      data-active={props.isActive || undefined}
      data-read={props.isRead || undefined}
      data-unread={props.isUnread || undefined}
      aria-pressed={props.isHeld}
      tabIndex={props.isTabStop ? 0 : -1}
      {...pointing(
        () => onPoint(position),
        () => onPoint(null),
      )}
      onClick={() => props.onPress(position)}
    >
      {labelOf(props.label)}
    </button>
  );
});

interface CutProps {
  readonly text: string;
  readonly cut: Span;
  /** The one model that it is cut for; null where it is cut for all alike. */
  readonly by: string | null;
}

/** What of the text there is no room for. */
export function CutMark({ text, cut, by }: CutProps) {
  const SHOWN = 48;
  const rest = text.slice(cut.start, cut.start + SHOWN).trim();
  const isMore = cut.end - cut.start > SHOWN;
  const shown = <Verbatim>{rest}</Verbatim>;
  if (by !== null) {
    return (
      <p className="cut">
        {isMore ? (
          <Rich of={msg`${by} holds no more: “${shown}…” is not read`} />
        ) : (
          <Rich of={msg`${by} holds no more: “${shown}” is not read`} />
        )}
      </p>
    );
  }
  return (
    <p className="cut">
      {isMore ? (
        <Rich of={msg`the models hold no more: “${shown}…” is not read`} />
      ) : (
        <Rich of={msg`the models hold no more: “${shown}” is not read`} />
      )}
    </p>
  );
}

interface HoldProps {
  readonly side: Side;
  readonly tokens: readonly Token[];
  /** What is held of them. */
  readonly locked: PointedCell | null;
}

/** What a click has done and how to undo it; before any click, that one can. */
export const Hold = memo(function Hold({ side, tokens, locked }: HoldProps) {
  const { lock, blank } = useActions();
  const row = locked?.row ?? null;
  if (row === null) {
    return (
      <p className="strip-hint">
        <Instruction
          point={t`Point at a token to see what it reads. Click to hold it there.`}
          tap={t`Tap a token to hold it, and see what it reads.`}
        />
      </p>
    );
  }
  const word = wordAt(tokens, row);
  const isPart = word !== null && word.end - word.first > 1;
  const token = <Verbatim className="quoted">{tokens[row]!.label}</Verbatim>;
  return (
    <p className="strip-hint">
      {isPart ? (
        <Rich
          of={msg`Holding ${token}, a part of ${<Verbatim className="quoted">{word.text}</Verbatim>}.`}
        />
      ) : (
        <Rich of={msg`Holding ${token}.`} />
      )}{' '}
      <button type="button" className="link" onClick={() => lock(null)}>
        <Rich of={msg`Release ${<kbd translate="no">Esc</kbd>}`} />
      </button>
      {word ? (
        <button type="button" className="link" onClick={() => blank(side, row)}>
          {isPart ? t`Put a blank in the place of the whole word` : t`Put a blank in its place`}
        </button>
      ) : null}
    </p>
  );
});

interface Group {
  readonly start: number;
  readonly tokens: Token[];
}

/** The tokens of each word together; special tokens, blanks and punctuation stand alone. */
function byWord(tokens: readonly Token[]): Group[] {
  const groups: Group[] = [];
  const words = wordsOf(tokens);
  for (const [position, token] of tokens.entries()) {
    const word = words[position];
    const last = groups.at(-1);
    if (last && word && words[position - 1] === word) last.tokens.push(token);
    else groups.push({ start: position, tokens: [token] });
  }
  return groups;
}

type Kind = 'special' | 'blank' | 'text';

/** `special` for what the model's template adds, `blank` for `[MASK]`, `text` for the rest. */
export function kindOf(token: Token): Kind {
  if (token.special) return 'special';
  return isBlank(token) ? 'blank' : 'text';
}
