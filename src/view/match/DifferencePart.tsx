/** Where the two chosen heads differ, cell by cell, over what both may read. */
import { useCallback, useMemo, useState } from 'react';
import { align, NO_PARTNER } from '../../analysis/attention/align.ts';
import { axisTokens } from '../../analysis/attention/cell.ts';
import { headName } from '../../analysis/attention/head.ts';
import { difference } from '../../analysis/between/difference.ts';
import { largestDifferences } from '../../analysis/between/largestDifferences.ts';
import { pairStates } from '../../analysis/between/sharedCells.ts';
import { hiddenIn, MODEL_TITLES } from '../../sentences/captions.ts';
import { differenceReadout, points } from '../../sentences/match.ts';
import { nameOf } from '../../sentences/phrase.ts';
import type { Token } from '../../text/token.ts';
import { divergingScale } from '../figures/diverging.ts';
import type { HeatmapGeometry } from '../figures/draw.ts';
import { Matrix } from '../figures/Matrix.tsx';
import { HeadSelect } from '../kit/HeadSelect.tsx';
import { PhraseText } from '../kit/PhraseText.tsx';
import type { ViewProps } from '../reading/views.ts';
import { DifferenceLegend } from './DifferenceLegend.tsx';
import { drawDifference } from './drawDifference.ts';

const LISTED = 5;

/** Characters that the corner needs, and of a label before it is cut off. */
const NARROWEST_LABEL = 6;
const WIDEST_LABEL = 9;

function labelWidthOf(tokens: readonly Token[]): number {
  const longest = Math.max(...tokens.map(({ label }) => [...label].length));
  return Math.min(WIDEST_LABEL, Math.max(NARROWEST_LABEL, longest));
}

export function DifferencePart(props: ViewProps) {
  const { comparison, heads, active, locked, hideSpecials, colormap, onHead, onLock } = props;
  const { bert, gpt } = comparison;
  const [walking, setWalking] = useState(false);

  // The choices are the same objects for as long as they are not changed; what holds them is not.
  const chosen = useMemo(() => ({ bert: heads.bert, gpt: heads.gpt }), [heads.bert, heads.gpt]);
  const found = useMemo(() => difference(bert, gpt, chosen), [bert, gpt, chosen]);
  const stateOf = useMemo(() => pairStates(bert, gpt), [bert, gpt]);
  const isHidden = useMemo(() => hiddenIn(bert, hideSpecials), [bert, hideSpecials]);
  const colorOf = useMemo(() => divergingScale(colormap.palette), [colormap]);
  const has = useMemo(() => {
    const onAxis = align(bert.tokens, axisTokens(gpt));
    return {
      forbidden: gpt.mask.includes(0) || bert.mask.includes(0),
      unread: onAxis.some((partner) => partner >= gpt.tokens.length),
      absent: onAxis.includes(NO_PARTNER),
    };
  }, [bert, gpt]);
  const draw = useCallback(
    (context: CanvasRenderingContext2D, geometry: HeatmapGeometry) =>
      drawDifference(
        context,
        { difference: found, stateOf, isHidden, colorOf },
        geometry,
        colormap,
      ),
    [found, stateOf, isHidden, colorOf, colormap],
  );
  const largest = useMemo(() => largestDifferences(found, LISTED, isHidden), [found, isHidden]);
  const labelWidth = useMemo(() => labelWidthOf(bert.tokens), [bert]);
  const inside = active && Math.max(active.row, active.column) < found.size ? active : null;

  return (
    <section className="match-part" aria-labelledby="match-difference">
      <h2 id="match-difference">
        Where they differ <em>over what both may read</em>
      </h2>
      <DifferenceLegend
        colorOf={colorOf}
        has={has}
        hideSpecials={hideSpecials}
        onHideSpecials={props.onHideSpecials}
      />
      <div className="match-difference">
        <div className="match-chosen">
          {[bert, gpt].map((trace) => (
            <div key={trace.model} className="match-head" data-model={trace.model}>
              <span className="accent" aria-hidden="true">
                {MODEL_TITLES[trace.model]}
              </span>
              <HeadSelect
                trace={trace}
                choice={heads[trace.model]}
                onHead={(to) => onHead(trace.model, to)}
              />
            </div>
          ))}
          <p className="match-lead">
            BERT’s weight less GPT’s, word for word, as the models computed them: nothing is
            renormalised. GPT’s row has fewer tokens among which to share out its 1, so two heads of
            one habit still differ; the counterparts below allow for that.
          </p>
        </div>
        <div className="match-most">
          <h3>Largest differences</h3>
          {largest.length === 0 ? (
            <p className="aside">The two heads do not differ where both may read.</p>
          ) : (
            <ol className="match-largest">
              {largest.map(({ cell, value }) => (
                <li key={`${cell.row}.${cell.column}`} data-model={value > 0 ? 'bert' : 'gpt'}>
                  <button type="button" className="link" onClick={() => onLock(cell)}>
                    <PhraseText phrase={nameOf(bert.tokens, cell.row)} />
                    {' from '}
                    {cell.row === cell.column ? (
                      'itself'
                    ) : (
                      <PhraseText phrase={nameOf(bert.tokens, cell.column)} />
                    )}
                  </button>
                  <span className="accent number">
                    {points(value)} more in {value > 0 ? 'BERT' : 'GPT'}
                  </span>
                </li>
              ))}
            </ol>
          )}
        </div>
        <div className="match-matrix">
          <Matrix
            label={`Difference of BERT, ${headName(heads.bert)}, and GPT, ${headName(heads.gpt)}`}
            tokens={bert.tokens}
            read={bert.tokens.length}
            positions={bert.tokens.length}
            labelWidth={labelWidth}
            active={active}
            locked={locked}
            hideSpecials={hideSpecials}
            draw={draw}
            onFocus={props.onFocus}
            onLock={onLock}
            onWalk={setWalking}
          />
          <p className="readout" aria-live={walking ? 'polite' : 'off'}>
            {inside ? (
              <PhraseText phrase={differenceReadout(bert, gpt, heads, inside, hideSpecials)} />
            ) : active ? (
              'BERT has no token there.'
            ) : (
              <span className="aside">Point at a cell for both weights and their difference.</span>
            )}
          </p>
        </div>
      </div>
    </section>
  );
}
