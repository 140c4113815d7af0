/** A sight's numbers as a table: the same picture for screen readers, and for copying. */
import { memo, useState } from 'react';
import { MODEL_TITLES } from '../analysis/describe.ts';
import { percent } from '../analysis/percent.ts';
import { type Sight, titleOf } from '../analysis/sight.ts';
import { Verbatim } from './Verbatim.tsx';

interface Props {
  readonly sight: Sight;
}

export function WeightTable(props: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <details
      className="as-table"
      open={isOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary>Show as table</summary>
      {/* Up to 128 × 128 numbers: made only when asked for. */}
      {isOpen ? <Table {...props} /> : null}
    </details>
  );
}

// Not drawn anew while the crosshair moves.
const Table = memo(function Table({ sight }: Props) {
  const { tokens, mask, weights } = sight;
  const title = `${MODEL_TITLES[sight.model]}, ${titleOf(sight)}: rows read from columns`;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" aria-label={title} tabIndex={0}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <td />
            {tokens.map((token, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a position is what a column stands for
              <th key={column} scope="col">
                <Verbatim>{token.label}</Verbatim>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tokens.map((token, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a position is what a row stands for
            <tr key={row}>
              <th scope="row">
                <Verbatim>{token.label}</Verbatim>
              </th>
              {tokens.map((_, column) => {
                const at = row * tokens.length + column;
                return (
                  // biome-ignore lint/suspicious/noArrayIndexKey: as above
                  <td key={column}>
                    {mask[at] ? (
                      percent(weights[at]!)
                    ) : (
                      <span className="forbidden">forbidden</span>
                    )}
                  </td>
                );
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
});
