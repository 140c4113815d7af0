/** Chooses a model's head from a list: the overview of all heads is in Compare. */

import { t } from '#say';
import { type HeadChoice, headsInOrder, sameHead } from '../../analysis/attention/head.ts';
import type { Trace } from '../../model/trace.ts';
import { headName } from '../../sentences/names.ts';

interface Props {
  readonly trace: Pick<Trace, 'model' | 'layers' | 'heads'>;
  readonly choice: HeadChoice;
  onHead(choice: HeadChoice): void;
}

export function HeadSelect({ trace, choice, onHead }: Props) {
  const all = headsInOrder(trace);
  return (
    <select
      className="select"
      aria-label={t`Head of ${trace.model.name}`}
      value={all.findIndex((each) => sameHead(each, choice))}
      onChange={(event) => onHead(all[Number(event.currentTarget.value)]!)}
    >
      {all.map((each, index) => (
        <option key={`${each.layer}.${each.head}`} value={index}>
          {headName(each)}
        </option>
      ))}
    </select>
  );
}
