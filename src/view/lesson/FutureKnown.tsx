/** Who still knows the answer under the mask that the reader has painted. */
import { countedIn, paintedIn } from '../../experiments/mask/places.ts';
import { knowsNext } from '../../lesson/future.ts';
import { msg } from '../../lesson/message.ts';
import { bidirectional, causal } from '../../model/mask.ts';
import { type FullComparison, isFull } from '../../model/trace.ts';
import { useActions, useParameter, useSelector } from '../kit/store.tsx';
import { Verbatim } from '../kit/Verbatim.tsx';
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
  return (
    <section className="future" aria-label="Who knows the answer">
      <p role="status">
        {knowing === 0 ? (
          <Say
            message={msg`No word knows the one after it any more: now each of them has to guess. This is GPT’s mask.`}
          />
        ) : (
          <Say
            message={msg`{knowing} of {of} words know the one after them.`}
            slots={{ knowing, of: knows.length }}
          />
        )}
      </p>
      <ol className="future-words">
        {knows.map((is, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a word is its position
          <li key={at} data-knows={is || undefined}>
            <Verbatim className="quoted">{tokens[at]!.label}</Verbatim>{' '}
            <span>
              {is ? 'knows ' : 'guesses '}
              <Verbatim className="quoted">{tokens[at + 1]!.label}</Verbatim>
            </span>
          </li>
        ))}
      </ol>
      <p className="future-ways">
        <button type="button" className="button" onClick={() => set({ mask: 'causal', flip: [] })}>
          Strike out all of it
        </button>{' '}
        <button
          type="button"
          className="button"
          onClick={() => set({ mask: 'bidirectional', flip: [] })}
        >
          Open everything
        </button>
      </p>
    </section>
  );
}
