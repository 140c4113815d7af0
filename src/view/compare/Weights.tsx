/** The rows and columns of an attention view's table. */

import { type CSSProperties, useMemo, useRef } from 'react';
import { t } from '#say';
import { partOf, type Stretch } from '../../analysis/attention/across.ts';
import type { AttentionView } from '../../analysis/attention/attentionView.ts';
import { titleOf } from '../../sentences/names.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { memo } from '../kit/language.ts';
import { useRows } from '../kit/useRows.ts';
import { Verbatim } from '../kit/Verbatim.tsx';

interface Props {
  readonly attentionView: AttentionView;
}

/** Characters of a label before it is cut off: a word may be as long as the text. */
const MOST = 20;

export function Weights(props: Props) {
  return <Table {...props} />;
}

// Not drawn anew while the crosshair moves.
const Table = memo(function Table({ attentionView }: Props) {
  const { tokens } = attentionView;
  const { rows, columns } = useMemo(() => drawnOf(attentionView), [attentionView]);
  const box = useRef<HTMLElement>(null);
  const isMade = useRows(box, rows.length, attentionView);
  const title = t`${attentionView.model.name}, ${titleOf(attentionView)}: rows read from columns`;
  const longest = Math.max(...tokens.map(({ label }) => label.length));
  const widths = {
    '--columns': columns.length + 1,
    '--characters': Math.min(MOST, Math.max(t`forbidden`.length, longest)),
  } as CSSProperties;
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section className="table-scroll" aria-label={title} tabIndex={0} ref={box}>
      <table className="weight-table" style={widths}>
        <caption>{title}</caption>
        <thead>
          <tr>
            <td />
            {columns.map((column) => (
              <th key={column} scope="col">
                <Verbatim>{tokens[column]!.label}</Verbatim>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <Row key={row} {...{ attentionView, row, columns }} isMade={isMade(at)} />
          ))}
        </tbody>
      </table>
    </section>
  );
});

/** The positions of the rows and of the columns that are drawn. */
function drawnOf(view: AttentionView) {
  const whole = { from: 0, to: view.tokens.length };
  const { rows, columns } = partOf(view) ?? { rows: whole, columns: whole };
  const all = ({ from, to }: Stretch) => Array.from({ length: to - from }, (_, at) => from + at);
  return { rows: all(rows), columns: all(columns) };
}

interface RowProps extends Props {
  readonly row: number;
  readonly columns: readonly number[];
  /** Whether its numbers are to be there already. */
  readonly isMade: boolean;
}

const Row = memo(function Row({ attentionView, row, columns, isMade }: RowProps) {
  const { tokens, mask, weights } = attentionView;
  return (
    <tr>
      <th scope="row">
        <Verbatim>{tokens[row]!.label}</Verbatim>
      </th>
      {isMade
        ? columns.map((column) => {
            const at = row * tokens.length + column;
            return (
              <td key={column}>
                {mask[at] ? (
                  percent(weights[at]!)
                ) : (
                  <span className="forbidden">{t`forbidden`}</span>
                )}
              </td>
            );
          })
        : null}
    </tr>
  );
});
