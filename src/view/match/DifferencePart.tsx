/** Where the two chosen heads differ, cell by cell, over what both may read. */

import { useCallback, useMemo, useState } from 'react';
import { msg, say, select, t } from '#say';
import { maskedPair } from '../../analysis/abilities.ts';
import { lengthOf, type Part, partOf } from '../../analysis/attention/across.ts';
import { align, NO_PARTNER } from '../../analysis/attention/align.ts';
import {
  attentionViewFrom,
  onAttentionView,
  onTokens,
  positionOf,
} from '../../analysis/attention/attentionView.ts';
import { axisTokens, type Cell, readPart, wholeCell } from '../../analysis/attention/cell.ts';
import { type HeadChoice, headWeights, type WithHeads } from '../../analysis/attention/head.ts';
import type { Pointed } from '../../analysis/attention/pointed.ts';
import { cellOf } from '../../analysis/attention/rowsAndColumns.ts';
import { commonOf } from '../../analysis/between/common.ts';
import { difference } from '../../analysis/between/difference.ts';
import { largestDifferences } from '../../analysis/between/largestDifferences.ts';
import { type PairState, pairStates } from '../../analysis/between/sharedCells.ts';
import { withHeads } from '../../analysis/onDemand/matrices.ts';
import { both, made } from '../../analysis/onDemand/question.ts';
import { type DifferenceState, differenceCells } from '../../figures/difference.ts';
import { divergingScale } from '../../figures/diverging.ts';
import type { HeatmapGeometry } from '../../figures/heatmap.ts';
import type { Trace } from '../../model/trace.ts';
import { hiddenIn, nothingThere } from '../../sentences/captions.ts';
import { differenceLead, differenceReadout, points } from '../../sentences/match.ts';
import { headName } from '../../sentences/names.ts';
import { nameOf, type Phrase, phrase } from '../../sentences/phrase.ts';
import { headsNow } from '../../store/selectors.ts';
import type { Side, Token } from '../../text/token.ts';
import { Matrix } from '../figures/Matrix.tsx';
import { KeepButton } from '../keep/KeepButton.tsx';
import { HeadSelect } from '../kit/HeadSelect.tsx';
import { Instruction } from '../kit/Instruction.tsx';
import { PhraseText } from '../kit/PhraseText.tsx';
import { Rich } from '../kit/Rich.tsx';
import { useActions, useParameter, useSelector } from '../kit/store.tsx';
import { useActs } from '../kit/useActs.ts';
import { useAnswer } from '../kit/useAnswer.ts';
import { over, type ViewProps } from '../reading/views.ts';
import { DifferenceLegend } from './DifferenceLegend.tsx';

const LISTED = 5;

/** Characters that the corner needs, and of a label before it is cut off. */
const NARROWEST_LABEL = 6;
const WIDEST_LABEL = 9;

function labelWidthOf(tokens: readonly Token[]): number {
  const longest = Math.max(...tokens.map(({ label }) => [...label].length));
  return Math.min(WIDEST_LABEL, Math.max(NARROWEST_LABEL, longest));
}

export function DifferencePart(props: ViewProps) {
  const { comparison } = props;
  const chosen = useSelector(headsNow);
  // What is shown of two heads and which they are come together.
  const shown = useAnswer(
    () =>
      made(
        both(
          withHeads(comparison.left, [chosen.left]),
          withHeads(comparison.right, [chosen.right]),
        ),
        ([left, right]) => ({ comparison, left, right, heads: chosen }),
      ),
    [comparison, chosen],
  );
  return shown ? <Differences {...over(props, shown.comparison)} {...shown} /> : null;
}

const longestOf = ({ rows, columns }: Part) => Math.max(lengthOf(rows), lengthOf(columns));

/** Why a cell is compared, or is not. */
function differenceState(
  { left, right }: PairState,
  isShared: boolean,
  isHidden: boolean,
): DifferenceState {
  if (left === 'forbidden' || right === 'forbidden') return 'forbidden';
  if (isHidden) return 'hidden';
  if (isShared) return 'compared';
  return right === 'unread' ? 'unread' : 'absent';
}

/** Who reads from whom. */
function readingOf(tokens: readonly Token[], { row, column }: Cell): Phrase {
  const own = row === column ? 'itself' : 'another';
  const source = nameOf(tokens, column);
  return phrase(
    msg`${nameOf(tokens, row)} from ${select(own, { itself: 'itself', other: msg`${source}` })}`,
  );
}

interface DifferencesProps extends ViewProps {
  readonly left: WithHeads<Trace>;
  readonly right: WithHeads<Trace>;
  readonly heads: Readonly<Record<Side, HeadChoice>>;
}

function Differences({ left, right, heads, ...props }: DifferencesProps) {
  const { comparison, colormap } = props;
  const [hideSpecials] = useParameter('specials');
  const { chooseHead, ...actions } = useActions();
  const common = commonOf(left, right);
  const [one, other] = [common.left, common.right];
  const [walking, setWalking] = useState(false);
  // The page points at tokens of the left model; here it may be at words.
  const view = useMemo(
    () =>
      attentionViewFrom(comparison.left, headWeights(left, heads.left), heads.left, {
        of: 'head',
        by: common.unit,
      }),
    [comparison, left, heads.left, common],
  );
  // The matrix is of what the left model has read.
  const onMatrix = (pointed: Pointed | null) =>
    pointed && readPart(one, onAttentionView(view, pointed.left));
  const active = onMatrix(props.active);
  const locked = onMatrix(props.locked);
  const onLock = (cell: Cell | null) => actions.lock(cell && onTokens(view, cell));
  const onFocus = (cell: Cell | null) => actions.focus(cell && onTokens(view, cell));

  const found = useMemo(() => difference(left, right, heads), [left, right, heads]);
  const isHidden = useMemo(() => hiddenIn(one, hideSpecials), [one, hideSpecials]);
  const states = useMemo(() => {
    const stateOf = pairStates(one, other);
    return Array.from(found.shared, (shared, at) => {
      const cell = { row: Math.floor(at / found.size), column: at % found.size };
      const hidden = isHidden(cell.row) || isHidden(cell.column);
      return differenceState(stateOf(cell), Boolean(shared), hidden);
    });
  }, [one, other, found, isHidden]);
  const part = useMemo(() => partOf(view), [view]);
  const colorOf = useMemo(() => divergingScale(colormap.palette), [colormap]);
  const has = useMemo(() => {
    const onAxis = align(one.tokens, axisTokens(other));
    return {
      forbidden: !part && (other.mask.includes(0) || one.mask.includes(0)),
      unread: onAxis.some((partner) => partner >= other.tokens.length),
      absent: onAxis.includes(NO_PARTNER),
    };
  }, [one, other, part]);
  const draw = useCallback(
    (geometry: HeatmapGeometry) =>
      differenceCells({ values: found.values, states, part }, colorOf, geometry, colormap),
    [found, states, part, colorOf, colormap],
  );
  const largest = useMemo(() => largestDifferences(found, LISTED, isHidden), [found, isHidden]);
  const sizes = useMemo(
    () => ({ tokens: one.tokens, mask: found.shared, weights: found.values.map(Math.abs) }),
    [one, found],
  );
  const actOf = useActs(useMemo(() => ({ left: view, right: null }), [view]));
  const labelWidth = useMemo(() => labelWidthOf(one.tokens), [one]);
  const pair = maskedPair(comparison);
  const lead = differenceLead(comparison);
  const [leftName, rightName] = [left.model.name, right.model.name];
  const [leftHead, rightHead] = [headName(heads.left), headName(heads.right)];
  const cell = wholeCell(active);
  const keep = async () =>
    (await import('./keep.ts')).keepDifference({
      ...{ comparison, left, right, heads, hideSpecials, states, part },
      cell: wholeCell(locked),
      values: found.values,
    });

  return (
    <section className="match-part" aria-labelledby="match-difference">
      <div className="keep-line">
        <h2 id="match-difference">
          <Rich
            of={msg`Where they differ <em>over what both may read</em>`}
            as={{ em: (text) => <em>{text}</em> }}
          />
        </h2>
        <KeepButton of={t`the difference`} choices={[{ label: t`The difference`, keep }]} />
      </div>
      <DifferenceLegend comparison={comparison} colorOf={colorOf} has={has} />
      <div className="match-difference">
        <div className="match-chosen">
          {[left, right].map((trace) => (
            <div key={trace.side} className="match-head" data-side={trace.side}>
              <span className="accent" aria-hidden="true">
                {trace.model.name}
              </span>
              <HeadSelect
                trace={trace}
                choice={heads[trace.side]}
                onHead={(to) => chooseHead(trace.side, to)}
              />
            </div>
          ))}
          <p className="match-lead">
            {pair
              ? t`${lead} ${pair.masked.model.name}’s row has fewer tokens among which to share out its 1, so two heads of one habit still differ; the counterparts below allow for that.`
              : lead}
          </p>
        </div>
        <div className="match-most">
          <h3>{t`Largest differences`}</h3>
          {largest.length === 0 ? (
            <p className="aside">{t`The two heads do not differ where both may read.`}</p>
          ) : (
            <ol className="match-largest">
              {largest.map(({ cell, value }) => (
                <li key={`${cell.row}.${cell.column}`} data-side={value > 0 ? 'left' : 'right'}>
                  <button type="button" className="link" onClick={() => onLock(cell)}>
                    <PhraseText phrase={readingOf(one.tokens, cell)} />
                  </button>
                  <span className="accent number">
                    {t`${points(value)} more in ${value > 0 ? leftName : rightName}`}
                  </span>
                </li>
              ))}
            </ol>
          )}
        </div>
        <div className="match-matrix">
          <Matrix
            label={t`Difference of ${leftName}, ${leftHead}, and ${rightName}, ${rightHead}`}
            tokens={one.tokens}
            part={part}
            read={one.tokens.length}
            positions={part ? longestOf(part) : one.tokens.length}
            labelWidth={labelWidth}
            active={active}
            locked={locked}
            hideSpecials={hideSpecials}
            draw={draw}
            // What stands for a row or a column is where the two differ most.
            cellOf={(along, place) => cellOf(sizes, along, place, isHidden)}
            onFocus={onFocus}
            onLock={onLock}
            onWalk={setWalking}
          />
          <p className="readout" aria-live={walking ? 'polite' : 'off'}>
            {cell ? (
              <PhraseText
                phrase={differenceReadout(left, right, heads, cell, hideSpecials, (place) => ({
                  side: 'left',
                  position: positionOf(view, place),
                }))}
                actOf={actOf}
              />
            ) : active ? (
              say(nothingThere({ model: left.model, unit: common.unit }))
            ) : (
              <Instruction
                className="aside"
                point={t`Point at a cell for both weights and their difference.`}
                tap={t`Tap a cell for both weights and their difference.`}
              />
            )}
          </p>
        </div>
      </div>
    </section>
  );
}
