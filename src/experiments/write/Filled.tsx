/** A model that fills blanks in the place of a writer: blanks filled one after the other, and what it says of them afterwards. */

import { useId, useState } from 'react';
import { msg, t } from '#say';
import type { Roles } from '../../analysis/abilities.ts';
import type { Sampling } from '../../analysis/prediction/sampling.ts';
import { BLANK } from '../../text/blank.ts';
import { KeepButton } from '../../view/keep/KeepButton.tsx';
import { PhraseText } from '../../view/kit/PhraseText.tsx';
import { Rich } from '../../view/kit/Rich.tsx';
import { useActions, useParameter } from '../../view/kit/store.tsx';
import { inARow, textsInARow } from '../inARow.ts';
import type { Run } from '../run/useRun.ts';
import { Drawing } from './Drawing.tsx';
import type { Filling } from './fillBlanks.ts';
import { Passage } from './Passage.tsx';
import { filledSegments, filledText } from './segments.ts';
import { drawSentence, isRegretted, laterSentence, regretSentence } from './sentences.ts';
import type { Order } from './settings.ts';

interface Props {
  /** The models, as they read the text. */
  readonly roles: Roles;
  readonly run: Run<Filling>;
  /** The text that is gone on from. */
  readonly prompt: string;
  readonly sampling: Sampling;
  onTake(text: string): void;
}

export function Filled({ roles, run, prompt, sampling, onTake }: Props) {
  const { side, model } = roles.filler;
  const [name, writes] = [model.name, roles.writer.model.name];
  const { set } = useActions();
  const [look, setLook] = useParameter('look');
  const [filledFirst] = useParameter('order');
  const [pointed, setPointed] = useState<number | null>(null);
  const order = useId();
  const filling = run.value;
  const held = look?.side === side ? look.nth - 1 : null;
  const last = (filling?.filled.length ?? 0) - 1;
  const wanted = pointed ?? held ?? last;
  const looked = wanted <= last ? wanted : last;
  const draft = filling?.filled[looked];
  const label = draft && filling ? filling.trace.tokens[draft.index]!.label : '';
  const later = draft ? laterSentence(name, draft) : null;
  const regret = filling ? regretSentence(name, filling.filled) : null;
  const isWhole = filling !== null && filling.open.length === 0 && filling.filled.length > 0;
  const lone =
    filling !== null && !filling.appended && filling.filled.length + filling.open.length < 2;

  const named = (
    <span className="accent" translate="no">
      {name}
    </span>
  );
  return (
    <section
      className="finding"
      data-side={side}
      aria-label={t`${name} fills blanks`}
      aria-busy={run.isBusy}
      data-stale={run.isStale || undefined}
    >
      <div>
        <div className="keep-line">
          <h2>
            <Rich
              of={msg`${named} <em>fills blanks instead</em>`}
              as={{ em: (text) => <em>{text}</em> }}
            />
          </h2>
          {filling && draft ? (
            <KeepButton
              of={t`what ${name} fills in`}
              choices={[
                {
                  label: t`What it filled in`,
                  keep: async () => (await keeping()).keepFilled(filling),
                },
                {
                  label: t`One token`,
                  keep: async () =>
                    (await keeping()).keepDrawing(filling.trace, label, draft, sampling),
                },
              ]}
            />
          ) : null}
        </div>
        <p className="aside">
          {textsInARow(
            prompt.includes(BLANK)
              ? t`It fills the blanks of the text, each with those that are still open beside it.`
              : t`It gets as many blanks as ${writes} may write tokens, and fills one after the other; it has no way to end a text.`,
            t`In training it filled a few blanks in a text that was there on both sides, and all at once.`,
          )}
        </p>
        <div className="settings fill-settings">
          {lone ? null : <p className="untrained">{t`not trained this way`}</p>}
          <div className="setting">
            <label htmlFor={order}>{t`Order`}</label>
            <select
              id={order}
              value={filledFirst}
              onChange={({ currentTarget }) =>
                set({ order: currentTarget.value as Order, look: null })
              }
            >
              <option value="left">{t`from left to right`}</option>
              <option value="sure">{t`the surest first`}</option>
            </select>
          </div>
        </div>
        {run.problem ? (
          <p className="problem" role="alert">
            {run.problem}
          </p>
        ) : null}
      </div>
      {filling ? (
        <>
          <Passage
            label={t`What ${name} has filled in, token by token`}
            segments={filledSegments(filling)}
            looked={last < 0 ? null : looked}
            held={held !== null && held <= last ? held : null}
            marked={(nth) => isRegretted(filling.filled[nth]!)}
            isWriting={false}
            onPoint={setPointed}
            onHold={(nth) => setLook(nth === null ? null : { side, nth: nth + 1 })}
          />
          <div className="passage-actions">
            {isWhole ? (
              <button
                type="button"
                className="button"
                disabled={run.isStale}
                onClick={() => onTake(filledText(filling))}
              >
                {t`Make this the sentence`}
              </button>
            ) : null}
            <p className="regret" aria-live="polite">
              {textsInARow(
                fillStatus(filling, regret),
                regret && filling.filled.some(isRegretted) ? t`They are dotted.` : '',
              )}
            </p>
          </div>
          {draft ? (
            <div className="looked">
              <h3>{t`Filled as number ${looked + 1}`}</h3>
              <p>
                <PhraseText
                  phrase={inARow(drawSentence(name, label, draft, sampling), later ?? [])}
                />
              </p>
              <Drawing
                draft={draft}
                label={label}
                end={null}
                sampling={sampling}
                title={t`${name}’s most probable tokens for this place, when it filled it`}
              />
            </div>
          ) : null}
        </>
      ) : (
        <p className="nothing">{t`${name}’s turn comes after ${writes}’s.`}</p>
      )}
    </section>
  );
}

const keeping = () => import('./keepWriting.ts');

function fillStatus({ filled, open, trace }: Filling, regret: string | null): string {
  if (open.length > 0) return t`${trace.model.name} is filling its blanks.`;
  if (filled.length === 0) {
    return t`There is no room for a blank: the models read at most ${trace.model.can.maxTokens} tokens. Shorten the text.`;
  }
  return regret ?? t`${trace.model.name} is asked about each of its tokens again.`;
}
