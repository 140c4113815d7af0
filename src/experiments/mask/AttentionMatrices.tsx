/** One head's attention before and after, and the difference, all with cells of one size. */
import { useCallback, useMemo } from 'react';
import { t } from '#say';
import type { Cell } from '../../analysis/attention/cell.ts';
import { type HeadChoice, headWeights, type WithHeads } from '../../analysis/attention/head.ts';
import { cellOf } from '../../analysis/attention/rowsAndColumns.ts';
import type { Colormap } from '../../figures/colormap.ts';
import { differenceCells } from '../../figures/difference.ts';
import { changeScale } from '../../figures/diverging.ts';
import { type HeatmapGeometry, heatmapCells } from '../../figures/heatmap.ts';
import { maskAt, type Trace } from '../../model/trace.ts';
import { hiddenIn } from '../../sentences/captions.ts';
import { headName } from '../../sentences/names.ts';
import { Matrix } from '../../view/figures/Matrix.tsx';
import { changesOf } from './changes.ts';
import { type BeforeAfter, maskedLayers } from './measure.ts';

interface Props {
  readonly pair: BeforeAfter;
  readonly choice: HeadChoice;
  readonly positions: number;
  readonly labelWidth: number;
  readonly active: Cell | null;
  readonly locked: Cell | null;
  readonly hideSpecials: boolean;
  readonly colormap: Colormap;
  onFocus(cell: Cell | null): void;
  onLock(cell: Cell | null): void;
  onWalk(walking: boolean): void;
}

export function AttentionMatrices({ pair, choice, colormap, ...plane }: Props) {
  const { hideSpecials } = plane;
  const { model, tokens } = pair.after;
  const isHidden = useMemo(() => hiddenIn(pair.after, hideSpecials), [pair, hideSpecials]);
  const draw = useCallback(
    (trace: WithHeads<Trace>) => (geometry: HeatmapGeometry) => {
      const matrix = {
        weights: headWeights(trace, choice),
        mask: maskAt(trace, choice.layer),
        length: trace.tokens.length,
      };
      return heatmapCells(matrix, geometry, isHidden, colormap);
    },
    [choice, isHidden, colormap],
  );
  const drawBefore = useMemo(() => draw(pair.before), [draw, pair]);
  const drawAfter = useMemo(() => draw(pair.after), [draw, pair]);
  const changes = useMemo(() => changesOf(pair, choice, isHidden), [pair, choice, isHidden]);
  const drawDifference = useCallback(
    (geometry: HeatmapGeometry) =>
      differenceCells(changes, changeScale(colormap.palette), geometry, colormap),
    [changes, colormap],
  );
  const count = tokens.length;
  /** What stands for a row or a column: what is read most, or what has changed most. */
  const most = useMemo(() => {
    const of = (trace: WithHeads<Trace>) => ({
      tokens: trace.tokens,
      mask: maskAt(trace, choice.layer),
      weights: headWeights(trace, choice),
    });
    const changed = {
      tokens: pair.after.tokens,
      mask: Uint8Array.from(changes.states, (state) => Number(state === 'compared')),
      weights: Float32Array.from(changes.values, Math.abs),
    };
    return { before: of(pair.before), after: of(pair.after), changed };
  }, [pair, choice, changes]);
  const isOther = maskedLayers(pair).length > 0;
  const figures = [
    [t`Before`, t`its own mask`, drawBefore, most.before],
    [t`After`, isOther ? t`the other mask` : t`the same mask`, drawAfter, most.after],
    [t`Difference`, t`after less before`, drawDifference, most.changed],
  ] as const;
  return (
    <>
      {figures.map(([name, note, drawIt, sizes]) => (
        <figure key={name} className="mask-figure">
          <figcaption>
            {name} <em>{note}</em>
          </figcaption>
          <Matrix
            {...plane}
            label={t`${name}: attention of ${model.name}, ${headName(choice)}`}
            tokens={tokens}
            read={count}
            draw={drawIt}
            cellOf={(along, place) => cellOf(sizes, along, place, isHidden)}
          />
        </figure>
      ))}
    </>
  );
}
