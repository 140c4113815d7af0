/** What is done to the text: another word in one place, or another order from there on. */
import { type FormEvent, useId, useState } from 'react';
import { msg, t } from '#say';
import { wholeReader } from '../../analysis/abilities.ts';
import { piecesOf } from '../../analysis/prediction/slot.ts';
import type { FullComparison } from '../../model/trace.ts';
import { WholeSetting } from '../../view/experiment/WholeSetting.tsx';
import { Rich } from '../../view/kit/Rich.tsx';
import { useAdjust, useParameter } from '../../view/kit/store.tsx';
import { Verbatim } from '../../view/kit/Verbatim.tsx';
import { MAX_SEED, nextSeed } from '../seed.ts';
import { substituteIn } from './changes.ts';
import { MAX_WORD } from './settings.ts';

interface Props {
  readonly comparison: FullComparison;
  /** A token of the model that reads all of the text. */
  readonly position: number;
}

export function LeakSettings({ comparison, position }: Props) {
  const [word, setWord] = useParameter('word');
  const [shuffle, setShuffle] = useParameter('shuffle');
  const [seed, setSeed] = useParameter('seed');
  const typeSeed = useAdjust('seed');
  const [first, end] = piecesOf(wholeReader(comparison).tokens, position);
  return (
    <div className="settings">
      <label className="setting">
        {t`Change`}
        <select
          value={shuffle ? 'order' : 'word'}
          onChange={(event) => setShuffle(event.currentTarget.value === 'order')}
        >
          <option value="word">{t`the word`}</option>
          <option value="order">{t`the order from there on`}</option>
        </select>
      </label>
      {shuffle ? (
        <>
          <WholeSetting
            label={t`Seed`}
            noun={t`A seed`}
            value={seed}
            least={0}
            most={MAX_SEED}
            onValue={typeSeed}
          />
          <button
            type="button"
            className="button leak-button"
            onClick={() => setSeed(nextSeed(seed))}
          >
            {t`Another order`}
          </button>
        </>
      ) : (
        <WordForm
          word={word}
          usual={substituteIn(comparison, position).label}
          places={end - first}
          onWord={setWord}
        />
      )}
    </div>
  );
}

interface FormProps {
  /** Empty where the reader has typed nothing. */
  readonly word: string;
  /** What is put there where the reader has typed nothing. */
  readonly usual: string;
  /** How many tokens the word is. */
  readonly places: number;
  onWord(word: string): void;
}

/** A word is taken when it is finished: half of one would be refused. */
function WordForm({ word, usual, places, onWord }: FormProps) {
  const id = useId();
  const [typed, setTyped] = useState({ text: word, word });
  const text = typed.word === word ? typed.text : word;

  function take(event?: FormEvent) {
    event?.preventDefault();
    const next = text.trim();
    setTyped({ text: next, word: next });
    if (next !== word) onWord(next);
  }

  const instead = <Verbatim>{usual}</Verbatim>;
  return (
    <form className="setting leak-form" onSubmit={take}>
      <label htmlFor={id}>{t({ message: 'Into', context: 'another word' })}</label>
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
          {t`Put it there`}
        </button>
      </span>
      <span id={`${id}-note`} className="setting-note">
        <Rich
          of={
            places > 1
              ? msg`One token, in the place of each of the ${places} of the word; left empty, “${instead}”.`
              : msg`One token; left empty, “${instead}”.`
          }
        />
      </span>
    </form>
  );
}
