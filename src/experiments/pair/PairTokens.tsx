/** A pair as a model reads it: its tokens in order, with where each part begins. */
import type { Token } from '../../text/token.ts';
import { Verbatim } from '../../view/kit/Verbatim.tsx';

interface PartProps {
  readonly name: string;
  readonly tokens: readonly Token[];
  readonly unread?: readonly Token[];
}

interface Props {
  readonly label: string;
  readonly parts: readonly PartProps[];
}

export function PairTokens({ label, parts }: Props) {
  return (
    <ol className="pair-parts" aria-label={label}>
      {parts.map(({ name, tokens, unread = [] }) => (
        <li key={name}>
          <span className="pair-part-name">{name}</span>{' '}
          <span className="pair-part-tokens">
            {[...tokens, ...unread].map(({ label, special }, at) => (
              <Verbatim
                // biome-ignore lint/suspicious/noArrayIndexKey: a position is what a token stands at
                key={at}
                data-special={special || undefined}
                data-unread={at >= tokens.length || undefined}
              >
                {label}{' '}
              </Verbatim>
            ))}
          </span>
        </li>
      ))}
    </ol>
  );
}
