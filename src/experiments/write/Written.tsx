/** What a model has written, and one of its tokens looked at: what it was drawn from and what it reads. */

import { useState } from 'react';
import { msg, plural, t } from '#say';
import { headWeights } from '../../analysis/attention/head.ts';
import { topKeysOfRow } from '../../analysis/attention/topKeys.ts';
import type { Sampling } from '../../analysis/prediction/sampling.ts';
import type { Trace } from '../../model/trace.ts';
import { hiddenIn } from '../../sentences/captions.ts';
import { nameOf } from '../../sentences/phrase.ts';
import { headsNow, textNow } from '../../store/selectors.ts';
import { waitingFor } from '../../view/experiment/waiting.ts';
import { KeepButton } from '../../view/keep/KeepButton.tsx';
import { type Bar, Bars } from '../../view/kit/Bars.tsx';
import { HeadSelect } from '../../view/kit/HeadSelect.tsx';
import { PhraseText } from '../../view/kit/PhraseText.tsx';
import { Rich } from '../../view/kit/Rich.tsx';
import { useActions, useParameter, useSelector } from '../../view/kit/store.tsx';
import { Verbatim } from '../../view/kit/Verbatim.tsx';
import type { ViewProps } from '../../view/reading/views.ts';
import { textsInARow } from '../inARow.ts';
import type { Run } from '../run/useRun.ts';
import { Drawing } from './Drawing.tsx';
import { Passage } from './Passage.tsx';
import type { Beginning } from './prompt.ts';
import { writtenSegments, writtenText } from './segments.ts';
import { drawSentence } from './sentences.ts';
import type { Writing } from './writeOn.ts';

interface Props extends ViewProps {
  /** The model that writes, as it reads the text. */
  readonly writer: Trace;
  readonly run: Run<Writing>;
  readonly sampling: Sampling;
  /** What is gone on from; null while the text is being read. */
  readonly beginning: Beginning | null;
  onTake(text: string): void;
}

export function Written(props: Props) {
  const { writer, run, beginning, onTake, sampling } = props;
  const { side, unread } = writer;
  const { name } = writer.model;
  const text = useSelector(textNow);
  const status = useSelector((state) => state.status);
  const [look, setLook] = useParameter('look');
  const [pointed, setPointed] = useState<number | null>(null);
  const writing = run.value;
  const stopsAtBlank = beginning?.prompt === text && unread.length > 0;
  const held = look?.side === side ? look.nth - 1 : null;
  const drafts = writing ? [...writing.written, ...(writing.last ? [writing.last] : [])] : [];
  const last = drafts.length - 1;
  const wanted = pointed ?? held ?? last;
  const looked = wanted <= last ? wanted : last;
  const draft = drafts[looked];
  const isEnd = looked === writing?.written.length;
  const label = isEnd ? null : (writing?.trace.tokens[writing.start + looked]?.label ?? '');

  const named = (
    <span className="accent" translate="no">
      {name}
    </span>
  );
  return (
    <section
      className="finding"
      data-side={side}
      aria-label={t`${name} writes on`}
      aria-busy={run.isBusy}
      data-stale={run.isStale || undefined}
    >
      <div>
        <div className="keep-line">
          <h2>
            <Rich of={msg`${named} <em>writes on</em>`} as={{ em: (text) => <em>{text}</em> }} />
          </h2>
          {writing && draft ? (
            <KeepButton
              of={t`what ${name} writes`}
              choices={[
                {
                  label: t`What it wrote`,
                  keep: async () => (await keeping()).keepWritten(writing, sampling),
                },
                {
                  label: t`One token`,
                  keep: async () =>
                    (await keeping()).keepDrawing(writing.trace, label, draft, sampling),
                },
              ]}
            />
          ) : null}
        </div>
        <p className="aside">
          {textsInARow(
            t`It was trained for this: to say which token comes next.`,
            stopsAtBlank ? t`It cannot read past the blank, and writes on from before it.` : '',
            beginning?.start === 'middle'
              ? t`It goes on from the middle, and has not met the rest of the text.`
              : '',
            text.trim() === '' ? t`Nothing is typed: it begins a text of its own.` : '',
          )}
        </p>
        {run.problem ? (
          <p className="problem" role="alert">
            {run.problem}
          </p>
        ) : null}
      </div>
      {writing ? (
        <>
          <Passage
            label={t`What ${name} has written, token by token`}
            segments={writtenSegments(writing)}
            looked={last < 0 ? null : looked}
            held={held !== null && held <= last ? held : null}
            isWriting={run.isBusy && writing.ending === null}
            onPoint={setPointed}
            onHold={(nth) => setLook(nth === null ? null : { side, nth: nth + 1 })}
          />
          <div className="passage-actions">
            {writing.ending && writing.written.length > 0 ? (
              <button
                type="button"
                className="button"
                disabled={run.isStale}
                onClick={() => onTake(writtenText(writing))}
              >
                {t`Make this the sentence`}
              </button>
            ) : null}
          </div>
          {draft ? (
            <div className="looked">
              <h3>{isEnd ? t`The end of the text` : t`Token ${looked + 1}`}</h3>
              <p>
                <PhraseText phrase={drawSentence(name, label, draft, sampling)} />
              </p>
              <Drawing
                draft={draft}
                label={label}
                end={writing.trace.tokens[0]!.id}
                sampling={sampling}
                title={t`${name}’s most probable tokens for this place`}
              />
              {isEnd ? null : <WrittenReads writing={writing} row={writing.start + looked} />}
            </div>
          ) : null}
        </>
      ) : (
        <p className="nothing">{waitingFor(status, t`${name} is about to write.`)}</p>
      )}
    </section>
  );
}

const keeping = () => import('./keepWriting.ts');

/** Tokens that are listed. */
const SHOWN = 5;

/** What a written token reads, in the model's chosen head. */
function WrittenReads({ writing, row }: { readonly writing: Writing; readonly row: number }) {
  const heads = useSelector(headsNow);
  const [hideSpecials] = useParameter('specials');
  const { chooseHead } = useActions();
  const { trace } = writing;
  const { side, model } = trace;
  const weights = headWeights(trace, heads[side]);
  const { entries } = topKeysOfRow(weights, trace.mask, row, hiddenIn(trace, hideSpecials));
  const bars: Bar[] = entries.slice(0, SHOWN).map(({ position, weight }) => ({
    key: position,
    label: (
      <Verbatim className="quoted" title={trace.tokens[position]!.label}>
        {trace.tokens[position]!.label}
      </Verbatim>
    ),
    value: weight,
  }));
  const rest = entries.slice(SHOWN).reduce((sum, { weight }) => sum + weight, 0);
  if (entries.length > SHOWN) {
    const others = entries.length - SHOWN;
    bars.push({
      key: 'others',
      label: t`${plural(others, { one: '# other', other: '# others' })}`,
      value: rest,
      rest: true,
    });
  }
  return (
    <>
      <h3 className="looked-reads">
        <span>
          <Rich of={msg`${<PhraseText phrase={nameOf(trace.tokens, row)} />} reads, in`} />
        </span>
        <HeadSelect
          trace={trace}
          choice={heads[side]}
          onHead={(choice) => chooseHead(side, choice)}
        />
      </h3>
      <Bars bars={bars} label={t`${model.name}: what the written token reads`} tone="ink" />
    </>
  );
}
