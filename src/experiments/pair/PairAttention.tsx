/** Both models’ chosen heads on the pair, and how much each head reads across. */
import { type ReactNode, useMemo, useState } from 'react';
import { type Message, msg, say, t } from '#say';
import { bySide } from '../../analysis/abilities.ts';
import { type Cell, readPart, wholeCell } from '../../analysis/attention/cell.ts';
import {
  type Along,
  type FocusedCell,
  type PlacedCell,
  type Pointed,
  pointedIn,
} from '../../analysis/attention/pointed.ts';
import type { HeldTrace } from '../../model/trace.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { headsNow } from '../../store/selectors.ts';
import { HeadTable } from '../../view/experiment/HeadTable.tsx';
import { KeepButton } from '../../view/keep/KeepButton.tsx';
import { HeadSelect } from '../../view/kit/HeadSelect.tsx';
import { HideSpecials } from '../../view/kit/HideSpecials.tsx';
import { Rich } from '../../view/kit/Rich.tsx';
import { useActions, useParameter, useSelector } from '../../view/kit/store.tsx';
import type { ViewProps } from '../../view/reading/views.ts';
import { readAcross, sentencesOf } from './measure.ts';
import { PairHeatmap } from './PairHeatmap.tsx';
import type { PairFinding } from './run.ts';
import { BETWEENS, type Between } from './settings.ts';

const SHOWN: Readonly<Record<Between, Message>> = {
  all: msg`all cells`,
  within: msg`within each sentence`,
  across: msg`across the sentences`,
};

/** What the cells that are not read are. */
const UNSHOWN: Readonly<Record<Between, Message>> = {
  all: msg`Hatched cells are forbidden by the mask.`,
  within: msg`Cells that are not within one sentence are hidden by you, and outlined; special tokens are of neither sentence. The weights shown are not renormalised.`,
  across: msg`Cells that are not across the two are hidden by you, and outlined; special tokens are of neither sentence. The weights shown are not renormalised.`,
};

export function PairAttention({
  found,
  colormap,
}: Pick<ViewProps, 'colormap'> & { found: PairFinding }) {
  const heads = useSelector(headsNow);
  const [hideSpecials] = useParameter('specials');
  const [between, setBetween] = useParameter('between');
  const { judge, writer, boundary } = found;
  // Of this finding's tokens: of another one's nothing is pointed at.
  const [focus, setFocus] = useState<PlacedIn | null>(null);
  const [locked, setLocked] = useState<PlacedIn | null>(null);
  const pointed = (placed: PlacedIn | null) =>
    placed?.of === found ? pointedIn(bySide([judge, judge], [writer, writer]), placed.cell) : null;
  const held = pointed(locked);
  const active = pointed(focus) ?? held;
  const along = (focus?.of === found && focus.cell.along) || null;
  const holder = useMemo(
    () => ({
      held,
      hold: (cell: PlacedCell | null) => setLocked(cell && { of: found, cell }),
    }),
    [held, found],
  );
  const positions = Math.max(judge.tokens.length, writer.tokens.length);
  const ofTrace = (trace: HeldTrace) => {
    const { side } = trace;
    const cellOf = (both: Pointed | null) => both && wholeCell(readPart(trace, both[side]));
    const placed = (cell: Cell | null, axis?: Along) =>
      cell && { of: found, cell: { ...cell, side, ...(axis && { along: axis }) } };
    return {
      trace,
      choice: heads[side],
      active: cellOf(active),
      locked: cellOf(held),
      ...{ along, holder },
      onFocus: (cell: Cell | null, axis?: Along) => setFocus(placed(cell, axis)),
      onLock: (cell: Cell | null) => setLocked(placed(cell)),
    };
  };
  const common = { between, hideSpecials, colormap, positions };
  return (
    <section className="pair-attention" aria-label={t`Attention within and across`}>
      <div className="keep-line">
        <h2>{t`Who reads across`}</h2>
        <KeepButton
          of={t`who reads across`}
          choices={[
            {
              label: t`The matrices`,
              keep: async () =>
                (await keeping()).keepPair({ found, heads, between, hideSpecials, held }),
            },
            {
              label: t`All heads, back`,
              keep: async () => (await keeping()).keepAcross(found, 1),
            },
            {
              label: t`All heads, ahead`,
              keep: async () => (await keeping()).keepAcross(found, 0),
            },
          ]}
        />
      </div>
      <div className="settings">
        <label className="setting">
          {t`Cells shown`}
          <select
            value={between}
            onChange={(event) => setBetween(event.currentTarget.value as Between)}
          >
            {(['all', ...BETWEENS] as const).map((each) => (
              <option key={each} value={each}>
                {say(SHOWN[each])}
              </option>
            ))}
          </select>
        </label>
        <HideSpecials />
      </div>
      <p className="aside">{say(UNSHOWN[between])}</p>
      <div className="findings">
        <OnPair boundary={boundary.judge} trace={judge}>
          <PairHeatmap {...common} {...ofTrace(judge)} boundary={boundary.judge} />
        </OnPair>
        <OnPair boundary={boundary.writer} trace={writer}>
          <PairHeatmap {...common} {...ofTrace(writer)} boundary={boundary.writer} />
        </OnPair>
      </div>
    </section>
  );
}

/** A cell of one of the two models that found something. */
interface PlacedIn {
  readonly of: PairFinding;
  readonly cell: FocusedCell;
}

const keeping = () => import('./keepPair.ts');

interface OnPairProps {
  /** Where the first sentence ends in the model's tokens. */
  readonly boundary: number;
  readonly trace: HeldTrace;
  readonly children: ReactNode;
}

/** One model's chosen head on the pair. */
function OnPair({ boundary, trace, children }: OnPairProps) {
  const heads = useSelector(headsNow);
  const { chooseHead } = useActions();
  const { side, model } = trace;
  return (
    <section
      className="finding"
      data-side={side}
      aria-label={t`${model.name}’s attention on the pair`}
    >
      <h3>
        <span className="accent" translate="no">
          {model.name}{' '}
        </span>
        <HeadSelect trace={trace} choice={heads[side]} onHead={(to) => chooseHead(side, to)} />
      </h3>
      {children}
      <Shares trace={trace} boundary={boundary} />
    </section>
  );
}

const BOLD = { b: (text: ReactNode) => <b>{text}</b> };

function Shares({ trace, boundary }: { trace: HeldTrace; boundary: number }) {
  const { back, ahead } = useMemo(() => {
    const sentences = sentencesOf(trace.tokens, boundary);
    return { back: readAcross(trace, sentences, 1), ahead: readAcross(trace, sentences, 0) };
  }, [trace, boundary]);
  const title = trace.model.name;
  if (!back) return <p className="aside">{t`${title} reads nothing of the second sentence.`}</p>;
  const named = <span translate="no">{title}</span>;
  const forbids = ahead?.values.every((value) => value === 0);
  return (
    <>
      <HeadTable
        trace={trace}
        caption={
          <Rich
            of={msg`<b>From the second sentence back to the first,</b> the share of ${named}’s reading, <head>head</head> by head. The line marks ${percent(back.baseline)}, what reading everything equally would send.`}
            as={BOLD}
          />
        }
        values={back.values}
        baseline={back.baseline}
      />
      {ahead === null ? null : forbids ? (
        <p className="pair-say">
          <Rich
            of={
              trace.model.can.causal
                ? msg`${title} sends exactly 0 from the first sentence ahead to the second, in all ${ahead.values.length} heads: the <mask>mask</mask> forbids it.`
                : msg`${title} sends exactly 0 from the first sentence ahead to the second, in all ${ahead.values.length} heads.`
            }
          />
        </p>
      ) : (
        <HeadTable
          trace={trace}
          caption={
            <Rich
              of={msg`<b>From the first sentence ahead to the second.</b> The line marks ${percent(ahead.baseline)}.`}
              as={BOLD}
            />
          }
          values={ahead.values}
          baseline={ahead.baseline}
        />
      )}
    </>
  );
}
