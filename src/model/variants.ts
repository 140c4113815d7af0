/**
 * Encodings that differ from the text as typed, token for token: what experiments give the models.
 * Positions are the encoding's own, specials counted, from 0.
 */
import { isBlank } from '../text/blank.ts';
import type { Encoding, Token } from '../text/token.ts';
import type { Capabilities } from './capabilities.ts';

/** Another token in the place of the one at `index`. */
export interface Change {
  readonly index: number;
  readonly token: Token;
}

/** @throws RangeError when the encoding has no token of the text there. */
function textToken({ tokens }: Encoding, index: number): Token {
  const token = tokens[index];
  if (!token) {
    throw new RangeError(
      `There is no token ${index}: the text is read as ${tokens.length} tokens, counted from 0.`,
    );
  }
  if (token.special) {
    throw new RangeError(
      `Token ${index} is ${token.label}, which is not part of the text: choose a word.`,
    );
  }
  return token;
}

/**
 * The encoding with other tokens in some places. The places keep their spans and words, so that a
 * result can be drawn over the text as typed.
 *
 * @throws RangeError when one of the places holds no token of the text.
 */
export function withChanges(
  encoding: Encoding,
  changes: readonly Change[],
  { fillsBlanks }: Pick<Capabilities, 'fillsBlanks'>,
): Encoding {
  const tokens = [...encoding.tokens];
  for (const { index, token } of changes) {
    const { span, word } = textToken(encoding, index);
    tokens[index] = { ...token, span, word, special: false };
  }
  const blanks = tokens.flatMap((token, i) => (isBlank(token) ? [i] : []));
  return { ...encoding, tokens, blanks: fillsBlanks ? blanks : [] };
}

/**
 * The tokens from `index` to before `end` taken out, as each model knows it: one that fills blanks reads one
 * in the place of each and both sides of them; one that does not reads only what is before them, and
 * predicts that slot.
 *
 * @throws RangeError when there is no token of the text at that place, or the model does not read so far.
 */
export function withoutToken(
  encoding: Encoding,
  index: number,
  blank: Token,
  can: Pick<Capabilities, 'fillsBlanks'>,
  end: number = index + 1,
): Encoding {
  if (can.fillsBlanks) {
    const changes = Array.from({ length: end - index }, (_, at) => ({
      index: index + at,
      token: blank,
    }));
    return withChanges(encoding, changes, can);
  }
  if (index !== encoding.tokens.length) textToken(encoding, index);
  return {
    ...encoding,
    tokens: encoding.tokens.slice(0, index),
    segments: encoding.segments.slice(0, index),
    unread: [...encoding.tokens.slice(index), ...encoding.unread],
  };
}

/**
 * The encoding with tokens written after its end, as a model that writes does. They stand in no text, and
 * each goes on from the words before it.
 *
 * @throws RangeError when the model does not write, or the encoding becomes too long for it.
 */
export function withMore(
  encoding: Encoding,
  more: readonly Token[],
  { writes, maxTokens }: Pick<Capabilities, 'writes' | 'maxTokens'>,
): Encoding {
  if (!writes) {
    throw new RangeError(
      'This model does not write on: it was not trained to say what comes next.',
    );
  }
  const tokens = [...encoding.tokens, ...more];
  if (tokens.length > maxTokens) {
    throw new RangeError(
      `The model reads at most ${maxTokens} tokens, and this would make ${tokens.length}.`,
    );
  }
  return { ...encoding, tokens, segments: tokens.map(() => 0), unread: [] };
}
