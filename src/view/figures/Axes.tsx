/** The tokens along a heatmap's two axes: rows read from columns. Labels thin out, never overlap. */
import type { CSSProperties } from 'react';
import type { Cell } from '../../analysis/attention/cell.ts';
import type { Token } from '../../text/token.ts';
import { Verbatim } from '../kit/Verbatim.tsx';
import { labelStep, showsLabel } from './layout.ts';

interface Props {
  readonly axis: 'row' | 'column';
  readonly tokens: readonly Token[];
  /** Positions from here on are in the text but were not read. */
  readonly read: number;
  readonly cell: number;
  /** Height of one line of labels, in CSS pixels. */
  readonly line: number;
  readonly active: Cell | null;
  readonly hideSpecials: boolean;
}

export function Axis({ axis, tokens, read, cell, line, active, hideSpecials }: Props) {
  const step = labelStep(cell, line);
  const marked = active?.[axis] ?? null;
  return (
    <div className={`axis axis-${axis}s`} aria-hidden="true">
      {tokens.map((token, position) =>
        showsLabel(position, step, marked) ? (
          <span
            // biome-ignore lint/suspicious/noArrayIndexKey: a position is what a label stands for
            key={position}
            className="axis-label"
            style={{ '--at': `${(position + 0.5) * cell}px` } as CSSProperties}
            data-special={token.special || undefined}
            data-hidden={(hideSpecials && token.special) || undefined}
            data-unread={position >= read || undefined}
            data-marked={position === marked || undefined}
            title={token.label}
          >
            <Verbatim>{token.label}</Verbatim>
          </span>
        ) : null,
      )}
    </div>
  );
}
