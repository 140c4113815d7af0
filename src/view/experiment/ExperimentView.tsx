/** Experiments: the models run again, otherwise. One at a time, each with its own settings. */
import './experiment.css';
import { Suspense } from 'react';
import { type Message, msg, say, t } from '#say';
import { lackingIn, whoCan } from '../../analysis/abilities.ts';
import { GROUPS, type Group, type NameOf } from '../../experiments/experiment.ts';
import { EXPERIMENTS, type ExperimentName, experimentOf } from '../../experiments/experiments.ts';
import { openingOf } from '../../experiments/opening.ts';
import { lackingSentence } from '../../sentences/abilities.ts';
import { headsNow } from '../../store/selectors.ts';
import { Rich } from '../kit/Rich.tsx';
import { useActions, useParameter, useSelector } from '../kit/store.tsx';
import { Boundary } from '../page/Boundary.tsx';
import { lazily } from '../page/lazily.tsx';
import type { ViewProps } from '../reading/views.ts';

const VIEWS = new Map(EXPERIMENTS.map((name) => [name, lazily(experimentOf(name).view)]));

export function ExperimentView(props: ViewProps) {
  const { comparison } = props;
  const [chosen] = useParameter('try');
  const choose = useOpening(comparison);
  const lacking = lackingIn(comparison, experimentOf(chosen).needs);
  return (
    <div className="experiment">
      <fieldset className="trials">
        <legend className="visually-hidden">{t`Experiment`}</legend>
        {GROUPS.map((group) => (
          // biome-ignore lint/a11y/useSemanticElements: a fieldset is no grid item in every browser
          <div key={group} role="group" className="trial-group" aria-labelledby={`trials-${group}`}>
            <p id={`trials-${group}`}>{say(GROUP_TITLES[group])}</p>
            {EXPERIMENTS.filter((name) => experimentOf(name).group === group).map((name) => (
              <Choice key={name} name={name} isChosen={name === chosen} onChoose={choose} />
            ))}
          </div>
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

const GROUP_TITLES: Readonly<Record<Group, Message>> = {
  guess: msg({ message: 'Guess', context: 'a group of experiments' }),
  write: msg({ message: 'Write', context: 'a group of experiments' }),
  break: msg({ message: 'Break', context: 'a group of experiments' }),
  probe: msg({ message: 'Probe', context: 'a group of experiments' }),
};

/** Opens an experiment by hand. */
function useOpening(comparison: ViewProps['comparison']): (name: ExperimentName) => void {
  const { set } = useActions();
  const before = useSelector((state) => state.values);
  const heads = useSelector(headsNow);
  return (name) => set({ try: name, ...openingOf(name, before, comparison, heads) });
}

interface ChoiceProps {
  readonly name: ExperimentName;
  readonly isChosen: boolean;
  onChoose(name: ExperimentName): void;
}

function Choice({ name, isChosen, onChoose }: ChoiceProps) {
  const { title, asks } = experimentOf(name);
  const id = `trial-${name}`;
  return (
    <label className="trial-choice">
      <input
        type="radio"
        name="trial"
        className="visually-hidden"
        aria-labelledby={id}
        aria-describedby={`${id}-asks`}
        checked={isChosen}
        onChange={() => onChoose(name)}
      />
      <span className="trial-label">
        <span id={id}>{say(title)}</span>
        <small id={`${id}-asks`}>{say(asks)}</small>
      </span>
    </label>
  );
}

function Chosen({ name, ...props }: ViewProps & { readonly name: ExperimentName }) {
  const { comparison } = props;
  const { linkToText } = useActions();
  const View = VIEWS.get(name)!;
  const { question, sees } = experimentOf(name);
  const nameOf: NameOf = (ability) => whoCan(comparison, ability)?.model.name ?? '';
  return (
    <>
      <p className="trial-question">
        <Rich
          of={msg`<em>${question(nameOf)}</em> ${sees(nameOf)}`}
          as={{ em: (text) => <em>{text}</em> }}
        />
      </p>
      <Boundary name={name} over={comparison} linkToText={linkToText}>
        <Suspense fallback={<p className="nothing">{t`Opening…`}</p>}>
          <View {...props} />
        </Suspense>
      </Boundary>
    </>
  );
}
