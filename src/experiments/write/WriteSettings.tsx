/** How a model is to write: how much, how boldly, and with which seed. */
import type { ReactNode } from 'react';
import { t } from '#say';
import type { ModelInfo } from '../../model/capabilities.ts';
import type { Values } from '../../store/parameters.ts';
import { NumberSetting } from '../../view/experiment/NumberSetting.tsx';
import { useActions, useParameter } from '../../view/kit/store.tsx';
import { MAX_SEED } from '../seed.ts';
import type { Beginning } from './prompt.ts';
import { samplingNotes } from './sentences.ts';
import { HOTTEST, LEAST_TOP_P, type Start } from './settings.ts';
import { useSampling } from './useWriting.ts';

interface Props {
  /** The model that writes. */
  readonly model: ModelInfo;
  /** What is gone on from; null while the text is being read. */
  readonly beginning: Beginning | null;
  /** The buttons. */
  readonly children: ReactNode;
}

export function WriteSettings({ model, beginning, children }: Props) {
  const actions = useActions();
  const sampling = useSampling();
  const { temperature, topK, topP } = sampling;
  const [seed] = useParameter('seed');
  const [count] = useParameter('count');
  const set = (part: Partial<Values>) => actions.adjust({ ...part, look: null });
  // One is what it begins with.
  const mostTokens = model.can.maxTokens - 1;
  return (
    <form
      className="write-settings"
      aria-label={t`How to write`}
      noValidate
      onSubmit={(event) => event.preventDefault()}
    >
      <div className="settings">
        <label className="setting">
          {t`Go on from`}
          <select
            value={beginning?.start ?? 'end'}
            disabled={beginning !== null && !beginning.hasMiddle}
            onChange={(event) => set({ start: event.currentTarget.value as Start, write: false })}
          >
            <option value="middle">{t`the middle`}</option>
            <option value="end">{t`the end`}</option>
          </select>
        </label>
        <NumberSetting
          label={t`Tokens`}
          value={count}
          least={1}
          most={mostTokens}
          step={1}
          problem={t`Choose a number of tokens from 1 to ${mostTokens}: the models read no more.`}
          onValue={(value) => set({ count: value! })}
        />
        <NumberSetting
          label={t`Temperature`}
          value={temperature}
          least={0}
          most={HOTTEST}
          step={0.1}
          problem={t`Choose a temperature from 0, which always takes the most probable token, to ${HOTTEST}.`}
          onValue={(value) => set({ temperature: value! })}
        />
        <NumberSetting
          label={t`Top k`}
          value={topK}
          least={1}
          most={model.vocabulary}
          step={1}
          empty={t({ message: 'all', context: 'tokens' })}
          problem={t`Choose how many of the most probable tokens to draw from, 1 or more, or leave it empty for all.`}
          onValue={(value) => set({ topk: value ?? 0 })}
        />
        <NumberSetting
          label={t`Top p`}
          value={topP}
          least={LEAST_TOP_P}
          most={1}
          step={0.05}
          empty={t({ message: 'all', context: 'tokens' })}
          problem={t`Choose a probability from ${LEAST_TOP_P} to 1 (with 0 no token would be left), or leave it empty for all.`}
          onValue={(value) => set({ topp: value })}
        />
        <NumberSetting
          label={t`Seed`}
          value={seed}
          least={0}
          most={MAX_SEED}
          step={1}
          problem={t`Choose a whole number from 0 to ${MAX_SEED}: each writes a text of its own.`}
          onValue={(value) => set({ seed: value! })}
        />
        <div className="write-buttons">{children}</div>
      </div>
      {samplingNotes(sampling).map((note) => (
        <p className="aside" key={note}>
          {note}
        </p>
      ))}
    </form>
  );
}
