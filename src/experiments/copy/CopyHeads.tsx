/** The heads that read the token after the same token, most first; each can be chosen. */
import { useMemo, useState } from 'react';
import { msg, t } from '#say';
import type { PointedCell } from '../../analysis/attention/cell.ts';
import { sameHead } from '../../analysis/attention/head.ts';
import type { Colormap } from '../../figures/colormap.ts';
import { headName } from '../../sentences/names.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { nameOf, phrase } from '../../sentences/phrase.ts';
import { headsNow } from '../../store/selectors.ts';
import { KeepButton } from '../../view/keep/KeepButton.tsx';
import { PhraseText } from '../../view/kit/PhraseText.tsx';
import { Rich } from '../../view/kit/Rich.tsx';
import { useActions, useSelector } from '../../view/kit/store.tsx';
import { Tick } from '../../view/match/RightPart.tsx';
import { Thumb } from '../../view/match/Thumb.tsx';
import { OFF } from '../heads/settings.ts';
import { copyingHeads, tellingRowOf } from './measure.ts';
import type { Copying } from './run.ts';
import { lookUpSentence, rankSentence } from './sentences.ts';

interface Props {
  readonly colormap: Colormap;
  readonly copies: Copying;
  /** What is held of its tokens. */
  readonly held: PointedCell | null;
}

const keeping = () => import('./keepCopying.ts');

/** Heads listed, beside the chosen one, before the reader asks for all. */
const SHOWN = 4;

export function CopyHeads({ copies, held, colormap }: Props) {
  const heads = useSelector(headsNow);
  const { chooseHead, set } = useActions();
  const { trace, rows } = copies;
  const [isWhole, setWhole] = useState(false);
  const { heads: ranked, even } = useMemo(() => copyingHeads(trace), [trace]);
  const { side, model } = trace;
  const chosen = heads[side];
  const asked = rows.find((row) => row.foretold && row.second - 1 === held?.row);
  const row = asked ?? tellingRowOf(rows);
  const listed = [...ranked.entries()].filter(
    ([at, { choice }]) => isWhole || at < SHOWN || sameHead(choice, chosen),
  );
  return (
    <section className="match-list" data-side={side} aria-labelledby="copy-heads">
      <div className="keep-line">
        <h2 id="copy-heads">
          <Rich of={msg`Heads that <em>look it up</em>`} as={{ em: (text) => <em>{text}</em> }} />
        </h2>
        <KeepButton
          of={t`the heads that look it up`}
          choices={[
            {
              label: t`The ranking`,
              keep: async () => (await keeping()).keepRanked(copies, chosen, row),
            },
            {
              label: t`All heads`,
              keep: async () => (await keeping()).keepHeads(copies, chosen, row),
            },
          ]}
        />
      </div>
      <p className="copy-how">
        <Rich
          of={msg`How much a <head>head</head> reads, from tokens that stood before, the token that followed them then: its <induction>induction</induction> score. Reading everything alike would score ${percent(even)}.`}
        />
      </p>
      <ol>
        {listed.map(([at, { choice, score }]) => (
          <li key={headName(choice)}>
            <button
              type="button"
              className="match-counterpart"
              aria-pressed={sameHead(choice, chosen)}
              data-below={score <= even || undefined}
              onClick={() => chooseHead(side, choice)}
            >
              <Thumb trace={trace} choice={choice} colormap={colormap} />
              <span className="match-name">
                <span className="match-rank">{at + 1}</span> {headName(choice)}
              </span>
              <span className="bar-track" aria-hidden="true">
                <span className="bar-fill" style={{ inlineSize: `${score * 100}%` }} />
                <Tick at={even} />
              </span>
              <span className="match-score">
                <b>{percent(score)}</b>
              </span>
            </button>
          </li>
        ))}
      </ol>
      <p>
        <button type="button" className="link" onClick={() => setWhole(!isWhole)}>
          <Rich
            of={
              isWhole
                ? msg`Show the first ${SHOWN}<hidden> heads of ${model.name}</hidden>`
                : msg`Show all ${ranked.length}<hidden> heads of ${model.name}</hidden>`
            }
            as={{ hidden: (text) => <span className="visually-hidden">{text}</span> }}
          />
        </button>
      </p>
      <p className="copy-look" aria-live="polite">
        <PhraseText
          phrase={phrase(
            msg`${rankSentence(ranked, chosen)} ${lookUpSentence(trace, chosen, row)}`,
          )}
        />
      </p>
      <p className="aside">
        <PhraseText
          phrase={phrase(
            msg`The word is ${nameOf(trace.tokens, row.second - 1)}: choose another of the second copy above.`,
          )}
        />{' '}
        <button
          type="button"
          className="link"
          onClick={() =>
            set({ try: 'heads', [OFF.left]: [], [OFF.right]: [], [OFF[side]]: [chosen] })
          }
        >
          {t`Switch this head off`}
        </button>
      </p>
    </section>
  );
}
