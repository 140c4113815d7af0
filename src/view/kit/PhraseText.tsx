import type { Phrase } from '../../sentences/phrase.ts';
import { Verbatim } from './Verbatim.tsx';

/** A sentence with its tokens set apart; each token keeps its own writing direction. */
export function PhraseText({ phrase }: { phrase: Phrase }) {
  // A phrase is rendered whole and never reordered, so positions are stable keys.
  return (
    <>
      {phrase.map((part, index) =>
        typeof part === 'string' ? (
          part
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: see above
          <Verbatim className="quoted" key={index}>
            {part.token}
          </Verbatim>
        ),
      )}
    </>
  );
}
