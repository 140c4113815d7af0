/** The key to a step's pictures: the scale of its strips, and the states of its cells. */
import type { StepName } from '../../analysis/steps/stepNames.ts';
import { isVector, STEP_TABLES } from '../../analysis/steps/stepTable.ts';
import { FULL_BAR } from '../../figures/strip.ts';
import { HideSpecials } from '../kit/HideSpecials.tsx';
import { useParameter } from '../kit/store.tsx';
import { Strip } from './Strip.tsx';

/** From −1.25 to 1.25 of a full bar: both ends are cut. */
const SAMPLE = Float32Array.from({ length: 11 }, (_, index) => (index - 5) / 4);

export function StepLegend({ step }: { step: StepName }) {
  const [hideSpecials] = useParameter('specials');
  const { before, keys, after } = STEP_TABLES[step];
  const hasStrips = [...before, ...keys, ...after].some(isVector);
  const isHiding = hideSpecials && keys.length > 0;
  const isMasked = step === 'mask' || step === 'softmax' || step === 'sum';
  return (
    <section className="key step-legend" aria-label="Key">
      {hasStrips ? (
        <div className="strip-scale">
          <div className="strip-frame strip-sample">
            <Strip vector={SAMPLE} full={1} />
          </div>
          <p>
            Each bar is one number: up positive, down negative. A full bar is ±{FULL_BAR}, in every
            head; longer ones are cut and capped.
          </p>
        </div>
      ) : null}
      {isMasked || isHiding ? (
        <ul className="key-states">
          {isMasked ? (
            <li>
              <span className="swatch" data-state="forbidden" />
              forbidden by the mask
            </li>
          ) : null}
          {isHiding ? (
            <li>
              <span className="swatch" data-state="hidden" />
              hidden by you: still counted
            </li>
          ) : null}
        </ul>
      ) : null}
      <HideSpecials />
    </section>
  );
}
