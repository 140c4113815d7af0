/**
 * About this run: measured now, on the very numbers that are on the screen. Folded away, unless something
 * is not as it should be.
 */

import { useDeferredValue, useMemo } from 'react';
import { msg, say, t } from '#say';
import { maxFuture, maxRowError } from '../../analysis/attention/health.ts';
import { because } from '../../language/reason.ts';
import { isLive } from '../../model/capabilities.ts';
import type { FullComparison } from '../../model/trace.ts';
import { numbersFrom, recomputed, recomputedBecause } from '../../sentences/health.ts';
import { deviation } from '../../sentences/numbers/percent.ts';
import { isShippedPair } from '../../store/selectors.ts';
import { Rich } from '../kit/Rich.tsx';
import { useSelector } from '../kit/store.tsx';

/** Rows further from 1 than this are a fault, not rounding. */
const ROW_TOLERANCE = 1e-5;

/** Files may hold halves and bytes, which are rounded more. */
const FILE_TOLERANCE = 2e-2;

export function Health(props: { comparison: FullComparison }) {
  // All of the attention is gone through: the pictures are painted before.
  const comparison = useDeferredValue(props.comparison);
  const status = useSelector((state) => state.status);
  const source = useSelector((state) => state.source);
  const isShipped = useSelector(isShippedPair);
  const { left, right } = comparison;
  const rows = useMemo(
    () =>
      [left, right].map((trace) => {
        const error = maxRowError(trace);
        return { error, ok: error <= (isLive(trace.model) ? ROW_TOLERANCE : FILE_TOLERANCE) };
      }),
    [left, right],
  );
  const worst = Math.max(...rows.map(({ error }) => error));
  const areRowsSound = rows.every(({ ok }) => ok);
  const futures = useMemo(
    () =>
      [left, right]
        .filter(({ model }) => model.can.causal)
        .map((trace) => ({ trace, future: maxFuture(trace) })),
    [left, right],
  );
  const isSound = areRowsSound && futures.every(({ future }) => future === 0);
  return (
    <details className="run" open={!isSound}>
      <summary>
        {isSound ? t`About this run` : t`About this run: something is not as it should be`}
      </summary>
      <dl className="health" aria-label={t`Health`}>
        <Item name={t`numbers`}>
          {source === 'precomputed'
            ? t`precomputed from the shipped weights`
            : numbersFrom(comparison)}
        </Item>
        {left.computed !== undefined && right.computed !== undefined ? (
          <Item name={t`recomputed`}>
            {recomputed(comparison)}{' '}
            <span className="health-reason">{recomputedBecause(comparison)}</span>
          </Item>
        ) : null}
        <Item name={t`rows sum to 1 within`} ok={areRowsSound}>
          {deviation(worst)}
        </Item>
        {futures.map(({ trace, future }) => (
          <Item
            key={trace.side}
            name={t`${trace.model.name}’s attention to the future`}
            ok={future === 0}
          >
            {deviation(future)}
          </Item>
        ))}
        {(status.phase === 'ready' || status.phase === 'warming') && status.backend ? (
          <Item name={t`backend`}>
            <span translate="no">{status.backend.name}</span>{' '}
            <span className="health-reason">{say(because(status.backend))}</span>
          </Item>
        ) : null}
        {isShipped ? null : <Sources />}
        {status.phase === 'ready' ? (
          <Item name={t({ message: 'weights', context: 'of the models, their files' })}>
            <span translate="no">
              {status.weights.left?.slice(0, 8) ?? '–'} · {status.weights.right?.slice(0, 8) ?? '–'}
            </span>
          </Item>
        ) : null}
      </dl>
    </details>
  );
}

/** Where the models are from, where that is not this page. */
function Sources() {
  const { left, right } = useSelector((state) => state.models);
  return (
    <Item name={t`from`}>
      <span translate="no">
        {left?.source ?? t`this page`} · {right?.source ?? t`this page`}
      </span>
    </Item>
  );
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
        {ok === false ? (
          <Rich of={msg`${<span>{children}</span>} (this should not be)`} />
        ) : (
          children
        )}
      </dd>
    </div>
  );
}
