/** The tokens along a heatmap's two axes: rows read from columns. Labels thin out, never overlap. */
import type { CSSProperties } from 'react';
import type { Token } from '../../text/token.ts';
import { memo } from '../kit/language.ts';
import { labelOf } from '../kit/Verbatim.tsx';
import { labelStep, showsLabel } from './layout.ts';
import type { Rows } from './usePaintedRows.ts';

interface Props {
  readonly axis: 'row' | 'column';
  readonly tokens: readonly Token[];
  /** The runs of positions whose labels stand there, beside the marked one; null for all. */
  readonly sight: Rows | null;
  /** Positions from here on are in the text but were not read. */
  readonly read: number;
  readonly cell: number;
  /** Height of one line of labels, in CSS pixels. */
  readonly line: number;
  /** The position whose label always stands there. */
  readonly marked: number | null;
  readonly hideSpecials: boolean;
}

/** Of a line's height: where the first label is at least, as the style sheet has it, and what is between two. */
const EDGE = 0.625;
const LEAST = 0.8;

/** So many positions come into sight, and go, together. */
export const RUN = 16;

// Hundreds of labels are not rendered again because another head is pointed at.
export const Axis = memo(function Axis(props: Props) {
  const { axis, tokens, sight, read, cell, line, marked, hideSpecials } = props;
  const step = labelStep(cell, line);
  // The first label stands inside of the edge, so that of tiny cells it may need the room of the one after it.
  const edge = Math.max(cell / 2, EDGE * line);
  const hasRoom = (position: number) =>
    position === 0 || position === marked || (position + 0.5) * cell - edge >= LEAST * line;
  const isNear = (position: number) =>
    sight === null ||
    position === marked ||
    (position >= sight.from * RUN && position < sight.to * RUN);
  return (
    <div className={`axis axis-${axis}s`} aria-hidden="true">
      {tokens.map((token, position) =>
        isNear(position) && showsLabel(position, step, marked) && hasRoom(position) ? (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a position is what a label stands for
            key={position}
            className="axis-label"
            data-position={position}
            style={{ '--at': `${(position + 0.5) * cell}px` } as CSSProperties}
            data-special={token.special || undefined}
            data-hidden={(hideSpecials && token.special) || undefined}
            data-unread={position >= read || undefined}
            data-marked={position === marked || undefined}
            title={token.label}
            translate="no"
          >
            {labelOf(token.label)}
          </span>
        ) : null,
      )}
    </div>
  );
});
