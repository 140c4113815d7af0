/** How far a model is that is being opened in a place, and what the reader can do about it. */
import { type ChangeEvent, type ReactNode, useRef } from 'react';
import { type Message, msg, say, t } from '#say';
import { sizeInWords } from '../../engine/keptModels.ts';
import { list, number } from '../../language/intl.ts';
import { doings, shapeWords } from '../../sentences/models.ts';
import type { FoundModel, Opening } from '../../store/opening.ts';
import type { Side } from '../../text/token.ts';
import { Rich } from '../kit/Rich.tsx';
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

/** A name of a stranger's choosing: never markup, never translated. */
const Named = ({ children }: { readonly children: string }) => <b translate="no">{children}</b>;

function State({ side, opening, isFull }: Required<Props> & { opening: Opening }) {
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
            <Rich of={msg`Looking at ${<Named>{opening.title}</Named>}…`} />
          </p>
          {cancel(t`Cancel`)}
        </>
      );
    case 'asking': {
      const { found } = opening;
      return (
        <>
          <p role="status">
            <Rich
              of={msg`${<Named>{found.title}</Named>} has ${sizeInWords(found.toFetch)} still to fetch and takes about ${sizeInWords(found.memory)} of memory.`}
            />{' '}
            {timeWords(found.toFetch)}
          </p>
          <p className="opening-ways">
            <button type="button" className="button" onClick={() => agreeToFetch(side)}>
              {t`Fetch ${sizeInWords(found.toFetch)}`}
            </button>
            {cancel(t`Not now`)}
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
            <Rich
              of={msg`${<Named>{found.title}</Named>} is on its way: ${sizeInWords(loaded)} of ${sizeInWords(found.bytes)}`}
            />
          </p>
          <progress
            aria-label={t`${found.title} loaded`}
            value={loaded}
            max={Math.max(1, found.bytes)}
          />
          {cancel(t`Cancel`)}
          {isFull ? <Facts found={found} /> : null}
        </>
      );
    }
    case 'reading':
      return (
        <>
          <p>
            <Rich
              of={msg`The attention in ${<Named>{opening.title}</Named>} is being looked through.`}
            />
          </p>
          <progress aria-label={t`${opening.title} looked through`} value={opening.part} max={1} />
          {cancel(t`Cancel`)}
        </>
      );
    case 'starting':
      return (
        <>
          <p role="status">
            <Rich of={msg`${<Named>{opening.title}</Named>} is here and is being started.`} />
          </p>
          <progress aria-label={t`${opening.title} starting`} />
          {cancel(t`Cancel`)}
        </>
      );
    case 'wanting':
      return <Wanting side={side} name={opening.name} isAttention={opening.isAttention} />;
    case 'refused':
      return (
        <>
          <p role="alert" className="opening-refusal">
            {say(opening.message)}
          </p>
          {cancel(t`Dismiss`)}
        </>
      );
  }
}

interface WantingProps {
  readonly side: Side;
  readonly name: string;
  readonly isAttention: boolean;
}

/** A link cannot hold a file, but says which it is. */
function Wanting({ side, name, isAttention }: WantingProps) {
  const { openModel, putBack } = useActions();
  const stands = useNameIn(side);
  const input = useRef<HTMLInputElement>(null);
  function chosen({ currentTarget }: ChangeEvent<HTMLInputElement>) {
    if (currentTarget.files?.length) {
      openModel(side, { from: 'files', files: filesIn(currentTarget.files) });
    }
  }
  const file = <Named>{name}</Named>;
  return (
    <>
      <p role="status">
        <Rich
          of={
            isAttention
              ? msg`This link shows ${file} here, a file of attention. A link cannot hold it: choose the file, or drop it on the page. Until then ${stands} stands there.`
              : msg`This link shows ${file} here, a model from somebody’s disk. A link cannot hold it: choose its files, or drop them on the page. Until then ${stands} stands there.`
          }
        />
      </p>
      <p className="opening-ways">
        <button type="button" className="button" onClick={() => input.current?.click()}>
          {isAttention ? t`Choose the file` : t`Choose its files`}
        </button>
        <button type="button" className="button" onClick={() => putBack(side)}>
          {t`Go on with ${stands}`}
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
        <Fact name={t`architecture`}>
          {family}, {shapeWords(found)}
        </Fact>
        <Fact name={t`vocabulary`}>{t`${number(vocabulary)} tokens`}</Fact>
        <Fact name={t`weights`}>{t`${sizeInWords(bytes)} in ${list(dtypes)}`}</Fact>
        <Fact name={t`memory`}>{t`about ${sizeInWords(memory)}`}</Fact>
        <Fact name={t`what it does`}>{doings(can)}</Fact>
      </dl>
      <Told notes={notes} />
    </>
  );
}

export function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** What is worth telling of a model or a file. */
export function Told({ notes }: { readonly notes: readonly (Message | string)[] }) {
  if (notes.length === 0) return null;
  const said = notes.map((note) => say(note));
  return (
    <ul className="model-notes">
      {said.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

/** How long it takes, where the browser says how fast the connection is. */
function timeWords(bytes: number): string {
  const { connection } = navigator as { readonly connection?: { readonly downlink?: number } };
  const rate = connection?.downlink;
  if (!rate) return '';
  const minutes = Math.ceil((bytes * 8) / (rate * 1e6) / 60);
  return minutes < 2
    ? t`At ${rate} Mbit/s that is a minute at most.`
    : t`At ${rate} Mbit/s that is about ${minutes} minutes.`;
}
