/**
 * Readings that differ from the text as typed, token for token: what experiments give the models.
 * Positions are the reading's own, specials counted, from 0.
 */
import { POSITIONS } from './template.ts';
import type { Encoding, Token } from './token.ts';

/** Another token in the place of the one at `index`. */
export interface Change {
  readonly index: number;
  readonly token: Token;
}

/** @throws RangeError when the reading has no token of the text there. */
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
 * The reading with other tokens in some places. The places keep their spans and words, so that a
 * result can be drawn over the text as typed.
 *
 * @throws RangeError when one of the places holds no token of the text.
 */
export function withChanges(
  encoding: Encoding,
  changes: readonly Change[],
  blank: Token,
): Encoding {
  const tokens = [...encoding.tokens];
  for (const { index, token } of changes) {
    const { span, word } = textToken(encoding, index);
    tokens[index] = { ...token, span, word, special: false };
  }
  const isBlank = (token: Token) => token.id === blank.id;
  const blanks = tokens.flatMap((token, i) => (isBlank(token) ? [i] : []));
  return { ...encoding, tokens, blanks: encoding.model === 'bert' ? blanks : [] };
}

/**
 * The tokens from `index` to before `end` taken out, as each model knows it: BERT reads `[MASK]` in the
 * place of each and both sides of them; GPT, which has no blank, reads only what is before them, and
 * predicts that slot.
 *
 * @throws RangeError when there is no token of the text at that place, or GPT does not read so far.
 */
export function withoutToken(
  encoding: Encoding,
  index: number,
  blank: Token,
  end: number = index + 1,
): Encoding {
  if (encoding.model === 'bert') {
    const changes = Array.from({ length: end - index }, (_, at) => ({
      index: index + at,
      token: blank,
    }));
    return withChanges(encoding, changes, blank);
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
 * The reading with tokens written after its end, as GPT does. They stand in no text, and each goes on
 * from the words before it.
 *
 * @throws RangeError when the reading ends otherwise than its text, or becomes too long.
 */
export function withMore(encoding: Encoding, more: readonly Token[]): Encoding {
  if (encoding.model !== 'gpt') {
    throw new RangeError('Only GPT writes on: BERT’s text ends with [SEP].');
  }
  const tokens = [...encoding.tokens, ...more];
  if (tokens.length > POSITIONS) {
    throw new RangeError(
      `The models read at most ${POSITIONS} tokens, and this would make ${tokens.length}.`,
    );
  }
  return { ...encoding, tokens, segments: tokens.map(() => 0), unread: [] };
}
