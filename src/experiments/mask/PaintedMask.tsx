/** The mask that a model used in this experiment, to be looked at and to be painted on. */

import { useCallback, useState } from 'react';
import { msg, t } from '#say';
import type { Cell } from '../../analysis/attention/cell.ts';
import { type Colormap, PALETTES } from '../../figures/colormap.ts';
import { ACCENTS } from '../../figures/diverging.ts';
import type { HeatmapGeometry } from '../../figures/heatmap.ts';
import { maskAt, type Trace } from '../../model/trace.ts';
import { maskSentence } from '../../sentences/captions.ts';
import { nameOf, type Phrase, phrase } from '../../sentences/phrase.ts';
import { Matrix } from '../../view/figures/Matrix.tsx';
import type { ActOf } from '../../view/kit/act.tsx';
import { Instruction } from '../../view/kit/Instruction.tsx';
import { PhraseText } from '../../view/kit/PhraseText.tsx';
import { drawPainted } from './drawPainted.ts';

interface Props {
  readonly trace: Omit<Trace, 'attention'>;
  /** A layer, from 0, that the other mask holds for. */
  readonly layer: number;
  readonly painted: readonly Cell[];
  readonly positions: number;
  readonly labelWidth: number;
  readonly active: Cell | null;
  readonly hideSpecials: boolean;
  readonly colormap: Colormap;
  /** What the words of the readout do. */
  readonly actOf: ActOf;
  onFocus(cell: Cell | null): void;
  onTurn(cell: Cell): void;
}

export function PaintedMask(props: Props) {
  const { trace, layer, painted, active, colormap, onTurn } = props;
  const { side, model, tokens } = trace;
  const [walking, setWalking] = useState(false);
  const mask = maskAt(trace, layer);
  const accent = ACCENTS[colormap.palette === PALETTES.dark ? 'dark' : 'light'][side];
  const draw = useCallback(
    (geometry: HeatmapGeometry) => drawPainted(mask, painted, geometry, accent, colormap),
    [mask, painted, accent, colormap],
  );
  return (
    <figure className="mask-figure">
      <figcaption>
        {t`The mask`}{' '}
        <em>
          <Instruction point={t`click to turn a cell over`} tap={t`tap to turn a cell over`} />
        </em>
      </figcaption>
      <Matrix
        label={t`Mask of ${model.name}`}
        tokens={tokens}
        read={tokens.length}
        positions={props.positions}
        labelWidth={props.labelWidth}
        active={active}
        locked={null}
        hideSpecials={props.hideSpecials}
        help={t`Enter or Space turns a cell over.`}
        draw={draw}
        onFocus={props.onFocus}
        onLock={(at) => at && onTurn(at)}
        onWalk={setWalking}
      />
      <p className="mask-readout" aria-live={walking ? 'polite' : 'off'}>
        {active ? (
          <PhraseText phrase={mayRead(trace, mask, painted, active)} actOf={props.actOf} />
        ) : (
          maskSentence({ mask })
        )}
      </p>
    </figure>
  );
}

function mayRead(
  trace: Omit<Trace, 'attention'>,
  mask: Uint8Array,
  painted: readonly Cell[],
  cell: Cell,
): Phrase {
  const { side, tokens } = trace;
  const { row, column } = cell;
  const named = (position: number) => nameOf(tokens, position, { side, position });
  const reader = named(row);
  const source: Phrase = row === column ? [t`itself`] : named(column);
  const may = mask[row * tokens.length + column]
    ? phrase(msg`${reader} may read ${source}`)
    : phrase(msg`${reader} may not read ${source}`);
  const turned = painted.some((each) => each.row === row && each.column === column);
  return turned ? phrase(msg`${may}: you turned it over.`) : phrase(msg`${may}.`);
}
