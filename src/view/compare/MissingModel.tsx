/** In the place of a model that is not there: where it is. */

import { t } from '#say';
import type { EngineStatus } from '../../engine/protocol.ts';
import { SHIPPED } from '../../engine/shipped.ts';
import type { Side } from '../../text/token.ts';
import { useSelector } from '../kit/store.tsx';
import { megabytes } from '../page/StatusLine.tsx';

export function MissingModel({ side }: { side: Side }) {
  const status = useSelector((state) => state.status);
  return (
    <section className="panel" data-side={side} aria-label={SHIPPED[side].name}>
      <div className="panel-title">
        <h2>
          <span className="accent" translate="no">
            {SHIPPED[side].name}
          </span>{' '}
          <em>{t`is not here yet`}</em>
        </h2>
      </div>
      <p className="nothing">{whereIs(side, status)}</p>
    </section>
  );
}

/** A sentence on a model that has not read the text. */
export function whereIs(side: Side, status: EngineStatus): string {
  const title = SHIPPED[side].name;
  switch (status.phase) {
    case 'loading':
      return t`${title} is still on its way: ${megabytes(status[side])} have arrived.`;
    case 'warming':
      return t`${title} has arrived and is warming up.`;
    case 'ready':
      return t`${title} has arrived and reads your text now.`;
    case 'recovering':
      return t`${title} is still on its way, and the engine is starting again.`;
    case 'failed':
      return t`${title} could not be loaded: press Retry.`;
  }
}
