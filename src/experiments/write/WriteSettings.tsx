/** How a model is to write: how much, how boldly, and with which seed. */
import type { ReactNode } from 'react';
import type { ModelInfo } from '../../model/capabilities.ts';
import { NumberSetting } from '../../view/experiment/NumberSetting.tsx';
import { HOTTEST, type Trial } from '../settings.ts';
import { samplingNotes } from './sentences.ts';

interface Props {
  /** The model that writes. */
  readonly model: ModelInfo;
  readonly trial: Trial;
  /** The buttons. */
  readonly children: ReactNode;
  onTrial(part: Partial<Trial>): void;
  onWrite(): void;
}

export const MAX_SEED = 999_999;

export function WriteSettings({ model, trial, children, onTrial, onWrite }: Props) {
  const { temperature, topK, topP, seed, count } = trial;
  const most = model.can.maxTokens - 1;
  const set = (part: Partial<Trial>) => onTrial({ ...part, look: null });
  return (
    <form
      className="write-settings"
      aria-label="How to write"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onWrite();
      }}
    >
      <div className="settings">
        <NumberSetting
          label="Tokens"
          value={count}
          least={1}
          most={most}
          step={1}
          problem={`Choose a number of tokens from 1 to ${most}: the models read no more.`}
          onValue={(value) => set({ count: value! })}
        />
        <NumberSetting
          label="Temperature"
          value={temperature}
          least={0}
          most={HOTTEST}
          step={0.1}
          problem={`Choose a temperature from 0, which always takes the most probable token, to ${HOTTEST}.`}
          onValue={(value) => set({ temperature: value! })}
        />
        <NumberSetting
          label="Top k"
          value={topK}
          least={1}
          most={model.vocabulary}
          step={1}
          empty="all"
          problem="Choose how many of the most probable tokens to draw from, 1 or more, or leave it empty for all."
          onValue={(value) => set({ topK: value })}
        />
        <NumberSetting
          label="Top p"
          value={topP}
          least={0.01}
          most={1}
          step={0.05}
          empty="all"
          problem="Choose a probability from 0.01 to 1 (with 0 no token would be left), or leave it empty for all."
          onValue={(value) => set({ topP: value })}
        />
        <NumberSetting
          label="Seed"
          value={seed}
          least={0}
          most={MAX_SEED}
          step={1}
          problem={`Choose a whole number from 0 to ${MAX_SEED}: each writes a text of its own.`}
          onValue={(value) => set({ seed: value! })}
        />
        <div className="write-buttons">{children}</div>
      </div>
      {samplingNotes(trial).map((note) => (
        <p className="aside" key={note}>
          {note}
        </p>
      ))}
    </form>
  );
}
