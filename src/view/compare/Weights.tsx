/** The rows and columns of an attention view's table. */

import { type CSSProperties, useRef } from 'react';
import { t } from '#say';
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
  const box = useRef<HTMLElement>(null);
  const isMade = useRows(box, tokens.length, attentionView);
  const title = t`${attentionView.model.name}, ${titleOf(attentionView)}: rows read from columns`;
  const longest = Math.max(...tokens.map(({ label }) => label.length));
  const widths = {
    '--columns': tokens.length + 1,
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
            {tokens.map((token, column) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a position is what a column stands for
              <th key={column} scope="col">
                <Verbatim>{token.label}</Verbatim>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {tokens.map((_, row) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a position is what a row stands for
            <Row key={row} attentionView={attentionView} row={row} isMade={isMade(row)} />
          ))}
        </tbody>
      </table>
    </section>
  );
});

interface RowProps extends Props {
  readonly row: number;
  /** Whether its numbers are to be there already. */
  readonly isMade: boolean;
}

const Row = memo(function Row({ attentionView: { tokens, mask, weights }, row, isMade }: RowProps) {
  return (
    <tr>
      <th scope="row">
        <Verbatim>{tokens[row]!.label}</Verbatim>
      </th>
      {isMade
        ? tokens.map((_, column) => {
            const at = row * tokens.length + column;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a position is what a column stands for
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
