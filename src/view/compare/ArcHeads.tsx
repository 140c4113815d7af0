/** The heads whose arcs are drawn: which line is whose, and which to add or to take away. */

import { t } from '#say';
import {
  type Cell,
  cellState,
  type PointedCell,
  wholeCell,
} from '../../analysis/attention/cell.ts';
import { type HeadChoice, headsInOrder, sameHead } from '../../analysis/attention/head.ts';
import type { Unit } from '../../analysis/attention/viewOptions.ts';
import { askAttentionView } from '../../analysis/onDemand/matrices.ts';
import { ARC_STYLES, markPath } from '../../figures/arcShape.ts';
import type { Trace } from '../../model/trace.ts';
import { headName } from '../../sentences/names.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { MAX_ALSO } from '../../store/parameters.ts';
import { useAnswer } from '../kit/useAnswer.ts';

interface Props {
  readonly trace: Trace;
  /** The chosen head, or the one under the pointer. */
  readonly shown: HeadChoice;
  readonly chosen: HeadChoice;
  readonly also: readonly HeadChoice[];
  readonly by: Unit;
  /** On the axes of the attention view. */
  readonly active: PointedCell | null;
  onToggle(choice: HeadChoice): void;
}

export function ArcHeads({ trace, shown, chosen, also, by, active, onToggle }: Props) {
  const title = trace.model.name;
  const drawn = [shown, ...also];
  const rest = headsInOrder(trace).filter(
    (each) => ![chosen, ...also].some((taken) => sameHead(taken, each)),
  );
  const isFull = also.length >= MAX_ALSO;
  return (
    <div className="arc-heads">
      <ul aria-label={t`Heads of ${title} that are drawn`}>
        {drawn.map((choice, lane) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a lane is what a line stands for
          <li key={lane} className="arc-head">
            <Sample lane={lane} />
            <span>{headName(choice)}</span>
            {active ? (
              <Weight trace={trace} choice={choice} by={by} cell={wholeCell(active)} />
            ) : null}
            {lane === 0 ? null : (
              <button
                type="button"
                className="arc-remove"
                aria-label={t`Take ${headName(choice)} away`}
                onClick={() => onToggle(choice)}
              >
                ×
              </button>
            )}
          </li>
        ))}
      </ul>
      {rest.length > 0 ? (
        <select
          className="lens-select"
          aria-label={t`Add a head of ${title}`}
          value=""
          disabled={isFull}
          onChange={(event) => onToggle(rest[Number(event.currentTarget.value)]!)}
        >
          <option value="">{isFull ? t`${MAX_ALSO + 1} heads at most` : t`Add a head…`}</option>
          {isFull
            ? null
            : rest.map((choice, at) => (
                <option key={headName(choice)} value={at}>
                  {headName(choice)}
                </option>
              ))}
        </select>
      ) : null}
    </div>
  );
}

/** A piece of the line, with its end mark. */
function Sample({ lane }: { lane: number }) {
  const style = ARC_STYLES[lane]!;
  return (
    <svg className="arcs-series" data-series={lane} width="34" height="12" aria-hidden="true">
      <path className="arcs-line" d="M1,6H27" strokeWidth="2.5" strokeDasharray={style.dash} />
      <path className="arcs-mark" d={markPath(style)} transform="translate(29,6)" />
    </svg>
  );
}

interface WeightProps {
  readonly trace: Trace;
  readonly choice: HeadChoice;
  readonly by: Unit;
  /** Null where the model has no such cell. */
  readonly cell: Cell | null;
}

/** The exact weight at the cell in focus. */
function Weight({ trace, choice, by, cell }: WeightProps) {
  const attentionView = useAnswer(
    () => askAttentionView(trace, choice, { of: 'head', by }),
    [trace, choice, by],
  );
  if (!attentionView || !cell) return <span className="arc-weight">–</span>;
  const state = cellState(attentionView, cell);
  const weight = attentionView.weights[cell.row * attentionView.tokens.length + cell.column];
  return (
    <span className="arc-weight">
      {state === 'open' && weight !== undefined ? percent(weight) : '–'}
    </span>
  );
}
