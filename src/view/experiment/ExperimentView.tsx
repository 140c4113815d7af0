/** Experiments: the models run again, otherwise. One at a time, each with its own settings. */
import './experiment.css';
import { Suspense } from 'react';
import { EXPERIMENTS } from '../../experiments/names.ts';
import { EXPERIMENT_INFO } from '../../experiments/registry.ts';
import { useActions, useParameter } from '../kit/store.tsx';
import { Boundary } from '../page/Boundary.tsx';
import type { ViewProps } from '../reading/views.ts';

export function ExperimentView(props: ViewProps) {
  const [chosen, choose] = useParameter('try');
  const { linkToText } = useActions();
  const { question, view: Chosen } = EXPERIMENT_INFO[chosen];
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
            <span>{EXPERIMENT_INFO[name].title}</span>
          </label>
        ))}
      </fieldset>
      <p className="trial-question">{question}</p>
      <Boundary name={chosen} over={props.comparison} linkToText={linkToText}>
        <Suspense fallback={<p className="nothing">Opening…</p>}>
          <Chosen {...props} />
        </Suspense>
      </Boundary>
    </div>
  );
}
