/** One model writes on, and one fills blanks in its place: each token with what it was drawn from. */
import { textNow } from '../../store/selectors.ts';
import { useActions, useParameter, useSelector } from '../../view/kit/store.tsx';
import './write.css';
import { useState } from 'react';
import { msg, plural, t } from '#say';
import { rolesIn } from '../../analysis/abilities.ts';
import { SIDES } from '../../text/token.ts';
import { Rich } from '../../view/kit/Rich.tsx';
import { Verbatim } from '../../view/kit/Verbatim.tsx';
import type { ViewProps } from '../../view/reading/views.ts';
import { nextSeed } from '../seed.ts';
import { Filled } from './Filled.tsx';
import type { Beginning } from './prompt.ts';
import { writtenText } from './segments.ts';
import { endingSentence } from './sentences.ts';
import { useWriting } from './useWriting.ts';
import { WriteSettings } from './WriteSettings.tsx';
import { Written } from './Written.tsx';
import type { Writing } from './writeOn.ts';

/** Tokens that "Write on" adds. */
const MORE = 20;

export function WriteView(props: ViewProps) {
  const text = useSelector(textNow);
  const { set, setText } = useActions();
  const [seed] = useParameter('seed');
  const runs = useWriting(props);
  const [taken, setTaken] = useState<{ from: string; to: string } | null>(null);
  const roles = rolesIn(props.comparison)!;
  const { model } = roles.writer;
  const run = runs.written;
  const current = run.isStale ? null : run.value;
  const written = current?.written.length ?? 0;
  const said = useStatusLine(props, runs.beginning, current);
  const isOver = current !== null && current.ending !== null;

  function stop() {
    // The link then means what is on the screen: as many tokens as were written.
    set({ count: Math.max(1, written) });
  }
  function take(to: string) {
    setTaken({ from: text, to });
    setText(to);
  }

  return (
    <>
      <WriteSettings model={model} beginning={runs.beginning}>
        {run.isBusy && !isOver ? (
          <button key="main" type="button" className="button" onClick={stop}>
            {t`Stop`}
          </button>
        ) : (
          <button
            key="main"
            type="button"
            className="button"
            disabled={current?.ending !== 'count'}
            onClick={() => set({ count: Math.min(model.can.maxTokens - 1, written + MORE) })}
          >
            {t`Write on`}
          </button>
        )}
        <button
          type="button"
          className="button"
          onClick={() => set({ seed: nextSeed(seed), look: null })}
        >
          {t`Another seed`}
        </button>
      </WriteSettings>
      <p className="run-line" aria-live="polite">
        {said}
        {current && isOver ? (
          <span className="visually-hidden">
            {' '}
            <Rich
              of={msg`${model.name} has written: ${<Verbatim>{writtenText(current)}</Verbatim>}`}
            />
          </span>
        ) : null}
      </p>
      {taken && taken.to === text ? (
        <p className="run-line">
          {t`The sentence above is now what was written, and every view shows it.`}{' '}
          <button type="button" className="link" onClick={() => setText(taken.from)}>
            {t`Back to the text before`}
          </button>
        </p>
      ) : null}
      <div className="findings write-findings">
        {SIDES.map((side) =>
          side === roles.writer.side ? (
            <Written
              key={side}
              {...props}
              writer={roles.writer}
              run={run}
              beginning={runs.beginning}
              sampling={runs.sampling}
              onTake={take}
            />
          ) : (
            <Filled
              key={side}
              roles={roles}
              run={runs.filled}
              prompt={runs.beginning?.prompt ?? text}
              sampling={runs.sampling}
              onTake={take}
            />
          ),
        )}
      </div>
    </>
  );
}

/** What the writing is at, in a sentence. */
function useStatusLine(
  { comparison }: Pick<ViewProps, 'comparison'>,
  beginning: Beginning | null,
  current: Writing | null,
): string {
  const status = useSelector((state) => state.status);
  const [count] = useParameter('count');
  const { writer } = rolesIn(comparison)!;
  const { name } = writer.model;
  const isWhole = beginning?.prompt === comparison.text;
  const start = current?.start ?? (isWhole ? writer.tokens.length : 0);
  const { maxTokens } = writer.model.can;
  const room = maxTokens - start;
  if (count > room && current?.ending !== 'full') {
    const more = t`${plural(room, { one: 'one more token', other: '# more tokens' })}`;
    return t`The models read at most ${maxTokens} tokens: there is room for ${more}, not ${count}.`;
  }
  if (status.phase === 'failed') return '';
  if (status.phase !== 'ready') return t`${name} writes as soon as the models have arrived.`;
  if (current === null || current.ending === null) return t`${name} is writing.`;
  return endingSentence(current.trace, current.ending, current.written.length, current.last);
}
