/** The health line: measured now, on the very numbers that are on the screen. */
import { memo, useMemo } from 'react';
import { maxFuture, maxRowError } from '../analysis/health.ts';
import { deviation } from '../analysis/percent.ts';
import type { EngineStatus } from '../engine/protocol.ts';
import type { Comparison } from '../model/trace.ts';

interface Props {
  readonly comparison: Comparison;
  readonly status: EngineStatus;
  readonly source: 'precomputed' | 'live';
}

/** Rows further from 1 than this are a fault, not rounding. */
const ROW_TOLERANCE = 1e-5;

export const Health = memo(function Health({ comparison, status, source }: Props) {
  const { bert, gpt } = comparison;
  const rows = useMemo(() => Math.max(maxRowError(bert), maxRowError(gpt)), [bert, gpt]);
  const future = useMemo(() => maxFuture(gpt), [gpt]);
  return (
    <dl className="health" aria-label="Health">
      <Item name="numbers">
        {source === 'precomputed'
          ? 'precomputed from the shipped weights'
          : 'computed in this page'}
      </Item>
      <Item name="rows sum to 1 within" ok={rows <= ROW_TOLERANCE}>
        {deviation(rows)}
      </Item>
      <Item name="GPT’s attention to the future" ok={future === 0}>
        {deviation(future)}
      </Item>
      {status.phase === 'ready' || status.phase === 'warming' ? (
        <Item name="backend">
          {status.backend.name} <span className="health-reason">{status.backend.reason}</span>
        </Item>
      ) : null}
      {status.phase === 'ready' ? (
        <Item name="weights">
          {status.weights.bert.slice(0, 8)} · {status.weights.gpt.slice(0, 8)}
        </Item>
      ) : null}
    </dl>
  );
});

interface ItemProps {
  readonly name: string;
  readonly ok?: boolean;
  readonly children: React.ReactNode;
}

function Item({ name, ok, children }: ItemProps) {
  return (
    <div className="health-item" data-ok={ok}>
      <dt>{name}</dt>
      <dd>
        {children}
        {ok === false ? ' (this should not be)' : null}
      </dd>
    </div>
  );
}
