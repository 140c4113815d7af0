/** Two sentences: does the second follow the first, and who reads across? */
import { useAdjust, useParameter, useSelector } from '../../view/kit/store.tsx';
import '../heads/heads.css';
import './pair.css';
import { type ReactNode, useId } from 'react';
import { msg, t } from '#say';
import { MAX_TEXT } from '../../address/values.ts';
import { bySide, whoCan } from '../../analysis/abilities.ts';
import { list } from '../../language/intl.ts';
import type { Trace } from '../../model/trace.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { RunLine } from '../../view/experiment/RunLine.tsx';
import { KeepButton } from '../../view/keep/KeepButton.tsx';
import { Rich } from '../../view/kit/Rich.tsx';
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
        <label htmlFor={input}>{t`The second sentence`}</label>
        <input
          id={input}
          type="text"
          className="pair-input"
          maxLength={MAX_TEXT}
          autoComplete="off"
          value={second}
          placeholder={follows}
          translate="no"
          aria-describedby={`${input}-note`}
          onChange={(event) => typeSecond(event.currentTarget.value)}
        />
        <p className="setting-note" id={`${input}-note`}>
          {isEmpty ? (
            <Rich
              of={msg`The first is the sentence above. Left empty, the second is “${<Verbatim>{follows}</Verbatim>}”.`}
            />
          ) : (
            t`The first is the sentence above.`
          )}
        </p>
        <p className="pair-suggestions">
          <button type="button" className="link" onClick={() => setSecond(follows)}>
            <Rich
              of={msg`One that could follow<hidden>: ${<Verbatim>{follows}</Verbatim>}</hidden>`}
              as={HIDDEN}
            />
          </button>
          <button type="button" className="link" onClick={() => setSecond(stray)}>
            <Rich
              of={msg`One from elsewhere<hidden>: ${<Verbatim>{stray}</Verbatim>}</hidden>`}
              as={HIDDEN}
            />
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

const HIDDEN = { hidden: (text: ReactNode) => <span className="visually-hidden">{text}</span> };

const AS = {
  em: (text: ReactNode) => <em>{text}</em>,
  b: (text: ReactNode) => <b>{text}</b>,
};

function PairResult(props: ViewProps & { found: PairFinding }) {
  const { found } = props;
  const about = useSelector((state) => state.about);
  const { judge, writer, boundary, follows, cut, costs } = found;
  const [judges, writes] = [judge.model.name, writer.model.name];
  const figures = about?.[judge.side].figures;
  const accuracy = figures && 'nextSentence' in figures ? figures.nextSentence : undefined;
  const named = <span translate="no">{judges}</span>;
  const judged = (
    <section className="finding" data-side={judge.side} aria-label={t`${judges}’s judgement`}>
      <h3>
        <Rich of={msg`${accented(judges)} <em>reads both at once</em>`} as={AS} />
      </h3>
      <p className="pair-say">
        <Rich
          of={
            follows < 0.5
              ? msg`${named} gives <b>${percent(follows)}</b> that the second sentence follows the first, and ${percent(1 - follows)} that it is from elsewhere.`
              : msg`${named} gives <b>${percent(follows)}</b> that the second sentence follows the first.`
          }
          as={AS}
        />
      </p>
      <p className="aside">
        {accuracy === undefined
          ? t`It was trained to tell a following sentence from a stray one. It is a small model: it goes by what a sentence is about more than by sense.`
          : t`It was trained to tell a following sentence from a stray one, and is right about ${percent(accuracy, 0)} of pairs it has not met, where a coin is about half of them. It is a small model: it goes by what a sentence is about more than by sense.`}
      </p>
      <PairTokens
        label={t`${judges}’s tokens`}
        parts={[
          { name: t`segment ${0}`, tokens: judge.tokens.slice(0, boundary.judge + 1) },
          { name: t`segment ${1}`, tokens: judge.tokens.slice(boundary.judge + 1) },
        ]}
      />
    </section>
  );
  const cost = (
    <section className="finding" data-side={writer.side} aria-label={t`${writes}’s cost`}>
      <div className="keep-line">
        <h3>
          <Rich of={msg`${accented(writes)} <em>reads one after the other</em>`} as={AS} />
        </h3>
        {costs ? (
          <KeepButton
            of={t`what the second sentence costs ${writes}`}
            choices={[
              {
                label: t`Token by token`,
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
          {t`${writes} stops at the blank, so what the second sentence costs it is not known: take the blank out.`}
        </p>
      )}
      <PairTokens label={t`${writes}’s tokens`} parts={partsOf(writer, boundary.writer)} />
    </section>
  );
  const unread = list(
    [cut.text, cut.pair].filter((part) => part !== null).map((part) => `“${shortened(part)}”`),
  );
  const panels = bySide([judge, judged], [writer, cost]);
  return (
    <>
      {cut.text === null && cut.pair === null ? null : (
        <p className="problem">
          {t`Both sentences together are too long for ${judge.model.can.maxTokens} positions: ${unread} is not read. Shorten one of them.`}
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

const accented = (name: string) => (
  <span className="accent" translate="no">
    {name}
  </span>
);

const shortened = (part: string): string => (part.length > 60 ? `${part.slice(0, 60)}…` : part);

/** A model that writes has no segments; that the second sentence begins somewhere is known to the reader alone. */
function partsOf({ tokens, unread }: Trace, boundary: number) {
  const inFirst = Math.max(0, boundary - tokens.length);
  const first = {
    name: t`first sentence`,
    tokens: tokens.slice(0, boundary),
    unread: unread.slice(0, inFirst),
  };
  const second = {
    name: t`second sentence, no mark between them`,
    tokens: tokens.slice(boundary),
    unread: unread.slice(inFirst),
  };
  return tokens.length + unread.length > boundary ? [first, second] : [first];
}
