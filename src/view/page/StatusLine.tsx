/** One line on where the numbers come from: precomputed, on their way, live, or why not. */
import { msg, say, t } from '#say';
import { type Alone, aloneIn, type Bytes } from '../../engine/protocol.ts';
import { reasonOf } from '../../language/reason.ts';
import { fileNow } from '../../store/selectors.ts';
import type { Side } from '../../text/token.ts';
import { memo } from '../kit/language.ts';
import { Rich } from '../kit/Rich.tsx';
import { useActions, useSelector } from '../kit/store.tsx';
import { useNameIn } from '../kit/useNameIn.ts';

const BACKEND_TITLES = { webgl: 'WebGL', wasm: 'WebAssembly', cpu: 'plain JavaScript' } as const;

export const StatusLine = memo(function StatusLine() {
  const status = useSelector((state) => state.status);
  const source = useSelector((state) => state.source);
  const file = useSelector(fileNow);
  const { retry } = useActions();
  const names = { left: useNameIn('left'), right: useNameIn('right') };
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
              ? `${names[status.alone.side]} reads what you type; ${names[lateOf(status.alone)]} is on its way: `
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
              ? `${names[status.alone.side]} reads what you type; ${names[lateOf(status.alone)]} has arrived and is warming up on `
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
              ? `Without it, ${names[alone.side]} reads what you type, and the examples go on working.`
              : 'The examples go on working.'}
          </p>
          <button type="button" className="button" onClick={retry}>
            Retry
          </button>
        </div>
      );
    case 'ready':
      if (file) return <OfFile name={file.info.name} />;
      return (
        <div className="status status-ready" role="status">
          <p>
            Both models run in this page, on{' '}
            <span title={status.backend?.reason}>
              {status.backend ? BACKEND_TITLES[status.backend.name] : ''}
            </span>
            , and nothing you type leaves it.
          </p>
        </div>
      );
  }
});

/** The text came with a file: another one needs models that read it. */
function OfFile({ name }: { readonly name: string }) {
  const { typeAnother } = useActions();
  return (
    <div className="status status-file" role="status">
      <p>
        <Rich
          of={msg`${<span translate="no">{name}</span>} is attention from a file, of this text alone.`}
        />
      </p>
      <button type="button" className="link" onClick={typeAnother}>
        {t`Type another`}
      </button>
    </div>
  );
}

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
