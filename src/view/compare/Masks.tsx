/** The masks that the two forward passes used, drawn from their tensors, side by side. */

import { useLayoutEffect, useRef } from 'react';
import { msg, t } from '#say';
import type { Colormap } from '../../figures/colormap.ts';
import { maskCells } from '../../figures/mask.ts';
import { paintCanvas } from '../../figures/paintCanvas.ts';
import { list } from '../../language/intl.ts';
import type { FullComparison, Trace } from '../../model/trace.ts';
import { maskSentence } from '../../sentences/captions.ts';
import { whenSeen } from '../figures/whenSeen.ts';
import { useMeasure, usePixelRatio } from '../kit/hooks.ts';
import { Rich } from '../kit/Rich.tsx';

interface Props {
  readonly comparison: FullComparison;
  readonly colormap: Colormap;
}

/** A mask of more tokens than this does not hold up the frame where it is out of sight. */
const MANY = 256;

export function Masks({ comparison, colormap }: Props) {
  const { left, right } = comparison;
  const masked = [left, right]
    .filter(({ model }) => model.can.causal)
    .map(({ model }) => model.name);
  const shown = [left, right].filter(({ across }) => across === undefined);
  const count = Math.max(...shown.map(({ tokens }) => tokens.length));
  const what = msg`A <mask>mask</mask> is added to the <score>scores</score> before the <softmax>softmax</softmax>; where it forbids, nothing is left to read. Both are drawn from the numbers that the models used on this very text.`;
  return (
    <section className="masks" aria-labelledby="masks-title">
      <h2 id="masks-title">{t`The two masks`}</h2>
      <p className="masks-lead">
        <Rich
          of={
            masked.length > 0
              ? msg`This is all that keeps ${list(masked)} from looking ahead. ${what}`
              : what
          }
        />
      </p>
      {[left, right].map((trace) =>
        trace.across === undefined ? (
          <MaskFigure key={trace.side} trace={trace} count={count} colormap={colormap} />
        ) : (
          <p key={trace.side} className="masks-none" data-side={trace.side}>
            {t`${trace.model.name} shows cross-attention: each token of one text reads all of the other, and nothing is masked.`}
          </p>
        ),
      )}
    </section>
  );
}

function MaskFigure({
  trace,
  count,
  colormap,
}: {
  trace: Trace;
  count: number;
  colormap: Colormap;
}) {
  const frame = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const ratio = usePixelRatio();
  const { width } = useMeasure(frame);
  const length = trace.tokens.length;
  const side = Math.max(1, Math.floor((width * ratio) / count));
  const extent = side * length;

  useLayoutEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context) return;
    const geometry = {
      cell: side,
      gap: side > 4 * ratio ? Math.max(1, Math.round(ratio)) : 0,
      count: length,
      hatch: Math.round(5 * ratio),
      line: Math.max(1, Math.round(ratio)),
    };
    const draw = () => paintCanvas(context, maskCells(trace.mask, geometry, colormap.palette));
    if (length > MANY) return whenSeen(element, draw);
    draw();
  }, [trace.mask, length, side, ratio, colormap]);

  return (
    <figure className="mask" data-side={trace.side}>
      <div className="mask-frame" ref={frame}>
        <canvas
          ref={canvas}
          width={extent}
          height={extent}
          style={{ width: extent / ratio, height: extent / ratio }}
        />
      </div>
      <figcaption>
        <strong className="accent" translate="no">
          {trace.model.name}
        </strong>{' '}
        {maskSentence(trace)}
      </figcaption>
    </figure>
  );
}
