/** What one model cannot see: how much of the other's reading goes to the right, by word and by head. */
import { useMemo, useState } from 'react';
import { msg, t } from '#say';
import { maskedPair } from '../../analysis/abilities.ts';
import { type AttentionView, attentionViewFrom } from '../../analysis/attention/attentionView.ts';
import { type HeadChoice, headWeights } from '../../analysis/attention/head.ts';
import { placeIn } from '../../analysis/attention/pointed.ts';
import { PLAIN_VIEW_OPTIONS } from '../../analysis/attention/viewOptions.ts';
import { type RightShare, rightShare } from '../../analysis/between/rightShare.ts';
import { withHeads } from '../../analysis/onDemand/matrices.ts';
import { made } from '../../analysis/onDemand/question.ts';
import type { Trace } from '../../model/trace.ts';
import { futureSentence, rightSentence } from '../../sentences/match.ts';
import { headName } from '../../sentences/names.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { headsNow } from '../../store/selectors.ts';
import { KeepButton } from '../keep/KeepButton.tsx';
import { ActButton } from '../kit/act.tsx';
import { barsAround } from '../kit/Bars.tsx';
import { Rich } from '../kit/Rich.tsx';
import { useActions, useSelector } from '../kit/store.tsx';
import { useActs } from '../kit/useActs.ts';
import { useAnswer } from '../kit/useAnswer.ts';
import { Verbatim } from '../kit/Verbatim.tsx';
import type { ViewProps } from '../reading/views.ts';
import { ShareGrid } from './ShareGrid.tsx';

export function RightPart(props: ViewProps) {
  // Of cross-attention nothing lies to the right: rows and columns are places of two texts.
  if (props.comparison.left.across !== undefined) return null;
  const pair = maskedPair(props.comparison);
  if (pair) return <Unseen {...props} {...pair} />;
  const { left, right } = props.comparison;
  const [one, other] = [left.model.name, right.model.name];
  return (
    <section className="match-part" aria-labelledby="match-right">
      <h2 id="match-right">{t`What one of them cannot see`}</h2>
      <p className="match-lead">
        {left.model.can.causal
          ? t`Neither ${one} nor ${other} reads to the right.`
          : t`Both ${one} and ${other} read to the right: the mask keeps nothing from either.`}
      </p>
    </section>
  );
}

type Both = Pick<ViewProps, 'active'> & { masked: Trace; open: Trace };

/** A model's reading to the right, beside one that looks to the left alone. */
function Unseen({ masked, open, active }: Both) {
  const choice = useSelector(headsNow)[open.side];
  const shown = useAnswer(
    () =>
      made(withHeads(open, [choice]), (trace) => ({
        masked,
        open,
        choice,
        share: rightShare(trace, choice),
        view: attentionViewFrom(open, headWeights(trace, choice), choice, PLAIN_VIEW_OPTIONS),
      })),
    [masked, open, choice],
  );
  // What is pointed at is not of an older reading.
  return shown ? <Shares active={shown.open === open ? active : null} {...shown} /> : null;
}

interface SharesProps extends Both {
  readonly choice: HeadChoice;
  /** Of the chosen head, and what is shown of it. */
  readonly share: RightShare;
  readonly view: AttentionView;
}

function Shares(props: SharesProps) {
  const { masked, open, active, choice, share, view } = props;
  const { side } = open;
  const actOf = useActs(useMemo(() => ({ left: null, right: null, [side]: view }), [side, view]));
  /** The word that Tab comes to; arrow keys walk them. */
  const [stop, setStop] = useState(0);
  const { chooseHead } = useActions();
  const [blind, seeing] = [masked.model.name, open.model.name];
  const head = headName(choice);
  const isUnread = useMemo(
    () =>
      open.tokens.map((_, position) => {
        const place = masked.unread.length > 0 ? placeIn(open, position, masked) : null;
        return place !== null && place >= masked.tokens.length;
      }),
    [open, masked],
  );

  return (
    <section className="match-part" aria-labelledby="match-right">
      <div className="keep-line">
        <h2 id="match-right">
          <Rich
            of={msg`What ${blind} cannot see <em>${seeing}’s reading to the right</em>`}
            as={{ em: (text) => <em>{text}</em> }}
          />
        </h2>
        <KeepButton
          of={t`the shares to the right`}
          choices={[
            {
              label: t`By word`,
              keep: async () => (await import('./keep.ts')).keepRightWords(props),
            },
            {
              label: t`All heads`,
              keep: async () => (await import('./keep.ts')).keepRightHeads(props),
            },
          ]}
        />
      </div>
      <div className="match-right">
        <div className="match-side" data-side={open.side}>
          <p className="match-lead">{rightSentence(open, choice, share)}</p>
          <ShareGrid trace={open} choice={choice} onHead={(to) => chooseHead(open.side, to)} />
          <p className="match-lead">{futureSentence(masked)}</p>
        </div>
        <div data-side={open.side}>
          <h3>{t`By word, in ${head}`}</h3>
          <ul className="match-legend">
            <li>
              <span className="swatch match-words" /> {t`to words`}
            </li>
            <li>
              <span className="swatch match-specials" />{' '}
              <span>
                <Rich of={msg`to <special>special tokens</special>`} />
              </span>
            </li>
            <li>
              <span className="match-tick" /> {t`if it read everything equally`}
            </li>
            {isUnread.includes(true) ? (
              <li>
                <Rich
                  of={msg`<sample>word</sample> ${blind} stopped before it`}
                  as={{ sample: (text) => <span className="match-unread">{text}</span> }}
                />
              </li>
            ) : null}
          </ul>
          <section
            className="match-words-scroll"
            aria-label={t`To the right, by word`}
            // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
            tabIndex={0}
          >
            <ol className="bars match-bars">
              {open.tokens.map((token, position) => (
                <li
                  // biome-ignore lint/suspicious/noArrayIndexKey: a position is what a row stands for
                  key={position}
                  data-active={active?.[open.side].row === position || undefined}
                >
                  <span className="bar-label">
                    <ActButton
                      className="bar-act"
                      act={actOf({ token: token.label, at: { side, position } })!}
                      isStop={position === Math.min(stop, open.tokens.length - 1)}
                      onFocus={() => setStop(position)}
                      around={barsAround}
                    >
                      <Verbatim
                        className={isUnread[position] ? 'quoted match-unread' : 'quoted'}
                        title={token.label}
                      >
                        {token.label}
                      </Verbatim>
                    </ActButton>
                    {isUnread[position] ? (
                      <span className="visually-hidden"> {t`(${blind} stops before it)`}</span>
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
