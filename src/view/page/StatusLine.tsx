/** One line on where the numbers come from: precomputed, on their way, live, or why not. */
import { say } from '#say';
import { type Alone, aloneIn, type Bytes } from '../../engine/protocol.ts';
import { SHIPPED } from '../../engine/shipped.ts';
import { reasonOf } from '../../language/reason.ts';
import type { Side } from '../../text/token.ts';
import { memo } from '../kit/language.ts';
import { useActions, useSelector } from '../kit/store.tsx';

const BACKEND_TITLES = { webgl: 'WebGL', wasm: 'WebAssembly', cpu: 'plain JavaScript' } as const;

export const StatusLine = memo(function StatusLine() {
  const status = useSelector((state) => state.status);
  const source = useSelector((state) => state.source);
  const { retry } = useActions();
  const shown =
    source === 'precomputed'
      ? 'These are precomputed for the example; '
      : 'These stay as they are; ';
  const alone = aloneIn(status);
  switch (status.phase) {
    case 'loading': {
      const bytes = status.alone ? status[lateOf(status.alone)] : sum(status.left, status.right);
      return (
        <div className="status" role="status">
          <p>
            {status.alone
              ? `${SHIPPED[status.alone.side].name} reads what you type; ${SHIPPED[lateOf(status.alone)].name} is on its way: `
              : `${shown}each model reads what you type once it has arrived: `}
            <span className="number">{megabytes(bytes)}</span>
          </p>
          <progress
            aria-label="Models loaded"
            value={bytes.loaded}
            max={Math.max(1, bytes.total)}
          />
        </div>
      );
    }
    case 'warming':
      return (
        <div className="status" role="status">
          <p>
            {status.alone
              ? `${SHIPPED[status.alone.side].name} reads what you type; ${SHIPPED[lateOf(status.alone)].name} has arrived and is warming up on `
              : `${shown}the models have arrived and are warming up on `}
            {BACKEND_TITLES[status.backend.name]}.
          </p>
          <progress aria-label="Models warming up" />
        </div>
      );
    case 'recovering':
      return (
        <div className="status" role="status">
          <p>{status.reason} Starting again.</p>
          <progress aria-label="Starting again" />
        </div>
      );
    case 'failed':
      return (
        <div className="status status-failed" role="alert">
          <p>
            {say(reasonOf(status.error))}{' '}
            {alone
              ? `Without it, ${SHIPPED[alone.side].name} reads what you type, and the examples go on working.`
              : 'The examples go on working.'}
          </p>
          <button type="button" className="button" onClick={retry}>
            Retry
          </button>
        </div>
      );
    case 'ready':
      return (
        <div className="status status-ready" role="status">
          <p>
            Both models run in this page, on{' '}
            <span title={status.backend.reason}>{BACKEND_TITLES[status.backend.name]}</span>, and
            nothing you type leaves it.
          </p>
        </div>
      );
  }
});

/** The model that a model alone waits for. */
export function lateOf({ side }: Pick<Alone, 'side'>): Side {
  return side === 'left' ? 'right' : 'left';
}

function sum(a: Bytes, b: Bytes): Bytes {
  return { loaded: a.loaded + b.loaded, total: a.total + b.total };
}

const MEGA = 1e6;

/** "4.2 of 21.3 MB" */
export function megabytes({ loaded, total }: Bytes): string {
  return `${(loaded / MEGA).toFixed(1)} of ${(total / MEGA).toFixed(1)} MB`;
}
