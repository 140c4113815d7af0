/** Both models’ chosen heads on the pair, and how much each head reads across. */
import { useMemo, useState } from 'react';
import type { Cell } from '../../analysis/attention/cell.ts';
import type { HeldTrace } from '../../model/trace.ts';
import { MODEL_TITLES } from '../../sentences/captions.ts';
import { percent } from '../../sentences/numbers/percent.ts';
import { HeadTable } from '../../view/experiment/HeadTable.tsx';
import { HeadSelect } from '../../view/kit/HeadSelect.tsx';
import { HideSpecials } from '../../view/kit/HideSpecials.tsx';
import type { ViewProps } from '../../view/reading/views.ts';
import { BETWEENS, type Between } from '../settings.ts';
import { readAcross, sentencesOf } from './measure.ts';
import { PairHeatmap } from './PairHeatmap.tsx';
import type { PairFinding } from './run.ts';

const SHOWN: Readonly<Record<Between, string>> = {
  all: 'all cells',
  within: 'within each sentence',
  across: 'across the sentences',
};

export function PairAttention(props: ViewProps & { found: PairFinding }) {
  const { found, heads, onHead, trial, onTrial, hideSpecials, onHideSpecials, colormap } = props;
  const { left, right, boundary } = found;
  // In BERT's positions, so that both models point at the same pair of words.
  const [focus, setFocus] = useState<Cell | null>(null);
  const [locked, setLocked] = useState<{ of: PairFinding; cell: Cell } | null>(null);
  const held = locked?.of === found ? locked.cell : null;
  const hold = (cell: Cell | null) => setLocked(cell && { of: found, cell });
  const positions = Math.max(left.tokens.length, right.tokens.length);
  const active = held ?? focus;
  const common = { boundary, between: trial.between, hideSpecials, colormap, positions };
  return (
    <section className="pair-attention" aria-label="Attention within and across">
      <h2>Who reads across</h2>
      <div className="settings">
        <label className="setting">
          Cells shown
          <select
            value={trial.between}
            onChange={(event) => onTrial({ between: event.currentTarget.value as Between })}
          >
            {(['all', ...BETWEENS] as const).map((between) => (
              <option key={between} value={between}>
                {SHOWN[between]}
              </option>
            ))}
          </select>
        </label>
        <HideSpecials hideSpecials={hideSpecials} onHideSpecials={onHideSpecials} />
      </div>
      <p className="aside">
        {trial.between === 'all'
          ? 'Hatched cells are forbidden by the mask.'
          : `Cells that are not ${trial.between === 'within' ? 'within one sentence' : 'across the two'} are hidden by you, and outlined; special tokens are of neither sentence. The weights shown are not renormalised.`}
      </p>
      <div className="findings">
        <section className="finding" data-side="left" aria-label="BERT’s attention on the pair">
          <h3>
            <span className="accent" translate="no">
              BERT{' '}
            </span>
            <HeadSelect trace={left} choice={heads.left} onHead={(to) => onHead('left', to)} />
          </h3>
          <PairHeatmap
            {...common}
            trace={left}
            choice={heads.left}
            active={active}
            locked={held}
            onFocus={setFocus}
            onLock={hold}
          />
          <Shares trace={left} boundary={boundary} />
        </section>
        <section className="finding" data-side="right" aria-label="GPT’s attention on the pair">
          <h3>
            <span className="accent" translate="no">
              GPT{' '}
            </span>
            <HeadSelect trace={right} choice={heads.right} onHead={(to) => onHead('right', to)} />
          </h3>
          <PairHeatmap
            {...common}
            trace={right}
            choice={heads.right}
            active={onGpt(active, boundary)}
            locked={onGpt(held, boundary)}
            onFocus={(cell) => setFocus(onBert(cell, boundary))}
            onLock={(cell) => hold(onBert(cell, boundary))}
          />
          <Shares trace={right} boundary={boundary} />
        </section>
      </div>
    </section>
  );
}

/** GPT's cell for one of BERT's: it has no `[SEP]` between the two. */
function onGpt(cell: Cell | null, boundary: number): Cell | null {
  if (!cell || cell.row === boundary || cell.column === boundary) return null;
  const shift = (position: number) => (position > boundary ? position - 1 : position);
  return { row: shift(cell.row), column: shift(cell.column) };
}

function onBert(cell: Cell | null, boundary: number): Cell | null {
  const shift = (position: number) => (position >= boundary ? position + 1 : position);
  return cell && { row: shift(cell.row), column: shift(cell.column) };
}

function Shares({ trace, boundary }: { trace: HeldTrace; boundary: number }) {
  const { back, ahead } = useMemo(() => {
    const sentences = sentencesOf(trace.tokens, boundary);
    return { back: readAcross(trace, sentences, 1), ahead: readAcross(trace, sentences, 0) };
  }, [trace, boundary]);
  const title = MODEL_TITLES[trace.side];
  if (!back) return <p className="aside">{title} reads nothing of the second sentence.</p>;
  const forbids = ahead?.values.every((value) => value === 0);
  return (
    <>
      <HeadTable
        trace={trace}
        caption={
          <>
            <b>From the second sentence back to the first,</b> the share of {title}’s reading, head
            by head. The line marks {percent(back.baseline)}, what reading everything equally would
            send.
          </>
        }
        values={back.values}
        baseline={back.baseline}
      />
      {ahead === null ? null : forbids ? (
        <p className="pair-say">
          {title} sends exactly 0 from the first sentence ahead to the second, in all{' '}
          {ahead.values.length} heads{trace.side === 'right' ? ': the mask forbids it' : ''}.
        </p>
      ) : (
        <HeadTable
          trace={trace}
          caption={
            <>
              <b>From the first sentence ahead to the second.</b> The line marks{' '}
              {percent(ahead.baseline)}.
            </>
          }
          values={ahead.values}
          baseline={ahead.baseline}
        />
      )}
    </>
  );
}
