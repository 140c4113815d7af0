/** Two sentences: does the second follow the first, and who reads across? */
import { useAdjust, useParameter, useSelector } from '../../view/kit/store.tsx';
import '../heads/heads.css';
import './pair.css';
import { useId } from 'react';
import { MAX_TEXT } from '../../address/values.ts';
import { bySide, whoCan } from '../../analysis/abilities.ts';
import type { Trace } from '../../model/trace.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { RunLine } from '../../view/experiment/RunLine.tsx';
import { KeepButton } from '../../view/keep/KeepButton.tsx';
import { Verbatim } from '../../view/kit/Verbatim.tsx';
import type { ViewProps } from '../../view/reading/views.ts';
import { useExperimentRun } from '../run/useExperimentRun.ts';
import { PairAttention } from './PairAttention.tsx';
import { PairCosts } from './PairCosts.tsx';
import { PairTokens } from './PairTokens.tsx';
import { type PairFinding, readTwo } from './run.ts';
import { suggestionsFor } from './suggestions.ts';

export function PairView(props: ViewProps) {
  const { comparison } = props;
  const [preset] = useParameter('preset');
  const [second, setSecond] = useParameter('pair');
  const typeSecond = useAdjust('pair');
  const { text } = comparison;
  const input = useId();
  const { follows, stray } = suggestionsFor(preset);
  const isEmpty = second.trim() === '';
  const pair = isEmpty ? follows : second;
  const judge = whoCan(comparison, 'nextSentence')!.side;
  const writer = whoCan(comparison, 'writes')!.side;
  const settings = { text, pair, judge, writer };
  const run = useExperimentRun(readTwo, settings);
  return (
    <div className="pair">
      <div className="pair-second">
        <label htmlFor={input}>The second sentence</label>
        <input
          id={input}
          type="text"
          className="pair-input"
          maxLength={MAX_TEXT}
          autoComplete="off"
          value={second}
          placeholder={follows}
          aria-describedby={`${input}-note`}
          onChange={(event) => typeSecond(event.currentTarget.value)}
        />
        <p className="setting-note" id={`${input}-note`}>
          The first is the sentence above.
          {isEmpty ? (
            <>
              {' '}
              Left empty, the second is “<Verbatim>{follows}</Verbatim>”.
            </>
          ) : null}
        </p>
        <p className="pair-suggestions">
          <button type="button" className="link" onClick={() => setSecond(follows)}>
            One that could follow<span className="visually-hidden">: {follows}</span>
          </button>
          <button type="button" className="link" onClick={() => setSecond(stray)}>
            One from elsewhere<span className="visually-hidden">: {stray}</span>
          </button>
        </p>
      </div>
      <RunLine run={run} />
      {run.value ? (
        <div className="pair-found" data-stale={run.isStale || undefined}>
          <PairResult {...props} found={run.value} />
        </div>
      ) : null}
    </div>
  );
}

function PairResult(props: ViewProps & { found: PairFinding }) {
  const { found } = props;
  const about = useSelector((state) => state.about);
  const { judge, writer, boundary, follows, cut, costs } = found;
  const [judges, writes] = [judge.model.name, writer.model.name];
  const figures = about?.[judge.side].figures;
  const accuracy = figures && 'nextSentence' in figures ? figures.nextSentence : undefined;
  const judged = (
    <section className="finding" data-side={judge.side} aria-label={`${judges}’s judgement`}>
      <h3>
        <span className="accent" translate="no">
          {judges}
        </span>{' '}
        <em>reads both at once</em>
      </h3>
      <p className="pair-say">
        {judges} gives <b>{percent(follows)}</b> that the second sentence follows the first
        {follows < 0.5 ? `, and ${percent(1 - follows)} that it is from elsewhere` : ''}.
      </p>
      <p className="aside">
        It was trained to tell a following sentence from a stray one
        {accuracy === undefined
          ? ''
          : `, and is right about ${percent(accuracy, 0)} of pairs it has not met, where a coin is about half of them`}
        . It is a small model: it goes by what a sentence is about more than by sense.
      </p>
      <PairTokens
        label={`${judges}’s tokens`}
        parts={[
          { name: 'segment 0', tokens: judge.tokens.slice(0, boundary.judge + 1) },
          { name: 'segment 1', tokens: judge.tokens.slice(boundary.judge + 1) },
        ]}
      />
    </section>
  );
  const cost = (
    <section className="finding" data-side={writer.side} aria-label={`${writes}’s cost`}>
      <div className="keep-line">
        <h3>
          <span className="accent" translate="no">
            {writes}
          </span>{' '}
          <em>reads one after the other</em>
        </h3>
        {costs ? (
          <KeepButton
            of={`what the second sentence costs ${writes}`}
            choices={[
              {
                label: 'Token by token',
                keep: async () => (await import('./keepPair.ts')).keepCosts(found, costs),
              },
            ]}
          />
        ) : null}
      </div>
      {costs ? (
        <PairCosts name={writes} costs={costs} />
      ) : (
        <p className="pair-say">
          {writes} stops at the blank, so what the second sentence costs it is not known: take the
          blank out.
        </p>
      )}
      <PairTokens label={`${writes}’s tokens`} parts={partsOf(writer, boundary.writer)} />
    </section>
  );
  const panels = bySide([judge, judged], [writer, cost]);
  return (
    <>
      {cut.text === null && cut.pair === null ? null : (
        <p className="problem">
          Both sentences together are too long for {judge.model.can.maxTokens} positions:{' '}
          {[cut.text, cut.pair]
            .filter((part) => part !== null)
            .map((part) => `“${shortened(part)}”`)
            .join(' and ')}{' '}
          is not read. Shorten one of them.
        </p>
      )}
      <div className="findings">
        {panels.left}
        {panels.right}
      </div>
      <PairAttention {...props} />
    </>
  );
}

const shortened = (part: string): string => (part.length > 60 ? `${part.slice(0, 60)}…` : part);

/** A model that writes has no segments; that the second sentence begins somewhere is known to the reader alone. */
function partsOf({ tokens, unread }: Trace, boundary: number) {
  const inFirst = Math.max(0, boundary - tokens.length);
  const first = {
    name: 'first sentence',
    tokens: tokens.slice(0, boundary),
    unread: unread.slice(0, inFirst),
  };
  const second = {
    name: 'second sentence, no mark between them',
    tokens: tokens.slice(boundary),
    unread: unread.slice(inFirst),
  };
  return tokens.length + unread.length > boundary ? [first, second] : [first];
}
