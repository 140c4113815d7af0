/** Losses of both heads over the steps of training, drawn as they come. */
import { line, scaleLinear } from 'd3';
import { useRef } from 'react';
import { MODEL_TITLES } from '../../sentences/captions.ts';
import { fineBits } from '../../sentences/numbers/fineBits.ts';
import type { ModelName } from '../../text/token.ts';
import { useMeasure } from '../../view/kit/hooks.ts';

interface Props {
  /** Before each step, in bits. */
  readonly losses: Readonly<Record<ModelName, readonly number[]>>;
  readonly steps: number;
}

const HEIGHT = 180;
const AROUND = { top: 10, right: 46, bottom: 34, left: 34 };
const MODELS: readonly ModelName[] = ['bert', 'gpt'];
/** Least distance between the two lines' names, in CSS pixels. */
const APART = 15;

export function LossChart({ losses, steps }: Props) {
  const frame = useRef<HTMLDivElement>(null);
  const { width } = useMeasure(frame);
  const most = Math.max(1, ...losses.bert, ...losses.gpt);
  const x = scaleLinear([0, steps], [AROUND.left, Math.max(AROUND.left, width - AROUND.right)]);
  const y = scaleLinear([0, most], [HEIGHT - AROUND.bottom, AROUND.top]);
  const path = line<number>(
    (_, step) => x(step),
    (loss) => y(loss),
  );
  const ends = { bert: y(losses.bert.at(-1) ?? 1), gpt: y(losses.gpt.at(-1) ?? 1) };
  const isBertLower = ends.bert >= ends.gpt;
  const push = Math.max(0, APART - Math.abs(ends.bert - ends.gpt)) / 2;
  const labelAt = {
    bert: ends.bert + (isBertLower ? push : -push),
    gpt: ends.gpt + (isBertLower ? -push : push),
  };
  const told = MODELS.map(
    (model) =>
      `on ${MODEL_TITLES[model]}’s features from ${fineBits(losses[model][0] ?? 1)} to ${fineBits(losses[model].at(-1) ?? 1)}`,
  );
  return (
    <div className="loss" translate="no" ref={frame}>
      <svg
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={`Loss over ${losses.bert.length} steps: ${told.join(', ')}`}
      >
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
          steps
        </text>
        <text x={AROUND.left + 4} y={HEIGHT - 4}>
          ↑ bits a sentence
        </text>
        {MODELS.map((model) => (
          <g key={model} className="loss-line" data-model={model}>
            <path d={path(losses[model]) ?? ''} />
            <text x={x(Math.max(0, losses[model].length - 1)) + 6} y={labelAt[model]} dy="0.32em">
              {MODEL_TITLES[model]}
            </text>
          </g>
        ))}
      </svg>
    </div>
  );
}
