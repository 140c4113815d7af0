/** The heads of one layer: a button each, with its picture, its name and its job. */
import { useLayoutEffect, useRef } from 'react';
import { type AttentionView, axesBy } from '../../analysis/attention/attentionView.ts';
import { type HeadChoice, sameHead } from '../../analysis/attention/head.ts';
import type { Unit } from '../../analysis/attention/viewOptions.ts';
import { made } from '../../analysis/onDemand/question.ts';
import { thumbnailsOf } from '../../analysis/onDemand/thumbnails.ts';
import type { Colormap } from '../../figures/colormap.ts';
import { headGridCells } from '../../figures/headGrid.ts';
import { paintCanvas } from '../../figures/paintCanvas.ts';
import type { Trace } from '../../model/trace.ts';
import { headName } from '../../sentences/names.ts';
import { usePixelRatio } from '../kit/hooks.ts';
import { useAnswer } from '../kit/useAnswer.ts';
import { useInSight } from './useInSight.ts';

interface Props {
  readonly trace: Trace;
  readonly by: Unit;
  readonly colormap: Colormap;
  readonly chosen: HeadChoice;
  readonly choices: readonly HeadChoice[];
  /** The place of the first of them among all heads of the model, and of the one that Tab comes to. */
  readonly first: number;
  readonly current: number;
  /** Null where no threshold is passed, and until it is known. */
  jobOf(choice: HeadChoice): string | null;
  onHead(choice: HeadChoice): void;
}

/** Side of a picture, in CSS pixels. */
const SIZE = 120;

export function LayerHeads(props: Props) {
  const { trace, by, colormap, chosen, choices, first, current, jobOf, onHead } = props;
  const box = useRef<HTMLDivElement>(null);
  const ratio = usePixelRatio();
  const isInSight = useInSight(box);
  const pixels = Math.round(SIZE * ratio);
  const pictures = useAnswer(
    () =>
      isInSight
        ? made(thumbnailsOf(trace, choices, by, pixels), (pooled) => ({
            axes: axesBy(trace, by),
            pooled,
          }))
        : null,
    [trace, choices, by, pixels, isInSight],
  );
  return (
    <div className="all-heads-layer" ref={box}>
      {choices.map((choice, at) => {
        const job = jobOf(choice);
        return (
          <button
            key={choice.head}
            type="button"
            className="all-heads-head"
            data-head={first + at}
            aria-pressed={sameHead(choice, chosen)}
            tabIndex={first + at === current ? 0 : -1}
            onClick={() => onHead(choice)}
          >
            <span className="all-heads-picture">
              {isInSight && pictures ? (
                <HeadPicture
                  weights={pictures.pooled[at]!}
                  {...{ axes: pictures.axes, pixels, ratio, colormap }}
                />
              ) : null}
            </span>
            <span className="all-heads-name">{headName(choice)}</span>
            <span className="all-heads-job">{job}</span>
          </button>
        );
      })}
    </div>
  );
}

interface PictureProps {
  /** As it is drawn, or smaller. */
  readonly weights: Float32Array;
  readonly axes: Pick<AttentionView, 'mask' | 'across'>;
  readonly pixels: number;
  readonly ratio: number;
  readonly colormap: Colormap;
}

function HeadPicture({ weights, axes, pixels, ratio, colormap }: PictureProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  useLayoutEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    const geometry = {
      columns: 1,
      thumb: pixels,
      space: 0,
      below: 0,
      hatch: 5 * ratio,
      line: ratio,
    };
    context.clearRect(0, 0, pixels, pixels);
    paintCanvas(context, headGridCells([weights], axes.mask, geometry, colormap, axes.across));
  }, [weights, axes, pixels, ratio, colormap]);
  return (
    <canvas ref={canvas} width={pixels} height={pixels} style={{ width: SIZE, height: SIZE }} />
  );
}
