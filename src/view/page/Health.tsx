/** The health line: measured now, on the very numbers that are on the screen. */
import { memo, useMemo } from 'react';
import { maxFuture, maxRowError } from '../../analysis/attention/health.ts';
import type { FullComparison } from '../../model/trace.ts';
import { deviation } from '../../sentences/numbers/percent.ts';
import { useSelector } from '../kit/store.tsx';

/** Rows further from 1 than this are a fault, not rounding. */
const ROW_TOLERANCE = 1e-5;

export const Health = memo(function Health({ comparison }: { comparison: FullComparison }) {
  const status = useSelector((state) => state.status);
  const source = useSelector((state) => state.source);
  const { left, right } = comparison;
  const rows = useMemo(() => Math.max(maxRowError(left), maxRowError(right)), [left, right]);
  const future = useMemo(() => maxFuture(right), [right]);
  return (
    <dl className="health" aria-label="Health">
      <Item name="numbers">
        {source === 'precomputed'
          ? 'precomputed from the shipped weights'
          : 'computed in this page'}
      </Item>
      {left.computed !== undefined && right.computed !== undefined ? (
        <Item name="recomputed">
          {recomputed(left.computed, right.computed)}{' '}
          <span className="health-reason">{reasonFor(comparison)}</span>
        </Item>
      ) : null}
      <Item name="rows sum to 1 within" ok={rows <= ROW_TOLERANCE}>
        {deviation(rows)}
      </Item>
      <Item name="GPT’s attention to the future" ok={future === 0}>
        {deviation(future)}
      </Item>
      {status.phase === 'ready' || status.phase === 'warming' ? (
        <Item name="backend">
          <span translate="no">{status.backend.name}</span>{' '}
          <span className="health-reason">{status.backend.reason}</span>
        </Item>
      ) : null}
      {status.phase === 'ready' ? (
        <Item name="weights">
          <span translate="no">
            {status.weights.left.slice(0, 8)} · {status.weights.right.slice(0, 8)}
          </span>
        </Item>
      ) : null}
    </dl>
  );
});

/** "BERT 14 tokens, GPT 1" */
function recomputed(left: number, right: number): string {
  return `BERT ${left} ${left === 1 ? 'token' : 'tokens'}, GPT ${right}`;
}

/** What of a text has to be computed again is a consequence of the mask. */
function reasonFor({ right }: FullComparison): string {
  // All but the token that every text begins with.
  const isNew = right.computed! >= right.tokens.length - 1;
  return isNew
    ? 'GPT keeps what it knows of a beginning that stays; this text begins otherwise than the last.'
    : 'For GPT a token does not depend on what follows it, so the beginning stays as it was; in BERT every token reads the change.';
}

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
