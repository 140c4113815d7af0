/** Who still knows the answer under the mask that the reader has painted. */
import { msg, t } from '#say';
import { countedIn, paintedIn } from '../../experiments/mask/places.ts';
import { knowsNext } from '../../lesson/future.ts';
import { bidirectional, causal } from '../../model/mask.ts';
import { type FullComparison, isFull } from '../../model/trace.ts';
import { type Phrase, phrase } from '../../sentences/phrase.ts';
import { PhraseText } from '../kit/PhraseText.tsx';
import { useActions, useParameter, useSelector } from '../kit/store.tsx';
import { Say } from './Say.tsx';

/** Stands in the provider of the figure whose mask is painted. */
export function FutureKnown() {
  const comparison = useSelector((state) => state.comparison);
  return comparison && isFull(comparison) ? <Known comparison={comparison} /> : null;
}

function Known({ comparison }: { readonly comparison: FullComparison }) {
  const [mask] = useParameter('mask');
  const [flip] = useParameter('flip');
  const { set } = useActions();
  const { tokens, layers, side } = countedIn(comparison, 'right');
  const count = tokens.length;
  const painted = (mask === 'bidirectional' ? bidirectional : causal)(count).slice();
  for (const { row, column } of paintedIn(comparison, flip, side)) {
    painted[row * count + column] = painted[row * count + column] ? 0 : 1;
  }
  const knows = knowsNext(painted, layers);
  const knowing = knows.filter(Boolean).length;
  const of = knows.length;
  return (
    <section className="future" aria-label={t`Who knows the answer`}>
      <p role="status">
        {knowing === 0 ? (
          <Say
            message={msg`No word knows the one after it any more: now each of them has to guess. This is GPT’s mask.`}
          />
        ) : (
          <Say message={msg`${knowing} of ${of} words know the one after them.`} />
        )}
      </p>
      <ol className="future-words">
        {knows.map((is, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word is its position
          <li key={at} data-knows={is || undefined}>
            <PhraseText phrase={knowingOf(tokens[at]!.label, tokens[at + 1]!.label, is)} />
          </li>
        ))}
      </ol>
      <p className="future-ways">
        <button type="button" className="button" onClick={() => set({ mask: 'causal', flip: [] })}>
          {t`Strike out all of it`}
        </button>{' '}
        <button
          type="button"
          className="button"
          onClick={() => set({ mask: 'bidirectional', flip: [] })}
        >
          {t`Open everything`}
        </button>
      </p>
    </section>
  );
}

function knowingOf(label: string, after: string, is: boolean): Phrase {
  const [token, next] = [{ token: label }, { token: after }];
  return phrase(is ? msg`${token} knows ${next}` : msg`${token} guesses ${next}`);
}
