/** A model's heads as switches, layers down and heads across; arrow keys walk inside one tab stop. */
import { type KeyboardEvent, type ReactNode, useRef, useState } from 'react';
import { msg, t } from '#say';
import { type HeadChoice, headsInOrder, sameHead } from '../../analysis/attention/head.ts';
import type { Colormap } from '../../figures/colormap.ts';
import type { Trace } from '../../model/trace.ts';
import { headName } from '../../sentences/names.ts';
import { walkGrid } from '../../view/figures/layout.ts';
import { Rich } from '../../view/kit/Rich.tsx';
import { Thumb } from '../../view/match/Thumb.tsx';

interface Props {
  /** What the heads do as they are. */
  readonly trace: Trace;
  readonly off: readonly HeadChoice[];
  readonly colormap: Colormap;
  onOff(off: readonly HeadChoice[]): void;
}

/** The list with a head switched over, in the order of the heads. */
export function ablated(
  trace: Pick<Trace, 'layers' | 'heads'>,
  off: readonly HeadChoice[],
  choice: HeadChoice,
): readonly HeadChoice[] {
  const isOff = (each: HeadChoice) => off.some((one) => sameHead(one, each));
  return headsInOrder(trace).filter((each) =>
    sameHead(each, choice) ? !isOff(each) : isOff(each),
  );
}

const HIDDEN = { hidden: (text: ReactNode) => <span className="visually-hidden">{text}</span> };

export function AblationPicker({ trace, off, colormap, onOff }: Props) {
  const grid = useRef<HTMLDivElement>(null);
  const [at, setAt] = useState(0);
  const all = headsInOrder(trace);
  const title = trace.model.name;
  const named = <span translate="no">{title}</span>;
  const stop = Math.min(at, all.length - 1);

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const to = walkGrid(stop, event.key, trace.heads, all.length);
    if (to === null) return;
    event.preventDefault();
    setAt(to);
    grid.current?.querySelectorAll<HTMLElement>('[aria-pressed]')[to]?.focus();
  }

  return (
    <div className="switches" data-side={trace.side}>
      <h3>
        <span className="accent" translate="no">
          {title}
        </span>{' '}
        <em>{off.length === 0 ? t`all heads on` : t`${off.length} of ${all.length} heads off`}</em>
      </h3>
      <div
        className="switch-grid"
        role="toolbar"
        aria-label={t`Heads of ${title} to switch off, layers down and heads across`}
        ref={grid}
        onKeyDown={onKeyDown}
        style={{ gridTemplateColumns: `repeat(${trace.heads}, auto)` }}
      >
        {all.map((choice, index) => {
          const isOff = off.some((each) => sameHead(each, choice));
          return (
            <button
              key={headName(choice)}
              type="button"
              className="switch"
              aria-pressed={isOff}
              aria-label={t`${headName(choice)} off`}
              title={headName(choice)}
              tabIndex={index === stop ? 0 : -1}
              onFocus={() => setAt(index)}
              onClick={() => onOff(ablated(trace, off, choice))}
            >
              <Thumb trace={trace} choice={choice} colormap={colormap} />
              <span className="switch-name">
                {choice.layer + 1}.{choice.head + 1}
                {isOff ? ` ${t({ message: 'off', context: 'a head' })}` : ''}
              </span>
            </button>
          );
        })}
      </div>
      <p className="switch-all">
        <button type="button" className="link" onClick={() => onOff([])} disabled={!off.length}>
          <Rich of={msg`All on<hidden> in ${named}</hidden>`} as={HIDDEN} />
        </button>
        <button
          type="button"
          className="link"
          onClick={() => onOff(all)}
          disabled={off.length === all.length}
        >
          <Rich of={msg`All off<hidden> in ${named}</hidden>`} as={HIDDEN} />
        </button>
      </p>
    </div>
  );
}
