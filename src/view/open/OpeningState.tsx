/** How far a model is that is being opened in a place, and what the reader can do about it. */
import { type ChangeEvent, useRef } from 'react';
import { sizeInWords } from '../../engine/keptModels.ts';
import { doings, shapeWords } from '../../sentences/models.ts';
import type { FoundModel, Opening } from '../../store/opening.ts';
import type { Side } from '../../text/token.ts';
import { useActions, useSelector } from '../kit/store.tsx';
import { useNameIn } from '../kit/useNameIn.ts';
import { filesIn } from './filesIn.ts';

interface Props {
  readonly side: Side;
  /** Whether what was found of a model is said in full. */
  readonly isFull?: boolean;
}

export function OpeningState({ side, isFull = false }: Props) {
  const opening = useSelector((state) => state.openings[side]);
  if (!opening) return null;
  return (
    <div className="opening" data-phase={opening.phase} data-side={side}>
      <State {...{ side, opening, isFull }} />
    </div>
  );
}

function State({ side, opening, isFull }: Props & { opening: Opening }) {
  const { agreeToFetch, cancelOpening } = useActions();
  const cancel = (label: string) => (
    <button type="button" className="button" onClick={() => cancelOpening(side)}>
      {label}
    </button>
  );
  switch (opening.phase) {
    case 'looking':
      return (
        <>
          <p role="status">
            Looking at <b translate="no">{opening.title}</b>…
          </p>
          {cancel('Cancel')}
        </>
      );
    case 'asking': {
      const { found } = opening;
      return (
        <>
          <p role="status">
            <b translate="no">{found.title}</b> has {sizeInWords(found.toFetch)} still to fetch
            {timeWords(found.toFetch)} and takes about {sizeInWords(found.memory)} of memory.
          </p>
          <p className="opening-ways">
            <button type="button" className="button" onClick={() => agreeToFetch(side)}>
              Fetch {sizeInWords(found.toFetch)}
            </button>
            {cancel('Not now')}
          </p>
          {isFull ? <Facts found={found} /> : null}
        </>
      );
    }
    case 'fetching': {
      const { found, loaded } = opening;
      return (
        <>
          <p>
            <b translate="no">{found.title}</b> is on its way:{' '}
            <span className="number">
              {sizeInWords(loaded)} of {sizeInWords(found.bytes)}
            </span>
          </p>
          <progress
            aria-label={`${found.title} loaded`}
            value={loaded}
            max={Math.max(1, found.bytes)}
          />
          {cancel('Cancel')}
          {isFull ? <Facts found={found} /> : null}
        </>
      );
    }
    case 'reading':
      return (
        <>
          <p>
            The attention in <b translate="no">{opening.title}</b> is being looked through.
          </p>
          <progress aria-label={`${opening.title} looked through`} value={opening.part} max={1} />
          {cancel('Cancel')}
        </>
      );
    case 'starting':
      return (
        <>
          <p role="status">
            <b translate="no">{opening.title}</b> is here and is being started.
          </p>
          <progress aria-label={`${opening.title} starting`} />
        </>
      );
    case 'wanting':
      return <Wanting side={side} name={opening.name} isAttention={opening.isAttention} />;
    case 'refused':
      return (
        <>
          <p role="alert" className="opening-refusal">
            {opening.message}
          </p>
          {cancel('Dismiss')}
        </>
      );
  }
}

/** A link cannot hold a file, but says which it is. */
function Wanting({
  side,
  name,
  isAttention,
}: {
  readonly side: Side;
  readonly name: string;
  readonly isAttention: boolean;
}) {
  const { openModel, putBack } = useActions();
  const stands = useNameIn(side);
  const input = useRef<HTMLInputElement>(null);
  function chosen({ currentTarget }: ChangeEvent<HTMLInputElement>) {
    if (currentTarget.files?.length) {
      openModel(side, { from: 'files', files: filesIn(currentTarget.files) });
    }
  }
  return (
    <>
      <p role="status">
        On the {side} this link shows <b translate="no">{name}</b>,{' '}
        {isAttention ? 'a file of attention' : 'a model from somebody’s disk'}. A link cannot hold
        it: choose the file, or drop it on the page. Until then {stands} stands there.
      </p>
      <p className="opening-ways">
        <button type="button" className="button" onClick={() => input.current?.click()}>
          Choose {isAttention ? 'the file' : 'its files'}
        </button>
        <button type="button" className="button" onClick={() => putBack(side)}>
          Go on with {stands}
        </button>
      </p>
      <input ref={input} type="file" multiple hidden onChange={chosen} />
    </>
  );
}

function Facts({ found }: { readonly found: FoundModel }) {
  const { family, vocabulary, dtypes, bytes, memory, can, notes } = found;
  return (
    <>
      <dl className="model-facts">
        <Fact name="architecture">
          {family}, {shapeWords(found)}
        </Fact>
        <Fact name="vocabulary">{vocabulary.toLocaleString('en')} tokens</Fact>
        <Fact name="weights">
          {sizeInWords(bytes)} in {dtypes.join(' and ')}
        </Fact>
        <Fact name="memory">about {sizeInWords(memory)}</Fact>
        <Fact name="what it does">{doings(can).join(', ')}</Fact>
      </dl>
      <Told notes={notes} />
    </>
  );
}

export function Fact({
  name,
  children,
}: {
  readonly name: string;
  readonly children: React.ReactNode;
}) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What is worth telling of a model or a file. */
export function Told({ notes }: { readonly notes: readonly string[] }) {
  if (notes.length === 0) return null;
  return (
    <ul className="model-notes">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

/** ", about 40 seconds at 90 Mbit/s", where the browser says how fast the connection is. */
function timeWords(bytes: number): string {
  const { connection } = navigator as { readonly connection?: { readonly downlink?: number } };
  const rate = connection?.downlink;
  if (!rate) return '';
  const seconds = (bytes * 8) / (rate * 1e6);
  const time =
    seconds < 90 ? `${Math.ceil(seconds)} seconds` : `${Math.ceil(seconds / 60)} minutes`;
  return `, about ${time} at ${rate} Mbit/s,`;
}
