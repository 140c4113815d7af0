/** The key to a step's pictures: the scale of its strips, and the states of its cells. */
import { msg, t } from '#say';
import type { StepName } from '../../analysis/steps/stepNames.ts';
import { STEP_TABLES } from '../../analysis/steps/stepTable.ts';
import type { StripScales } from '../../analysis/steps/stripScale.ts';
import { HideSpecials } from '../kit/HideSpecials.tsx';
import { Rich } from '../kit/Rich.tsx';
import { useParameter } from '../kit/store.tsx';
import { fullBars } from './parts.ts';
import { Strip } from './Strip.tsx';

/** From −1.25 to 1.25 of a full bar: both ends are cut. */
const SAMPLE = Float32Array.from({ length: 11 }, (_, index) => (index - 5) / 4);

interface Props {
  readonly step: StepName;
  readonly scales: StripScales;
}

export function StepLegend({ step, scales }: Props) {
  const [hideSpecials] = useParameter('specials');
  const { keys } = STEP_TABLES[step];
  const full = fullBars(scales);
  if (step === 'prediction') return null;
  const isHiding = hideSpecials && keys.length > 0;
  const isMasked = step === 'mask' || step === 'softmax' || step === 'sum';
  return (
    <section className="key step-legend" aria-label={t`Key`}>
      {full ? (
        <div className="strip-scale">
          <div className="strip-frame strip-sample">
            <Strip vector={SAMPLE} full={1} />
          </div>
          <p>
            {t`One bar a number, up positive. A full bar is ${full} in both models; longer ones are capped.`}
          </p>
        </div>
      ) : null}
      {isMasked || isHiding ? (
        <ul className="key-states">
          {isMasked ? (
            <li>
              <span className="swatch" data-state="forbidden" />
              <span>
                <Rich of={msg`forbidden by the <mask>mask</mask>`} />
              </span>
            </li>
          ) : null}
          {isHiding ? (
            <li>
              <span className="swatch" data-state="hidden" />
              {t`hidden by you: still counted`}
            </li>
          ) : null}
        </ul>
      ) : null}
      <HideSpecials />
    </section>
  );
}
