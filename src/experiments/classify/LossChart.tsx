/** Losses of both heads over the steps of training, drawn as they come. */
import { line, scaleLinear } from 'd3';
import { useRef } from 'react';
import { t } from '#say';
import { SIDES, type Side } from '../../text/token.ts';
import { useMeasure } from '../../view/kit/hooks.ts';
import { lossSentence } from './sentences.ts';

interface Props {
  /** Before each step, in bits. */
  readonly losses: Readonly<Record<Side, readonly number[]>>;
  readonly steps: number;
  /** What the models are called. */
  readonly names: Readonly<Record<Side, string>>;
}

const HEIGHT = 180;
const AROUND = { top: 10, right: 46, bottom: 34, left: 34 };
/** Least distance between the two lines' names, in CSS pixels. */
const APART = 15;

export function LossChart({ names, losses, steps }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const { width } = useMeasure(frame);
  const most = Math.max(1, ...losses.left, ...losses.right);
  const x = scaleLinear([0, steps], [AROUND.left, Math.max(AROUND.left, width - AROUND.right)]);
  const y = scaleLinear([0, most], [HEIGHT - AROUND.bottom, AROUND.top]);
  const path = line<number>(
    (_, step) => x(step),
    (loss) => y(loss),
  );
  const ends = { left: y(losses.left.at(-1) ?? 1), right: y(losses.right.at(-1) ?? 1) };
  const isLeftLower = ends.left >= ends.right;
  const push = Math.max(0, APART - Math.abs(ends.left - ends.right)) / 2;
  const labelAt = {
    left: ends.left + (isLeftLower ? push : -push),
    right: ends.right + (isLeftLower ? -push : push),
  };
  return (
    <div className="loss" translate="no" ref={frame}>
      <svg width={width} height={HEIGHT} role="img" aria-label={lossSentence(names, losses)}>
        {y.ticks(3).map((tick) => (
          <g key={tick} className="loss-tick">
            <line x1={AROUND.left} x2={x(steps)} y1={y(tick)} y2={y(tick)} />
            <text x={AROUND.left - 6} y={y(tick)} dy="0.32em" textAnchor="end">
              {tick}
            </text>
          </g>
        ))}
        {x.ticks(width < 400 ? 4 : 8).map((tick) => (
          <text key={tick} x={x(tick)} y={HEIGHT - AROUND.bottom + 14} textAnchor="middle">
            {tick}
          </text>
        ))}
        <text x={x(steps)} y={HEIGHT - 4} textAnchor="end">
          {t`steps`}
        </text>
        <text x={AROUND.left + 4} y={HEIGHT - 4}>
          ↑ {t`bits a sentence`}
        </text>
        {SIDES.map((side) => (
          <g key={side} className="loss-line" data-side={side}>
            <path d={path(losses[side]) ?? ''} />
            <text x={x(Math.max(0, losses[side].length - 1)) + 6} y={labelAt[side]} dy="0.32em">
              {names[side]}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}
