/** A model's heads, layers down and heads across, each with the share of its reading that goes right. */
import { type KeyboardEvent, useRef } from 'react';
import { msg, t } from '#say';
import { type HeadChoice, headsInOrder, sameHead } from '../../analysis/attention/head.ts';
import { askRightShares } from '../../analysis/onDemand/between.ts';
import { made } from '../../analysis/onDemand/question.ts';
import type { Trace } from '../../model/trace.ts';
import { headName } from '../../sentences/names.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { walkGrid } from '../figures/layout.ts';
import { Rich } from '../kit/Rich.tsx';
import { useAnswer } from '../kit/useAnswer.ts';

interface Props {
  readonly trace: Trace;
  readonly choice: HeadChoice;
  onHead(choice: HeadChoice): void;
}

export function ShareGrid({ trace, choice, onHead }: Props) {
  const grid = useRef<HTMLDivElement>(null);
  const shares =
    useAnswer(
      () =>
        made(askRightShares(trace), (all) =>
          headsInOrder(trace).map((each, at) => ({ choice: each, ...all[at]! })),
        ),
      [trace],
    ) ?? [];

  function onKeyDown(event: KeyboardEvent<HTMLDivElement>) {
    const from = shares.findIndex((each) => sameHead(each.choice, choice));
    const to = walkGrid(from, event.key, trace.heads, shares.length);
    if (to === null) return;
    event.preventDefault();
    onHead(shares[to]!.choice);
    grid.current?.querySelectorAll<HTMLElement>('[role="radio"]')[to]?.focus();
  }

  const { name } = trace.model;
  const even = percent(shares[0]?.baseline ?? 0);
  return (
    <div className="match-shares">
      <p className="aside">
        <Rich
          of={msg`All <head>heads</head>, <layer>layers</layer> down and heads across. The line marks ${even}, what reading everything equally would send.`}
        />
      </p>
      <div
        className="match-grid"
        role="radiogroup"
        aria-label={t`Share to the right, by head of ${name}`}
        ref={grid}
        onKeyDown={onKeyDown}
        style={{ gridTemplateColumns: `repeat(${trace.heads}, minmax(3.4rem, 1fr))` }}
      >
        {shares.map(({ choice: each, mean, baseline }) => {
          const isChosen = sameHead(each, choice);
          return (
            // biome-ignore lint/a11y/useSemanticElements: native radios walk in one dimension only
            <button
              key={headName(each)}
              type="button"
              role="radio"
              aria-checked={isChosen}
              aria-label={t`${headName(each)}: ${percent(mean)} to the right`}
              title={headName(each)}
              tabIndex={isChosen ? 0 : -1}
              className="match-share"
              onClick={() => onHead(each)}
            >
              <span>{percent(mean, 0)}</span>
              <span className="bar-track">
                <span className="bar-fill" style={{ inlineSize: `${mean * 100}%` }} />
                <span className="match-tick" style={{ insetInlineStart: `${baseline * 100}%` }} />
              </span>
            </button>
          );
        })}
      </div>
    </div>
  );
}
