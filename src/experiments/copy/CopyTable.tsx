/** Every token of the pattern: how surprising it was the first time and the second. */
import { msg, t } from '#say';
import type { PointedCell } from '../../analysis/attention/cell.ts';
import type { TokenScore } from '../../analysis/prediction/tokenScore.ts';
import { number } from '../../language/intl.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { Rich } from '../../view/kit/Rich.tsx';
import { Verbatim } from '../../view/kit/Verbatim.tsx';
import { scoreText } from '../write/sentences.ts';
import type { CopyRow } from './measure.ts';
import type { Copying } from './run.ts';

interface Props {
  readonly copies: Copying;
  /** What is held of its tokens. */
  readonly held: PointedCell | null;
}

export function CopyTable({ copies, held }: Props) {
  const { rows, trace } = copies;
  const finite = rows.flatMap(({ once, again }) => [once.bits, again.bits]).filter(Number.isFinite);
  const most = Math.max(1, ...finite);
  const labelOf = ({ first }: CopyRow) => trace.tokens[first]!.label;
  return (
    <div className="copy-scroll">
      <table className="copy-table">
        <caption>
          <Rich
            of={msg`How unexpected ${trace.model.name} finds each <token>token</token>, in <bit>bits</bit>: the shorter, the better it is foretold.`}
          />
        </caption>
        <thead>
          <tr>
            <th scope="col">{t`token`}</th>
            <th scope="col">{t`the first time`}</th>
            <th scope="col">{t`the second time`}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr
              key={row.second}
              data-next={row.next || undefined}
              data-active={held?.row === row.second || undefined}
            >
              <th scope="row">
                <Verbatim className="quoted">{labelOf(row)}</Verbatim>
                {row.next ? <span className="copy-note">{t`would come next`}</span> : null}
                {row.foretold ? null : <span className="copy-note">{t`begins it`}</span>}
              </th>
              <Bits score={row.once} most={most} />
              <Bits score={row.again} most={most} isSecond />
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface BitsProps {
  readonly score: TokenScore;
  readonly most: number;
  readonly isSecond?: boolean;
}

function Bits({ score, most, isSecond }: BitsProps) {
  const { bits, p, rank } = score;
  return (
    <td title={scoreText(score)}>
      <span className="bar-track" aria-hidden="true">
        <span
          className="bar-fill"
          data-second={isSecond || undefined}
          style={{ inlineSize: `${Math.min(1, bits / most) * 100}%` }}
        />
      </span>
      <span className="copy-bits">{Number.isFinite(bits) ? bits.toFixed(1) : '>149'}</span>{' '}
      <span className="copy-note">{t`${percent(p)}, rank ${number(rank)}`}</span>
    </td>
  );
}
