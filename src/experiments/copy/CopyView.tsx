/** In context: a pattern that the text repeats, as a model that writes goes on with it, and the heads that look it up. */
import { msg, t } from '#say';
import { textNow } from '../../store/selectors.ts';
import { useActions, useParameter, useSelector } from '../../view/kit/store.tsx';
import '../../view/match/match.css';
import './copy.css';
import { useMemo, useState } from 'react';
import { whoCan } from '../../analysis/abilities.ts';
import { BLANK } from '../../text/blank.ts';
import { waitingFor } from '../../view/experiment/waiting.ts';
import { KeepButton } from '../../view/keep/KeepButton.tsx';
import { PhraseText } from '../../view/kit/PhraseText.tsx';
import { Rich } from '../../view/kit/Rich.tsx';
import { Verbatim } from '../../view/kit/Verbatim.tsx';
import type { ViewProps } from '../../view/reading/views.ts';
import { useExperimentRun } from '../run/useExperimentRun.ts';
import { nextSeed } from '../seed.ts';
import { CopyControls } from './CopyControls.tsx';
import { CopyHeads } from './CopyHeads.tsx';
import { CopyTable } from './CopyTable.tsx';
import { longestRepeat } from './measure.ts';
import { randomPattern, saidTwice } from './pattern.ts';
import { type Copying, copying } from './run.ts';
import { copyLead, nextSentence } from './sentences.ts';

export function CopyView(props: ViewProps) {
  const { comparison } = props;
  const writer = whoCan(comparison, 'writes')!;
  const { name } = writer.model;
  const text = useSelector(textNow);
  const status = useSelector((state) => state.status);
  const [seed, setSeed] = useParameter('seed');
  const isEmpty = text.trim() === '';
  const repeats = useMemo(
    () => !isEmpty && longestRepeat(writer.tokens) !== null,
    [writer, isEmpty],
  );
  // A text that repeats nothing is read as if it had been said twice, up to a blank, where reading stops.
  const twice = repeats || isEmpty ? null : saidTwice(comparison.text.split(BLANK)[0]!);
  const read = repeats ? comparison.text : twice;
  const run = useExperimentRun(
    copying,
    read === null ? null : { side: writer.side, text: read, seed },
  );
  const copies = read === null ? null : run.value;
  // What is held is of this text, which may not be the one that has been read twice.
  const held = copies?.text === comparison.text ? (props.locked?.[writer.side] ?? null) : null;

  return (
    <>
      <Offers>
        {copies ? (
          <button type="button" className="button" onClick={() => setSeed(nextSeed(seed))}>
            {t`Shuffle anew`}
          </button>
        ) : null}
      </Offers>
      {run.problem && read !== null ? (
        <p className="problem" role="alert">
          {run.problem}
        </p>
      ) : null}
      {twice === null ? null : (
        <p className="run-line">
          <Rich
            of={msg`No two tokens stand together twice in what ${name} reads of this text: here it reads it said twice, “${<Verbatim>{twice}</Verbatim>}”. The text that you typed stays as it is.`}
          />
        </p>
      )}
      {copies ? (
        <div data-stale={run.isStale || undefined} className="finding">
          <Lead copies={copies} />
          <div className="findings">
            <section aria-labelledby="copy-twice">
              <div className="keep-line">
                <h2 id="copy-twice">
                  <Rich
                    of={msg`Twice <em>the same tokens</em>`}
                    as={{ em: (text) => <em>{text}</em> }}
                  />
                </h2>
                <KeepButton
                  of={t`both copies`}
                  choices={[
                    {
                      label: t`Both copies`,
                      keep: async () => (await import('./keepCopying.ts')).keepCopies(copies),
                    },
                  ]}
                />
              </div>
              <CopyTable copies={copies} held={held} />
            </section>
            <CopyHeads copies={copies} held={held} colormap={props.colormap} />
            <CopyControls copies={copies} isStale={run.isStale} />
            <Larger />
          </div>
        </div>
      ) : (
        <p className="nothing" role="status">
          {read !== null
            ? waitingFor(status, t`${name} is reading both copies.`)
            : isEmpty
              ? t`There is nothing to repeat yet: type a sentence, or take a pattern of random words.`
              : t`No two tokens stand together twice in what ${name} reads of this text, so there is nothing to copy: take a pattern of random words.`}
        </p>
      )}
    </>
  );
}

/** Texts that repeat themselves. */
function Offers({ children }: { readonly children: React.ReactNode }) {
  const text = useSelector(textNow);
  const { setText } = useActions();
  const [seed] = useParameter('seed');
  const [next, setNext] = useState(seed);
  const twice = saidTwice(text);
  return (
    <div className="settings copy-offers">
      <button
        type="button"
        className="button"
        onClick={() => {
          const pattern = randomPattern(next);
          const isSame = pattern === text;
          setText(isSame ? randomPattern(next + 1) : pattern);
          setNext(next + (isSame ? 2 : 1));
        }}
      >
        {t`A pattern of random words`}
      </button>
      <button
        type="button"
        className="button"
        disabled={twice === null}
        onClick={() => twice && setText(twice)}
      >
        {t`Say this text twice`}
      </button>
      {children}
    </div>
  );
}

function Lead({ copies }: { readonly copies: Copying }) {
  const { trace, repeat, rows } = copies;
  return (
    <div className="copy-lead" aria-live="polite">
      <p>
        <PhraseText phrase={copyLead(trace, repeat, copies)} />
      </p>
      <p>
        <PhraseText phrase={nextSentence(trace, repeat, rows.at(-1)!)} />
      </p>
    </div>
  );
}

function Larger() {
  return (
    <section aria-labelledby="copy-larger">
      <h2 id="copy-larger">
        <Rich of={msg`What larger models <em>add</em>`} as={{ em: (text) => <em>{text}</em> }} />
      </h2>
      <div className="copy-larger">
        <p>
          <Rich
            of={msg`Given a few examples of a task in the text, large models go on with the task itself: translate the next word, answer the next question (<incontext>in-context learning</incontext>, Brown et al. 2020). Olsson et al. (2022) trace much of this to heads like those in the list: they look up what followed the last time, and in large models the last time need not be the same token, only a similar one.`}
          />
        </p>
        <p>
          {t`This small model does not do that, and nothing here pretends it: it copies tokens that it has met before. Some of its training text was made to repeat itself, which is where much of this comes from: see its model card below.`}
        </p>
      </div>
    </section>
  );
}
