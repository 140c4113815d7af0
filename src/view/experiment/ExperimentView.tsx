/** Experiments: the models run again, otherwise. One at a time, each with its own settings. */
import './experiment.css';
import { Suspense } from 'react';
import { EXPERIMENT_INFO } from '../../experiments/registry.ts';
import { EXPERIMENTS } from '../../experiments/settings.ts';
import { Boundary } from '../page/Boundary.tsx';
import type { ViewProps } from '../reading/views.ts';

export function ExperimentView(props: ViewProps) {
  const { trial, onTrial } = props;
  const { question, view: Chosen } = EXPERIMENT_INFO[trial.name];
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
              checked={name === trial.name}
              onChange={() => onTrial({ name })}
            />
            <span>{EXPERIMENT_INFO[name].title}</span>
          </label>
        ))}
      </fieldset>
      <p className="trial-question">{question}</p>
      <Boundary name={trial.name} over={props.comparison} linkToText={props.linkToText}>
        <Suspense fallback={<p className="nothing">Opening…</p>}>
          <Chosen {...props} />
        </Suspense>
      </Boundary>
    </div>
  );
}
