/** The most probable words of a prediction before and after: probabilities over the whole vocabulary. */

import { t } from '#say';
import { percent } from '../../sentences/numbers/percent.ts';
import { Verbatim } from '../../view/kit/Verbatim.tsx';
import { NAMED, type SlotChange } from './measure.ts';

interface Props {
  readonly change: SlotChange;
  readonly label: string;
}

export function ShiftTable({ change, label }: Props) {
  return (
    <table className="heads-shares">
      <caption className="visually-hidden">{label}</caption>
      <thead>
        <tr>
          <th scope="col">{t`word`}</th>
          <th scope="col">{t`all heads`}</th>
          <th scope="col">{t({ message: 'without', context: 'some heads' })}</th>
        </tr>
      </thead>
      <tbody>
        {change.words.map(({ id, label, before, after }, at) => (
          <tr key={id} data-new={at >= NAMED || undefined}>
            <th scope="row">
              <Verbatim className="quoted" title={label}>
                {label}
              </Verbatim>
            </th>
            <Share p={before} />
            <Share p={after} />
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Share({ p }: { p: number }) {
  return (
    <td>
      <span className="heads-share">
        <span className="bar-track" aria-hidden="true">
          <span className="bar-fill" style={{ inlineSize: `${p * 100}%` }} />
        </span>
        {percent(p)}
      </span>
    </td>
  );
}
