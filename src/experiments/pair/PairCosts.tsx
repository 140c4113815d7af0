/** What the second sentence costs a model that writes, after the first, and alone. */
import { msg, t } from '#say';
import { fineBits } from '../../sentences/numbers/fineBits.ts';
import { Rich } from '../../view/kit/Rich.tsx';
import { Verbatim } from '../../view/kit/Verbatim.tsx';
import type { TokenCost } from './run.ts';

interface Props {
  /** What the model is called. */
  readonly name: string;
  readonly costs: readonly TokenCost[];
}

export function PairCosts({ name, costs }: Props) {
  const given = costs.reduce((sum, cost) => sum + cost.given, 0);
  const alone = costs.reduce((sum, cost) => sum + cost.alone, 0);
  const saved = alone - given;
  const difference = fineBits(Math.abs(saved), 1);
  const named = <span translate="no">{name}</span>;
  const most = Math.max(...costs.map((cost) => Math.max(cost.given, cost.alone)));
  return (
    <>
      <p className="pair-say">
        <Rich
          of={
            saved < 0
              ? msg`After the first sentence the second costs ${named} <b>${fineBits(given, 1)}</b>, alone <b>${fineBits(alone, 1)}</b>: the first misleads it by ${difference}.`
              : msg`After the first sentence the second costs ${named} <b>${fineBits(given, 1)}</b>, alone <b>${fineBits(alone, 1)}</b>: the first saves it ${difference}.`
          }
          as={{ b: (text) => <b>{text}</b> }}
        />
      </p>
      <p className="aside">
        <Rich
          of={msg`The sum of −log₂ p over the second sentence’s ${costs.length} <token>tokens</token>, the same ones both times. Alone, its first word is the first of a text, which by itself is hard to guess.`}
        />
      </p>
      <details className="pair-costs">
        <summary>{t`Token by token`}</summary>
        <table>
          <thead>
            <tr>
              <th scope="col">{t`token`}</th>
              <th scope="col">
                <Rich of={msg`after the first, <bit>bits</bit>`} />
              </th>
              <th scope="col">{t`alone, bits`}</th>
            </tr>
          </thead>
          <tbody>
            {costs.map(({ label, given, alone }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a position is what a row stands for
              <tr key={at}>
                <th scope="row">
                  <Verbatim className="quoted">{label}</Verbatim>
                </th>
                <Cost bits={given} most={most} />
                <Cost bits={alone} most={most} />
              </tr>
            ))}
          </tbody>
        </table>
      </details>
    </>
  );
}

function Cost({ bits: amount, most }: { bits: number; most: number }) {
  return (
    <td>
      <span className="shift-share">
        <span className="bar-track" aria-hidden="true">
          <span
            className="bar-fill"
            style={{ inlineSize: `${Math.min(1, amount / most) * 100}%` }}
          />
        </span>
        {Number.isFinite(amount) ? amount.toFixed(2) : '∞'}
      </span>
    </td>
  );
}
