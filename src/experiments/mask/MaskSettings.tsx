/** What the experiment is set to: which mask, for which model, in which layers. */

import { type Message, msg, say, t } from '#say';
import { rowIn } from '../../analysis/attention/pointed.ts';
import { startingWord } from '../../analysis/prediction/slot.ts';
import type { Trace } from '../../model/trace.ts';
import { nameOfWord, nameUpTo, type Phrase } from '../../sentences/phrase.ts';
import { type Word, wordAt } from '../../text/words.ts';
import { WholeSetting } from '../../view/experiment/WholeSetting.tsx';
import { PhraseText } from '../../view/kit/PhraseText.tsx';
import { Rich } from '../../view/kit/Rich.tsx';
import { useActions, useAdjust, useParameter } from '../../view/kit/store.tsx';
import type { ViewProps } from '../../view/reading/views.ts';
import { countedIn, maskIn, sharedStart } from './places.ts';
import { maskNote } from './sentences.ts';
import type { MaskChoice, On } from './settings.ts';

const KINDS = {
  own: msg({ message: 'its own', context: 'a mask' }),
  bidirectional: msg({ message: 'both ways', context: 'a mask' }),
  causal: msg({ message: 'only from the left', context: 'a mask' }),
  prefix: msg({ message: 'both ways up to a word', context: 'a mask' }),
  window: msg({ message: 'a window', context: 'a mask' }),
  hide: msg({ message: 'one word hidden from all', context: 'a mask' }),
} as const satisfies Readonly<Record<string, Message>>;
type Kind = keyof typeof KINDS;

/** How far a window reaches to begin with, and how much of the text is open both ways. */
const FIRST_WINDOW = 3;

const kindOf = (mask: MaskChoice | null): Kind => {
  if (mask === null) return 'own';
  return typeof mask === 'string' ? mask : (Object.keys(mask)[0] as Kind);
};

export function MaskSettings({ comparison, locked }: Pick<ViewProps, 'comparison' | 'locked'>) {
  const { set } = useActions();
  const [mask, setMask] = useParameter('mask');
  const typeMask = useAdjust('mask');
  const [on] = useParameter('on');
  const [chosenLayers, setLayers] = useParameter('layers');
  const { left, right } = comparison;
  const counted = countedIn(comparison, on);
  const { tokens, side } = counted;
  const names: Readonly<Record<On, string>> = {
    both: t`both models`,
    left: left.model.name,
    right: right.model.name,
  };
  const treated = [left, right].filter(({ side }) => on === 'both' || on === side);
  const row = rowIn(locked, side);
  const held = row === null ? null : wordAt(tokens, row);

  function choose(kind: Kind) {
    const half = Math.max(1, Math.ceil(sharedStart(counted, [left, right]) / 2));
    const masks: Readonly<Record<Kind, MaskChoice | null>> = {
      own: null,
      bidirectional: 'bidirectional',
      causal: 'causal',
      prefix: { prefix: held?.end ?? half },
      window: { window: Math.min(FIRST_WINDOW, tokens.length) },
      hide: { hide: held?.first ?? startingWord(tokens, null) ?? 0 },
    };
    set({ mask: masks[kind], flip: [] });
  }

  /** The mask stays where it is in the text, whose tokens may be counted by another model. */
  const setOn = (next: On) =>
    set({ on: next, mask: maskIn(mask, counted, countedIn(comparison, next)) });

  return (
    <div className="settings">
      <label className="setting">
        {t`Mask`}
        <select
          value={kindOf(mask)}
          onChange={(event) => choose(event.currentTarget.value as Kind)}
        >
          {Object.entries(KINDS).map(([kind, name]) => (
            <option key={kind} value={kind}>
              {say(name)}
            </option>
          ))}
        </select>
      </label>
      {typeof mask === 'object' && mask !== null ? (
        <Detail
          mask={mask}
          counted={counted}
          treated={treated}
          held={held}
          onMask={setMask}
          onType={typeMask}
        />
      ) : null}
      <label className="setting">
        {t({ message: 'For', context: 'which models a mask is for' })}
        <select value={on} onChange={(event) => setOn(event.currentTarget.value as On)}>
          {Object.entries(names).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </label>
      <Layers
        count={Math.max(left.layers, right.layers)}
        chosen={chosenLayers}
        onLayers={setLayers}
      />
    </div>
  );
}

interface DetailProps {
  readonly mask: Exclude<MaskChoice, string>;
  /** The model in whose tokens the mask is set. */
  readonly counted: Trace;
  /** The models that the mask is for, as they read by themselves. */
  readonly treated: readonly Trace[];
  /** The word that the reader holds; null for none. */
  readonly held: Word | null;
  onMask(mask: MaskChoice): void;
  /** A number of it is typed. */
  onType(mask: MaskChoice): void;
}

/** The number or the word that a mask needs. */
function Detail({ mask, counted, treated, held, onMask, onType }: DetailProps) {
  const { tokens } = counted;
  // All models that it is for can read so many.
  const most = sharedStart(counted, treated);
  if ('window' in mask) {
    return (
      <>
        <WholeSetting
          label={t`Tokens to a side, itself included`}
          noun={t`A window`}
          value={mask.window}
          least={1}
          most={tokens.length}
          onValue={(window) => onType({ window })}
        />
        <Notes mask={mask} counted={counted} treated={treated} />
      </>
    );
  }
  const isPrefix = 'prefix' in mask;
  const at = isPrefix ? mask.prefix - 1 : mask.hide;
  const there: Phrase = isPrefix ? nameUpTo(tokens, at) : nameOfWord(tokens, at);
  const named = <PhraseText phrase={tokens[at] ? there : [t`token ${at}, which is not here`]} />;
  const next = held && <PhraseText phrase={nameOfWord(tokens, held.first)} />;
  return (
    <>
      {isPrefix ? (
        <WholeSetting
          label={t`Tokens at the start`}
          noun={t`A prefix`}
          value={mask.prefix}
          least={1}
          most={most}
          onValue={(prefix) => onType({ prefix })}
        />
      ) : null}
      <div className="setting mask-word">
        <span>
          <Rich of={isPrefix ? msg`Up to: ${named}` : msg`Hidden: ${named}`} />
        </span>
        {next === null || held === null || held === wordAt(tokens, at) ? (
          <span className="setting-note">{t`To choose another, hold it above.`}</span>
        ) : (
          <button
            type="button"
            className="button"
            onClick={() => onMask(isPrefix ? { prefix: held.end } : { hide: held.first })}
          >
            <Rich of={isPrefix ? msg`Up to ${next} instead` : msg`Hide ${next} instead`} />
          </button>
        )}
      </div>
      <Notes mask={mask} counted={counted} treated={treated} />
    </>
  );
}

/** What the mask leaves each model to read: not the same, because it is not the same by itself. */
function Notes({ mask, counted, treated }: Pick<DetailProps, 'mask' | 'counted' | 'treated'>) {
  const notes = treated
    .map((own) => maskNote(maskIn(mask, counted, own), own))
    .filter((note) => note !== null);
  return (
    <ul className="mask-notes setting-note">
      {notes.map((note) => (
        <li key={note}>{note}</li>
      ))}
    </ul>
  );
}

interface LayersProps {
  readonly count: number;
  readonly chosen: readonly number[] | null;
  onLayers(layers: readonly number[] | null): void;
}

function Layers({ count, chosen, onLayers }: LayersProps) {
  const all = Array.from({ length: count }, (_, layer) => layer);
  const on = chosen ?? all;
  function toggle(layer: number) {
    const next = all.filter((each) => (each === layer) !== on.includes(each));
    // A mask that holds in no layer would be no experiment: the last one stays.
    if (next.length > 0) onLayers(next.length === count ? null : next);
  }
  return (
    <fieldset className="setting mask-layers">
      <legend>{t`In layers`}</legend>
      {all.map((layer) => (
        <label key={layer} className="check">
          <input type="checkbox" checked={on.includes(layer)} onChange={() => toggle(layer)} />
          {layer + 1}
        </label>
      ))}
      <span className="setting-note">{on.length === 1 ? t`at least one` : ''}</span>
    </fieldset>
  );
}
