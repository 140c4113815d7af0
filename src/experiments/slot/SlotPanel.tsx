/** What one model puts into the slot: what it read, its candidates, and where the real word comes. */
import { msg, t } from '#say';
import type { TokenScore } from '../../analysis/prediction/tokenScore.ts';
import { number } from '../../language/intl.ts';
import type { Trace } from '../../model/trace.ts';
import { bits, bitsNumber } from '../../sentences/numbers/bits.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { BLANK, isBlank } from '../../text/blank.ts';
import { KeepButton } from '../../view/keep/KeepButton.tsx';
import type { KeepChoice } from '../../view/keep/keepable.ts';
import { type Bar, Bars } from '../../view/kit/Bars.tsx';
import { Rich } from '../../view/kit/Rich.tsx';
import { Verbatim } from '../../view/kit/Verbatim.tsx';
import type { SlotFilling, SlotPlace } from './run.ts';

interface Props {
  /** The model, as it reads the text as typed. */
  readonly trace: Trace;
  /** Null where the model does not read so far, or has no such word. */
  readonly filling: SlotFilling | null;
  /** The surprisal of the whole word, in bits; null where it is not known. */
  readonly whole: number | null;
  /** What both models put there, to keep. */
  readonly keeps: readonly KeepChoice[];
}

export function SlotPanel({ trace, filling, whole, keeps }: Props) {
  const { side, model } = trace;
  const { name } = model;
  const said = model.can.fillsBlanks
    ? {
        title: msg`<name>${name} fills it in</name> <em>from both sides</em>`,
        kept: t`how ${name} fills it in`,
        candidates: t`${name} fills it in: candidates`,
      }
    : {
        title: msg`<name>${name} predicts it</name> <em>from the left</em>`,
        kept: t`how ${name} predicts it`,
        candidates: t`${name} predicts it: candidates`,
      };
  const id = `slot-${side}`;
  return (
    <section className="finding slot-panel" data-side={side} aria-labelledby={id}>
      <div className="keep-line">
        <h2 id={id}>
          <Rich
            of={said.title}
            as={{
              name: (text) => (
                <span className="accent" translate="no">
                  {text}
                </span>
              ),
              em: (text) => <em>{text}</em>,
            }}
          />
        </h2>
        {filling ? <KeepButton of={said.kept} choices={keeps} /> : null}
      </div>
      {filling ? (
        <>
          <Around trace={trace} {...filling} />
          <Bars tone="prediction" label={said.candidates} bars={barsOf(filling)} />
          <div className="bars-axis" aria-hidden="true">
            <span>0</span>
            <span>50</span>
            <span>100%</span>
          </div>
          <Numbers filling={filling} whole={whole} />
        </>
      ) : (
        <p className="slot-unread">
          {trace.unread.length > 0
            ? t`${name} stops at the blank before this word and never gets here. Choose a word to the left of the blank, or the blank itself.`
            : t`${name} cuts the text elsewhere: no tokens of its own make up this very word. Choose another.`}
        </p>
      )}
    </section>
  );
}

/** How many tokens are shown on each side of the slot. */
const SHOWN = 5;

/** What the model reads, near the slot. */
function Around({ trace, tokens, position, end }: Pick<Props, 'trace'> & SlotPlace) {
  const fills = trace.model.can.fillsBlanks;
  const start = Math.max(0, position - SHOWN);
  const last = fills ? Math.min(tokens.length, end + SHOWN) : position + 1;
  const count = end - position;
  return (
    <p className="slot-around">
      <span className="visually-hidden">{t`It reads:`} </span>
      {start > 0 ? '… ' : ''}
      {tokens.slice(start, last).map((token, index) => {
        const at = start + index;
        if (at > position && at < end) return null;
        return at === position ? (
          <span className="slot-gap" key={at} translate="no">
            {!fills ? '?' : count > 1 ? `${BLANK} × ${count}` : BLANK}
          </span>
        ) : (
          <Verbatim key={at} data-special={token.special || undefined}>
            {token.label}{' '}
          </Verbatim>
        );
      })}
      {last < tokens.length && fills ? '…' : ''}
    </p>
  );
}

/** The candidates, the real word wherever it comes, and all others together. */
function barsOf({ top, real, tokens, position }: SlotFilling): Bar[] {
  const token = tokens[position]!;
  const isReal = (id: number) => real !== null && id === token.id && !isBlank(token);
  const bars = top.map(({ id, label, p }, index) => ({
    key: id,
    label: <Candidate rank={index + 1} label={label} isReal={isReal(id)} />,
    value: p,
  }));
  if (real && !top.some(({ id }) => isReal(id))) {
    bars.push({
      key: token.id,
      label: <Candidate rank={real.rank} label={token.label} isReal />,
      value: real.p,
    });
  }
  const rest = 1 - bars.reduce((sum, { value }) => sum + value, 0);
  return [...bars, { key: 'rest', label: t`all others`, value: Math.max(0, rest), rest: true }];
}

interface CandidateProps {
  readonly rank: number;
  readonly label: string;
  readonly isReal: boolean;
}

function Candidate({ rank, label, isReal }: CandidateProps) {
  return (
    <span className="slot-candidate" data-real={isReal || undefined}>
      <span className="slot-rank">{number(rank)}</span>{' '}
      <Verbatim className="quoted" title={label}>
        {label}
      </Verbatim>
      {isReal ? <span className="visually-hidden"> {t`(the real word)`}</span> : null}{' '}
    </span>
  );
}

/** Small probabilities to more digits: a real word is often a rare guess. */
export const exactly = ({ p }: TokenScore): string => percent(p, p < 0.001 ? 4 : 1);

/** An amount beside the most that it could be. */
function OutOf({ amount, most }: { readonly amount: string; readonly most: string }) {
  return (
    <Rich
      of={msg`${amount} <small>of ${most}</small>`}
      as={{ small: (text) => <small>{text}</small> }}
    />
  );
}

interface NumbersProps {
  readonly filling: SlotFilling;
  /** The surprisal of all of them; null where it is not known. */
  readonly whole: number | null;
}

function Numbers({ filling, whole }: NumbersProps) {
  const { real, entropy, vocabulary } = filling;
  const count = filling.end - filling.position;
  return (
    <dl className="slot-numbers">
      {real ? (
        <>
          <div>
            <dt>{count > 1 ? t`its first token’s rank` : t`real word’s rank`}</dt>
            <dd>
              <OutOf amount={number(real.rank)} most={number(vocabulary)} />
            </dd>
          </div>
          <div>
            <dt>
              <Rich of={msg`its <probability>probability</probability>`} />
            </dt>
            <dd>{exactly(real)}</dd>
          </div>
          <div>
            <dt>{count > 1 ? t`all ${count} tokens’ surprisal` : t`its surprisal`}</dt>
            <dd>{whole === null ? '…' : bits(whole)}</dd>
          </div>
        </>
      ) : null}
      <div>
        <dt>
          <Rich of={msg`<entropy>entropy</entropy>`} />
        </dt>
        <dd>
          <OutOf amount={bits(entropy)} most={bitsNumber(Math.log2(vocabulary))} />
        </dd>
      </div>
    </dl>
  );
}
