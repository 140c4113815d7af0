/** Every head of both models in numbers, each beside what the mask alone would give. */
import { t } from '#say';
import { useParameter, useSelector } from '../kit/store.tsx';
import './measure.css';
import type { LabelCounts } from '../../analysis/metrics/aggregate.ts';
import type { ModelMeasure } from '../../analysis/metrics/measureModel.ts';
import { askMeasure } from '../../analysis/onDemand/measure.ts';
import { both, made } from '../../analysis/onDemand/question.ts';
import { fetchProbes, type ProbeMetrics } from '../../examples/probes.ts';
import { SIDES, type Side } from '../../text/token.ts';
import { useAnswer } from '../kit/useAnswer.ts';
import { useFetched } from '../kit/useFetched.ts';
import type { ViewProps } from '../reading/views.ts';
import { Definitions } from './Definitions.tsx';
import { MeasureBar } from './MeasureBar.tsx';
import { MeasurePanel } from './MeasurePanel.tsx';

type Both = Readonly<Record<Side, ModelMeasure>>;
type Labels = readonly (readonly LabelCounts[])[];

export function MeasureView({ comparison }: ViewProps) {
  const [over] = useParameter('over');
  const [sort] = useParameter('sort');
  const { left, right } = comparison;
  const ofText = useAnswer(
    () =>
      made(both(askMeasure(left), askMeasure(right)), ([ofLeft, ofRight]) => ({
        left: ofLeft,
        right: ofRight,
      })),
    [left, right],
  );
  const {
    value: probes,
    problem,
    retry,
  } = useFetched(
    over === 'probes',
    (signal) => fetchProbes(new URL('.', document.baseURI), signal),
    useSelector(({ status }) => status),
  );
  const measured: Both | null = over === 'text' ? ofText : probes;
  const scale = measured ?? ofText;
  const furthest = scale ? furthestOf(scale) : 1;
  return (
    <>
      <MeasureBar furthest={furthest} />
      {over === 'probes' && probes ? <ProbeNote probes={probes} /> : null}
      {measured ? (
        <div className="models measure-models">
          {SIDES.map((side) => (
            <MeasurePanel
              key={side}
              side={side}
              name={comparison[side].model.name}
              measured={measured[side]}
              labels={labelsOf(measured, side)}
              furthest={furthest}
              keep={async () =>
                (await import('./keep.ts')).keepMeasure({
                  ...{ side, comparison, measured, furthest, sort },
                  sentences: over === 'probes' && probes ? probes.sentences : null,
                })
              }
            />
          ))}
        </div>
      ) : problem ? (
        <p className="nothing" role="alert">
          {t`What the heads do on the probe sentences could not be loaded: ${problem}.`}{' '}
          <button type="button" className="link" onClick={retry}>
            {t`Try again`}
          </button>
        </p>
      ) : over === 'text' ? (
        <p className="nothing">{t`Measuring every head…`}</p>
      ) : (
        <p className="nothing">{t`Fetching what the heads do on the probe sentences…`}</p>
      )}
      <Definitions />
    </>
  );
}

function ProbeNote({ probes }: { probes: ProbeMetrics }) {
  const status = useSelector((state) => state.status);
  const isOther =
    status.phase === 'ready' && SIDES.some((side) => status.weights[side] !== probes.weights[side]);
  const means = t`Means over ${probes.sentences} sentences that come with the page, computed from its weights beforehand: they do not change with the text above.`;
  return (
    <p className="measure-lead">
      {isOther
        ? t`${means} But the models that now run have other weights than these numbers are from.`
        : means}
    </p>
  );
}

const labelsOf = (measured: Both | ProbeMetrics, side: Side): Labels | null =>
  'sentences' in measured ? measured[side].labels : null;

/** The scale of distances, one for both models: from the first token to the last, on average. */
function furthestOf({ left, right }: Both): number {
  const lengths = [left, right].map(({ rows, texts }) => rows.distance / (texts?.distance ?? 1));
  return Math.max(1, Math.round(Math.max(...lengths) - 1));
}
