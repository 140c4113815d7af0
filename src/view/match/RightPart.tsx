/** What GPT cannot see: how much of BERT's reading goes to the right, by word and by head. */
import { useMemo } from 'react';
import { align } from '../../analysis/attention/align.ts';
import { axisTokens } from '../../analysis/attention/cell.ts';
import type { HeadChoice } from '../../analysis/attention/head.ts';
import { type RightShare, rightShare } from '../../analysis/between/rightShare.ts';
import { withHeads } from '../../analysis/onDemand/matrices.ts';
import { made } from '../../analysis/onDemand/question.ts';
import { futureSentence, rightSentence } from '../../sentences/match.ts';
import { headName } from '../../sentences/names.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { useAnswer } from '../kit/useAnswer.ts';
import { Verbatim } from '../kit/Verbatim.tsx';
import type { ViewProps } from '../reading/views.ts';
import { ShareGrid } from './ShareGrid.tsx';

export function RightPart(props: ViewProps) {
  const { comparison } = props;
  const choice = props.heads.left;
  const shown = useAnswer(
    () =>
      made(withHeads(comparison.left, [choice]), (left) => ({
        comparison,
        choice,
        share: rightShare(left, choice),
      })),
    [comparison, choice],
  );
  return shown ? <Shares {...props} {...shown} /> : null;
}

interface SharesProps extends Pick<ViewProps, 'comparison' | 'active' | 'onHead'> {
  readonly choice: HeadChoice;
  /** Of the chosen head. */
  readonly share: RightShare;
}

function Shares({ comparison, choice, share, active, onHead }: SharesProps) {
  const { left, right } = comparison;
  const onGpt = useMemo(() => align(left.tokens, axisTokens(right)), [left, right]);
  const unread = (position: number) => onGpt[position]! >= right.tokens.length;

  return (
    <section className="match-part" aria-labelledby="match-right">
      <h2 id="match-right">
        What GPT cannot see <em>BERT’s reading to the right</em>
      </h2>
      <div className="match-right">
        <div className="match-side" data-side="left">
          <p className="match-lead">{rightSentence(left, choice, share)}</p>
          <ShareGrid trace={left} choice={choice} onHead={(to) => onHead('left', to)} />
          <p className="match-lead">{futureSentence(right)}</p>
        </div>
        <div data-side="left">
          <h3>By word, in {headName(choice)}</h3>
          <ul className="match-legend">
            <li>
              <span className="swatch match-words" /> to words
            </li>
            <li>
              <span className="swatch match-specials" /> to special tokens
            </li>
            <li>
              <span className="match-tick" /> if it read everything equally
            </li>
            {left.tokens.some((_, position) => unread(position)) ? (
              <li>
                <span className="match-unread">word</span> GPT stopped before it
              </li>
            ) : null}
          </ul>
          {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard */}
          <section className="match-words-scroll" aria-label="To the right, by word" tabIndex={0}>
            <ol className="bars match-bars">
              {left.tokens.map((token, position) => (
                <li
                  // biome-ignore lint/suspicious/noArrayIndexKey: a position is what a row stands for
                  key={position}
                  data-active={active?.row === position || undefined}
                >
                  <span className="bar-label">
                    <Verbatim
                      className={unread(position) ? 'quoted match-unread' : 'quoted'}
                      title={token.label}
                    >
                      {token.label}
                    </Verbatim>
                    {unread(position) ? (
                      <span className="visually-hidden"> (GPT stops before it)</span>
                    ) : null}
                  </span>
                  <span className="bar-track" aria-hidden="true">
                    <Fill from={0} to={share.rows[position]! - share.specials[position]!} />
                    <Fill
                      from={share.rows[position]! - share.specials[position]!}
                      to={share.rows[position]!}
                      special
                    />
                    <Tick at={share.baselines[position]!} />
                  </span>
                  <span className="bar-value">{percent(share.rows[position]!)}</span>
                </li>
              ))}
            </ol>
          </section>
        </div>
      </div>
    </section>
  );
}

const within = (value: number) => `${Math.min(1, Math.max(0, value)) * 100}%`;

function Fill({ from, to, special }: { from: number; to: number; special?: boolean }) {
  return (
    <span
      className="bar-fill"
      data-special={special}
      style={{ insetInlineStart: within(from), inlineSize: within(to - from) }}
    />
  );
}

/** The baseline's place on a track. */
export function Tick({ at }: { at: number }) {
  return <span className="match-tick" style={{ insetInlineStart: within(at) }} />;
}
