/** The chosen head of one model, by name. */
import { useId } from 'react';
import { MODEL_TITLES } from '../../analysis/describe.ts';
import { type HeadChoice, headName, headsInOrder, sameHead } from '../../analysis/head.ts';
import type { Trace } from '../../model/trace.ts';

interface Props {
  readonly trace: Trace;
  readonly choice: HeadChoice;
  onHead(choice: HeadChoice): void;
}

export function HeadSelect({ trace, choice, onHead }: Props) {
  const id = useId();
  const all = headsInOrder(trace);
  return (
    <div className="match-head" data-model={trace.model}>
      <label htmlFor={id} className="accent">
        {MODEL_TITLES[trace.model]}
        <span className="visually-hidden">’s head</span>
      </label>
      <select
        id={id}
        className="select"
        value={all.findIndex((each) => sameHead(each, choice))}
        onChange={(event) => onHead(all[Number(event.currentTarget.value)]!)}
      >
        {all.map((each, index) => (
          <option key={headName(each)} value={index}>
            {headName(each)}
          </option>
        ))}
      </select>
    </div>
  );
}
