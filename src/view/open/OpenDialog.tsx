/**
 * Chooses what stands in a place of the comparison: a model of the hub, files of the reader's own, attention that was
 * computed elsewhere, or the model that ships with the page.
 */
import './open.css';
import { type ChangeEvent, type FormEvent, useEffect, useId, useRef, useState } from 'react';
import { type Message, msg, say, t } from '#say';
import { SHIPPED } from '../../engine/shipped.ts';
import { doings, shapeWords } from '../../sentences/models.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { Rich } from '../kit/Rich.tsx';
import { useActions, useSelector } from '../kit/store.tsx';
import { Terms } from '../kit/Terms.tsx';
import { nameIn } from '../kit/useNameIn.ts';
import { copyText } from '../page/copyText.ts';
import { BACKEND_TITLES } from '../page/StatusLine.tsx';
import { filesIn } from './filesIn.ts';
import { KeptModels } from './KeptModels.tsx';
import { Fact, OpeningState, Told } from './OpeningState.tsx';
import { ACROSS_TEXTS, FROM_LENS, FROM_TRANSFORMERS } from './python.ts';
import { SUGGESTIONS } from './suggestions.ts';

export function OpenDialog({ side }: { readonly side: Side }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const title = useId();
  const { chooseModel } = useActions();
  useEffect(() => {
    const element = dialog.current!;
    if (!element.open) element.showModal();
  }, []);
  return (
    <dialog
      className="open-model"
      ref={dialog}
      aria-labelledby={title}
      closedby="any"
      onClose={() => chooseModel(null)}
    >
      <div className="open-head">
        <h2 id={title}>{t`Open a model`}</h2>
        <button type="button" className="button" onClick={() => dialog.current?.close()}>
          {t`Close`}
        </button>
      </div>
      <p className="open-lead">
        <Rich
          of={msg`Any BERT, DistilBERT, RoBERTa or GPT-2 that lies on the Hugging Face hub or on your disk, or <attention>attention</attention> that any other model had, from a file.`}
        />
      </p>
      <PlaceChoice side={side} />
      <OpeningState side={side} isFull />
      <Stands side={side} />
      <FromHub side={side} />
      <FromFiles side={side} />
      <Elsewhere />
      <KeptModels side={side} />
      <p className="aside">
        {t`The page asks the hub for the files of a model, and nothing else: what you type stays here.`}
      </p>
      <Terms of="open" />
    </dialog>
  );
}

const PLACES: Readonly<Record<Side, Message>> = { left: msg`Left`, right: msg`Right` };

function PlaceChoice({ side }: { readonly side: Side }) {
  const { chooseModel } = useActions();
  const names = useSelector((state) => `${nameIn(state, 'left')}\n${nameIn(state, 'right')}`);
  const [left, right] = names.split('\n');
  return (
    <fieldset className="segments open-places">
      <legend className="visually-hidden">{t`Place`}</legend>
      {SIDES.map((each) => (
        <label key={each} data-side={each}>
          <input
            type="radio"
            name="open-place"
            checked={each === side}
            onChange={() => chooseModel(each)}
          />
          <span>
            {say(PLACES[each])}:&nbsp;
            <b className="accent" translate="no">
              {each === 'left' ? left : right}
            </b>
          </span>
        </label>
      ))}
    </fieldset>
  );
}

/** What stands in the place now. */
function Stands({ side }: { readonly side: Side }) {
  const model = useSelector((state) => state.models[side]);
  const status = useSelector((state) => state.status);
  const isAsked = useSelector((state) => state.values[side] !== null);
  const { putBack, showOther } = useActions();
  const backend = status.phase === 'ready' ? status.backend : null;
  return (
    <section className="open-stands" aria-label={t`What stands there now`}>
      {model ? (
        <>
          <dl className="model-facts">
            <Fact name={t`now there`}>
              <b translate="no">{model.info.title}</b>
              {model.family ? ` (${model.family})` : ''}, {shapeWords(model)}
            </Fact>
            <Fact name={t`what it does`}>{doings(model.info.can)}</Fact>
            <Fact name={t`from`}>
              <span translate="no">{model.source ?? t`this page`}</span>
            </Fact>
            {model.hash ? (
              <Fact name="SHA-256">
                <code>{model.hash.slice(0, 16)}…</code>
              </Fact>
            ) : null}
            {backend && model.info.can.live !== false ? (
              <Fact name={t`runs on`}>{say(BACKEND_TITLES[backend.name])}</Fact>
            ) : null}
          </dl>
          <Told notes={model.notes} />
          {model.hasOther ? (
            <button type="button" className="button" onClick={() => showOther(side)}>
              {model.info.can.across
                ? t`Show the text’s attention to itself`
                : t`Show its cross-attention`}
            </button>
          ) : null}
        </>
      ) : (
        <p className="aside">{t`${SHIPPED[side].title} is on its way.`}</p>
      )}
      {isAsked ? (
        <button type="button" className="button" onClick={() => putBack(side)}>
          {t`Put ${SHIPPED[side].title} back`}
        </button>
      ) : null}
    </section>
  );
}

function FromHub({ side }: { readonly side: Side }) {
  const [text, setText] = useState('');
  const { openModel } = useActions();
  const [field, list, hint] = [useId(), useId(), useId()];
  function onSubmit(event: FormEvent) {
    event.preventDefault();
    if (text.trim() !== '') openModel(side, { from: 'name', text });
  }
  return (
    <form className="open-hub" onSubmit={onSubmit}>
      <label htmlFor={field}>{t`From the hub, by its id`}</label>
      <div className="open-field">
        <input
          id={field}
          type="text"
          list={list}
          value={text}
          placeholder={SUGGESTIONS[2]}
          aria-describedby={hint}
          autoComplete="off"
          autoCapitalize="off"
          spellCheck={false}
          translate="no"
          onChange={({ currentTarget }) => setText(currentTarget.value)}
        />
        <datalist id={list}>
          {SUGGESTIONS.map((id) => (
            <option key={id} value={id} />
          ))}
        </datalist>
        <button type="submit" className="button">
          {t`Open`}
        </button>
      </div>
      <p className="aside" id={hint}>
        {t`A revision may follow an @. In its place: the address of a model’s folder on this page’s own server.`}
      </p>
      <p className="open-suggestions">
        {SUGGESTIONS.slice(0, 4).map((id) => (
          <button
            key={id}
            type="button"
            className="link"
            translate="no"
            onClick={() => setText(id)}
          >
            {id.split('/')[1]}
          </button>
        ))}
      </p>
    </form>
  );
}

function FromFiles({ side }: { readonly side: Side }) {
  const files = useRef<HTMLInputElement>(null);
  const folder = useRef<HTMLInputElement>(null);
  const { openModel } = useActions();
  function chosen({ currentTarget }: ChangeEvent<HTMLInputElement>) {
    if (currentTarget.files?.length) {
      openModel(side, { from: 'files', files: filesIn(currentTarget.files) });
    }
    // The same files may be chosen again.
    currentTarget.value = '';
  }
  return (
    <section className="open-files" aria-label={t`From your disk`}>
      <p>{t`From your disk`}</p>
      <p className="open-ways">
        <button type="button" className="button" onClick={() => files.current?.click()}>
          {t`Choose files`}
        </button>
        <button type="button" className="button" onClick={() => folder.current?.click()}>
          {t`Choose a folder`}
        </button>
      </p>
      <p className="aside">
        {t`Or drop or paste them on the page: config.json, the tokenizer’s files and model.safetensors; or one file of attention.`}
      </p>
      <input ref={files} type="file" multiple hidden onChange={chosen} data-choose="files" />
      <input
        ref={(input) => {
          folder.current = input;
          if (input) input.webkitdirectory = true;
        }}
        type="file"
        multiple
        hidden
        onChange={chosen}
        data-choose="folder"
      />
    </section>
  );
}

/** How the attention of any other model gets here. */
function Elsewhere() {
  return (
    <details className="open-elsewhere">
      <summary>{t`Attention of any other model: write a file in Python`}</summary>
      <p className="aside">{t`One text and its attention, which the page shows as it is.`}</p>
      <Code title={t`With transformers`} code={FROM_TRANSFORMERS} />
      <Code title={t`With TransformerLens`} code={FROM_LENS} />
      <Code title={t`Of an encoder–decoder, with its cross-attention`} code={ACROSS_TEXTS} />
    </details>
  );
}

function Code({ title, code }: { readonly title: string; readonly code: string }) {
  const field = useRef<HTMLTextAreaElement>(null);
  const [copied, setCopied] = useState<boolean | null>(null);
  async function copy() {
    if (field.current) setCopied(await copyText(code, field.current));
  }
  return (
    <div className="open-code">
      <p>{title}</p>
      <textarea
        ref={field}
        className="share-link"
        readOnly
        rows={code.split('\n').length}
        value={code}
        aria-label={title}
        spellCheck={false}
        translate="no"
        wrap="off"
      />
      <button type="button" className="button" onClick={copy}>
        {t`Copy`}
      </button>
      <span role="status">
        {copied === null ? '' : copied ? t`It is copied.` : t`It is selected: copy it from here.`}
      </span>
    </div>
  );
}
