/** The heads of one model, ranked by how alike they read to a head of the other; each can be chosen. */
import { useState } from 'react';
import { msg, t } from '#say';
import { type HeadChoice, sameHead } from '../../analysis/attention/head.ts';
import type { Counterpart, Counterparts } from '../../analysis/between/counterparts.ts';
import { askCounterparts } from '../../analysis/onDemand/between.ts';
import { made } from '../../analysis/onDemand/question.ts';
import type { Colormap } from '../../figures/colormap.ts';
import type { FullComparison } from '../../model/trace.ts';
import { counterpartSentence, coverageSentence, likeness } from '../../sentences/match.ts';
import { headName } from '../../sentences/names.ts';
import type { Side } from '../../text/token.ts';
import { Rich } from '../kit/Rich.tsx';
import { useAnswer } from '../kit/useAnswer.ts';
import { Tick } from './RightPart.tsx';
import { Thumb } from './Thumb.tsx';

interface Props {
  readonly comparison: FullComparison;
  /** The model whose head it is that the other's are ranked by. */
  readonly side: Side;
  readonly choice: HeadChoice;
  /** The other model's chosen head. */
  readonly chosen: HeadChoice;
  readonly withoutSpecials: boolean;
  readonly colormap: Colormap;
  onHead(choice: HeadChoice): void;
}

/** Heads listed, beside the chosen one, before the reader asks for all. */
const SHOWN = 4;

export function CounterpartList(props: Props) {
  const { comparison, side, choice, withoutSpecials } = props;
  const shown = useAnswer(
    () =>
      made(askCounterparts(comparison, side, choice, { withoutSpecials }), (found) => ({
        comparison,
        choice,
        found,
      })),
    [comparison, side, choice, withoutSpecials],
  );
  if (!shown) return <p className="nothing">{t`Comparing every pair of heads…`}</p>;
  return <Ranking {...props} {...shown} />;
}

function Ranking(props: Props & { readonly found: Counterparts }) {
  const { comparison, side, choice, chosen, colormap, onHead, found } = props;
  const [isWhole, setWhole] = useState(false);
  const [from, to] =
    side === 'left' ? [comparison.left, comparison.right] : [comparison.right, comparison.left];
  const names = { from: from.model.name, to: to.model.name };
  const head = headName(choice);
  const count = found.ranked.length;
  const listed = [...found.ranked.entries()].filter(
    ([index, each]) => isWhole || index < SHOWN || sameHead(each.choice, chosen),
  );
  return (
    <section
      className="match-list"
      data-side={to.side}
      aria-label={t`${names.to}’s heads most like ${names.from}’s ${head}`}
    >
      <p className="match-best" data-side={from.side}>
        <Thumb trace={from} choice={choice} colormap={colormap} />
        <span>{counterpartSentence(names, choice, found)}</span>
      </p>
      <p className="aside">{coverageSentence(names, found)}</p>
      <ol>
        {listed.map(([index, each]) => (
          <li key={headName(each.choice)}>
            <button
              type="button"
              className="match-counterpart"
              aria-pressed={sameHead(each.choice, chosen)}
              data-below={!each.above || undefined}
              onClick={() => onHead(each.choice)}
            >
              <Thumb trace={to} choice={each.choice} colormap={colormap} />
              <span className="match-name">
                <span className="match-rank">{each.score === null ? '–' : index + 1}</span>{' '}
                {headName(each.choice)}
              </span>
              <Score {...each} />
            </button>
          </li>
        ))}
      </ol>
      {count > SHOWN ? (
        <button type="button" className="link" onClick={() => setWhole(!isWhole)}>
          <Rich
            of={
              isWhole
                ? msg`Show the first ${SHOWN}<hidden> heads of ${names.to}</hidden>`
                : msg`Show all ${count}<hidden> heads of ${names.to}</hidden>`
            }
            as={{ hidden: (text) => <span className="visually-hidden">{text}</span> }}
          />
        </button>
      ) : null}
    </section>
  );
}

function Score({ score, chance, above }: Counterpart) {
  if (score === null || chance === null) {
    return <span className="match-score">{t`cannot be compared`}</span>;
  }
  const [reached, expected] = [likeness(score), likeness(chance)];
  return (
    <>
      <span className="bar-track" aria-hidden="true">
        <span className="bar-fill" style={{ inlineSize: `${score * 100}%` }} />
        <Tick at={chance} />
      </span>
      <span className="match-score">
        <Rich
          of={
            above
              ? msg`<b>${reached}</b> chance ${expected}`
              : msg`<b>${reached}</b> chance ${expected}, not above`
          }
          as={{ b: (text) => <b>{text}</b> }}
        />
      </span>
    </>
  );
}
