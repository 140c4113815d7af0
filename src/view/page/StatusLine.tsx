/** One line on where the numbers come from: precomputed, on their way, live, or why not. */

import type { ReactElement } from 'react';
import { type Message, msg, say, t } from '#say';
import { type Alone, aloneIn, type BackendName, type Bytes } from '../../engine/protocol.ts';
import { because, reasonOf } from '../../language/reason.ts';
import { fileNow } from '../../store/selectors.ts';
import type { Side } from '../../text/token.ts';
import { memo } from '../kit/language.ts';
import { Rich } from '../kit/Rich.tsx';
import { useActions, useSelector } from '../kit/store.tsx';
import { useNameIn } from '../kit/useNameIn.ts';

export const BACKEND_TITLES = {
  webgl: 'WebGL',
  wasm: 'WebAssembly',
  cpu: msg`plain JavaScript`,
} satisfies Readonly<Record<BackendName, Message | string>>;

export const StatusLine = memo(function StatusLine() {
  const status = useSelector((state) => state.status);
  const source = useSelector((state) => state.source);
  const file = useSelector(fileNow);
  const { retry } = useActions();
  const names = { left: useNameIn('left'), right: useNameIn('right') };
  const isPrecomputed = source === 'precomputed';
  const alone = aloneIn(status);
  switch (status.phase) {
    case 'loading': {
      const bytes = status.alone ? status[lateOf(status.alone)] : sum(status.left, status.right);
      return (
        <div className="status" role="status">
          <p>
            <Rich of={loading(names, status.alone ?? null, isPrecomputed, megabytes(bytes))} />
          </p>
          <progress
            aria-label={t`Models loaded`}
            value={bytes.loaded}
            max={Math.max(1, bytes.total)}
          />
        </div>
      );
    }
    case 'warming':
      return (
        <div className="status" role="status">
          <p>{say(warming(names, status.alone ?? null, isPrecomputed, status.backend.name))}</p>
          <progress aria-label={t`Models warming up`} />
        </div>
      );
    case 'recovering':
      return (
        <div className="status" role="status">
          <p>{t`${because(status)} Starting again.`}</p>
          <progress aria-label={t`Starting again`} />
        </div>
      );
    case 'failed':
      return (
        <div className="status status-failed" role="alert">
          <p>
            {alone
              ? t`${reasonOf(status.error)} Without it, ${names[alone.side]} reads what you type, and the examples go on working.`
              : t`${reasonOf(status.error)} The examples go on working.`}
          </p>
          <button type="button" className="button" onClick={retry}>
            {t`Retry`}
          </button>
        </div>
      );
    case 'ready': {
      if (file) return <OfFile name={file.info.name} />;
      const backend = status.backend ? (
        <span title={say(because(status.backend))}>{say(BACKEND_TITLES[status.backend.name])}</span>
      ) : (
        <span />
      );
      return (
        <div className="status status-ready" role="status">
          <p>
            <Rich
              of={msg`Both models run in this page, on ${backend}, and nothing you type leaves it.`}
            />
          </p>
        </div>
      );
    }
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

type Names = Readonly<Record<Side, string>>;

/** @param bytes how much of what is on its way has arrived */
function loading(
  names: Names,
  alone: Alone | null,
  isPrecomputed: boolean,
  bytes: string,
): Message<ReactElement> {
  const number = <span className="number">{bytes}</span>;
  if (alone) {
    const name = names[alone.side];
    const late = names[lateOf(alone)];
    return msg`${name} reads what you type; ${late} is on its way: ${number}`;
  }
  return isPrecomputed
    ? msg`These are precomputed for the example; each model reads what you type once it has arrived: ${number}`
    : msg`These stay as they are; each model reads what you type once it has arrived: ${number}`;
}

function warming(
  names: Names,
  alone: Alone | null,
  isPrecomputed: boolean,
  name: BackendName,
): Message {
  const backend = BACKEND_TITLES[name];
  if (alone) {
    const name = names[alone.side];
    const late = names[lateOf(alone)];
    return msg`${name} reads what you type; ${late} has arrived and is warming up on ${backend}.`;
  }
  return isPrecomputed
    ? msg`These are precomputed for the example; the models have arrived and are warming up on ${backend}.`
    : msg`These stay as they are; the models have arrived and are warming up on ${backend}.`;
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
  return t`${(loaded / MEGA).toFixed(1)} of ${(total / MEGA).toFixed(1)} MB`;
}
