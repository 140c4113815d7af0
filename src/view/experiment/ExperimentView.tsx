/** Experiments: the models run again, otherwise. One at a time, each with its own settings. */
import './experiment.css';
import { Suspense } from 'react';
import { lackingIn, whoCan } from '../../analysis/abilities.ts';
import { EXPERIMENTS, type ExperimentName, experimentOf } from '../../experiments/experiments.ts';
import { lackingSentence } from '../../sentences/abilities.ts';
import { useActions, useParameter } from '../kit/store.tsx';
import { Boundary } from '../page/Boundary.tsx';
import { lazily } from '../page/lazily.tsx';
import type { ViewProps } from '../reading/views.ts';

const VIEWS = new Map(EXPERIMENTS.map((name) => [name, lazily(experimentOf(name).view)]));

export function ExperimentView(props: ViewProps) {
  const { comparison } = props;
  const [chosen, choose] = useParameter('try');
  const lacking = lackingIn(comparison, experimentOf(chosen).needs);
  return (
    <div className="experiment">
      <fieldset className="trials">
        <legend className="visually-hidden">Experiment</legend>
        {EXPERIMENTS.map((name) => (
          <label key={name} className="trial-choice">
            <input
              type="radio"
              name="trial"
              className="visually-hidden"
              checked={name === chosen}
              onChange={() => choose(name)}
            />
            <span>{experimentOf(name).title}</span>
          </label>
        ))}
      </fieldset>
      {lacking.length > 0 ? (
        <p className="problem" role="alert">
          {lackingSentence(comparison, lacking)}
        </p>
      ) : (
        <Chosen {...props} name={chosen} />
      )}
    </div>
  );
}

function Chosen({ name, ...props }: ViewProps & { readonly name: ExperimentName }) {
  const { comparison } = props;
  const { linkToText } = useActions();
  const View = VIEWS.get(name)!;
  return (
    <>
      <p className="trial-question">
        {experimentOf(name).question((ability) => whoCan(comparison, ability)?.model.name ?? '')}
      </p>
      <Boundary name={name} over={comparison} linkToText={linkToText}>
        <Suspense fallback={<p className="nothing">Opening…</p>}>
          <View {...props} />
        </Suspense>
      </Boundary>
    </>
  );
}
