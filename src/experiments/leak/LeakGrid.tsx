/** Tokens down, layers across: by how much each place moved. A table whose cells are walked by keys. */
import { type KeyboardEvent, useRef } from 'react';
import { msg, t } from '#say';
import type { Colormap } from '../../figures/colormap.ts';
import { colorOf } from '../../figures/colormap.ts';
import { walkGrid } from '../../view/figures/layout.ts';
import { memo } from '../../view/kit/language.ts';
import { hovers } from '../../view/kit/pointing.ts';
import { Rich } from '../../view/kit/Rich.tsx';
import { Verbatim } from '../../view/kit/Verbatim.tsx';
import { inkOf } from './measure.ts';
import type { LeakFinding } from './run.ts';
import { changeText } from './sentences.ts';

/** A place in a layer, both from 0. */
export interface Place {
  readonly position: number;
  readonly layer: number;
}

interface Props {
  readonly label: string;
  readonly finding: LeakFinding;
  readonly at: Place | null;
  /** The position that is in focus on the page. */
  readonly active: number | null;
  readonly colormap: Colormap;
  onPlace(place: Place | null): void;
}

export function LeakGrid({ label, finding, at, active, colormap, onPlace }: Props) {
  const grid = useRef<HTMLTableElement>(null);
  const { before, after, changed, changes } = finding;
  const { layers, tokens } = before;
  const count = tokens.length;

  function onKeyDown(event: KeyboardEvent) {
    const from = (at?.position ?? 0) * layers + (at?.layer ?? 0);
    const to = walkGrid(from, event.key, layers, count * layers);
    if (to === null) return;
    event.preventDefault();
    grid.current?.querySelectorAll<HTMLElement>('td')[to]?.focus();
  }

  return (
    <div className="leak-scroll">
      <table
        // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: its cells are walked by arrow keys
        role="grid"
        className="leak-grid"
        aria-label={label}
        aria-readonly="true"
        ref={grid}
        onKeyDown={onKeyDown}
        onPointerLeave={() => onPlace(null)}
      >
        <thead>
          <tr>
            <th scope="col">
              <Rich of={msg`after <layer>layer</layer>`} />
            </th>
            {Array.from({ length: layers }, (_, layer) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a layer is known by its number
              <th key={layer} scope="col">
                {layer + 1}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tokens.map(({ label: name }, position) => (
            <Row
              // biome-ignore lint/suspicious/noArrayIndexKey: a position is what a row stands for
              key={position}
              position={position}
              name={name}
              instead={changed.includes(position) ? after.tokens[position]!.label : null}
              changes={changes}
              count={count}
              isActive={active === position}
              current={at?.position === position ? at.layer : null}
              isEntry={at === null && position === 0}
              colormap={colormap}
              onPlace={onPlace}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  readonly position: number;
  readonly name: string;
  /** What stands there now; null where the token is the same. */
  readonly instead: string | null;
  /** [L, T] */
  readonly changes: Float64Array;
  readonly count: number;
  readonly isActive: boolean;
  /** The layer that the keyboard or the pointer is at; null for none in this row. */
  readonly current: number | null;
  /** Whether the keyboard enters the grid here. */
  readonly isEntry: boolean;
  readonly colormap: Colormap;
  onPlace(place: Place | null): void;
}

// Up to 128 rows, of which a step of the cursor changes two.
const Row = memo(function Row({ position, name, instead, changes, count, ...props }: RowProps) {
  const { current, isEntry, colormap, onPlace } = props;
  const layers = changes.length / count;
  return (
    <tr data-active={props.isActive || undefined} data-changed={instead !== null || undefined}>
      <th scope="row">
        <Verbatim className="leak-token" title={name}>
          {name}
        </Verbatim>
        {instead === null ? null : (
          <>
            <span aria-hidden="true">→</span>
            <span className="visually-hidden"> {t({ message: 'now', context: 'a token' })} </span>
            <Verbatim className="leak-token" title={instead}>
              {instead}
            </Verbatim>
          </>
        )}
      </th>
      {Array.from({ length: layers }, (_, layer) => {
        const change = changes[layer * count + position]!;
        const isCurrent = current === layer;
        return (
          <td
            // biome-ignore lint/suspicious/noArrayIndexKey: a layer is known by its number
            key={layer}
            tabIndex={isCurrent || (isEntry && layer === 0) ? 0 : -1}
            data-current={isCurrent || undefined}
            data-none={change === 0 || undefined}
            onFocus={() => onPlace({ position, layer })}
            onBlur={() => onPlace(null)}
            onPointerEnter={(event) => hovers(event) && onPlace({ position, layer })}
          >
            <span
              className="leak-swatch"
              data-none={change === 0 || undefined}
              style={{ background: colorOf(colormap.table, colormap.palette, inkOf(change)) }}
            />
            <span className="leak-value">{changeText(change)}</span>
          </td>
        );
      })}
    </tr>
  );
});
