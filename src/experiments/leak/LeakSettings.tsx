/** What is done to the text: another word in one place, or another order from there on. */
import { type FormEvent, useId, useState } from 'react';
import { piecesOf } from '../../analysis/prediction/slot.ts';
import type { Token } from '../../text/token.ts';
import { WholeSetting } from '../../view/experiment/WholeSetting.tsx';
import { Verbatim } from '../../view/kit/Verbatim.tsx';
import type { ViewProps } from '../../view/reading/views.ts';
import { MAX_WORD } from '../settings.ts';
import { substituteFor } from './otherToken.ts';

const MOST_SEED = 999_999;

type Props = Pick<ViewProps, 'trial' | 'onTrial'> & {
  readonly tokens: readonly Token[];
  readonly position: number;
};

export function LeakSettings({ trial, onTrial, tokens, position }: Props) {
  const { shuffle, seed } = trial;
  const [first, end] = piecesOf(tokens, position);
  return (
    <div className="settings">
      <label className="setting">
        Change
        <select
          value={shuffle ? 'order' : 'word'}
          onChange={(event) => onTrial({ shuffle: event.currentTarget.value === 'order' })}
        >
          <option value="word">the word</option>
          <option value="order">the order from there on</option>
        </select>
      </label>
      {shuffle ? (
        <>
          <WholeSetting
            label="Seed"
            noun="A seed"
            value={seed}
            least={0}
            most={MOST_SEED}
            onValue={(value) => onTrial({ seed: value })}
          />
          <button
            type="button"
            className="button leak-button"
            onClick={() => onTrial({ seed: (seed + 1) % (MOST_SEED + 1) })}
          >
            Another order
          </button>
        </>
      ) : (
        <WordForm
          word={trial.word}
          usual={substituteFor(tokens, position).label}
          places={end - first}
          onWord={(word) => onTrial({ word })}
        />
      )}
    </div>
  );
}

interface FormProps {
  readonly word: string | null;
  /** What is put there where the reader has typed nothing. */
  readonly usual: string;
  /** How many tokens the word is. */
  readonly places: number;
  onWord(word: string | null): void;
}

/** A word is taken when it is finished: half of one would be refused. */
function WordForm({ word, usual, places, onWord }: FormProps) {
  const id = useId();
  const [typed, setTyped] = useState({ text: word ?? '', word });
  const text = typed.word === word ? typed.text : (word ?? '');

  function take(event?: FormEvent) {
    event?.preventDefault();
    const next = text.trim() || null;
    setTyped({ text: next ?? '', word: next });
    if (next !== word) onWord(next);
  }

  return (
    <form className="setting leak-form" onSubmit={take}>
      <label htmlFor={id}>Into</label>
      <span className="leak-word">
        <input
          id={id}
          type="text"
          value={text}
          placeholder={usual}
          maxLength={MAX_WORD}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          aria-describedby={`${id}-note`}
          onChange={(event) => setTyped({ text: event.currentTarget.value, word })}
          onBlur={() => take()}
        />
        <button type="submit" className="button">
          Put it there
        </button>
      </span>
      <span id={`${id}-note`} className="setting-note">
        One token{places > 1 ? `, in the place of each of the ${places} of the word` : ''}; left
        empty, “<Verbatim>{usual}</Verbatim>”.
      </span>
    </form>
  );
}
