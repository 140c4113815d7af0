/**
 * Which positions of two models stand for the same token of the text.
 *
 * Found from the tokens, never from their indices: a text token by its place (word, then offsets)
 * and its spelling, and of the special tokens only those that open a reading, `[CLS]` and
 * `<|endoftext|>`. `[SEP]` has no partner, wherever it stands, and neither has a word that the other
 * model did not reach.
 */
import type { Token } from '../../text/token.ts';

/** What tells tokens apart. Without offsets, tokens of one word are told by order and spelling. */
export type Placed = Pick<Token, 'piece' | 'special' | 'word'> & {
  readonly span?: Token['span'];
};

/** For a position that has no partner. */
export const NO_PARTNER = -1;

/**
 * The partner of each position: [T of `from`], a position of `to` or {@link NO_PARTNER}. Partners
 * are mutual, and stand in the same order in both.
 */
export function align(from: readonly Placed[], to: readonly Placed[]): Int16Array {
  const partners = new Int16Array(from.length).fill(NO_PARTNER);
  const opening = Math.min(openingSpecials(from), openingSpecials(to));
  for (let position = 0; position < opening; position++) partners[position] = position;

  let here = opening;
  let there = opening;
  while (here < from.length && there < to.length) {
    const token = from[here]!;
    const other = to[there]!;
    if (token.special) here++;
    else if (other.special) there++;
    else {
      const order = inText(token, other);
      if (order === 0 && token.piece === other.piece) partners[here] = there;
      if (order <= 0) here++;
      if (order >= 0) there++;
    }
  }
  return partners;
}

function openingSpecials(tokens: readonly Placed[]): number {
  const first = tokens.findIndex(({ special }) => !special);
  // Where there is no text, only the very first special opens it: what follows closes it.
  return first === -1 ? Math.min(1, tokens.length) : first;
}

/** Below 0 when `a` stands before `b` in the text, 0 when both stand at one place. */
function inText(a: Placed, b: Placed): number {
  const words = (a.word ?? 0) - (b.word ?? 0);
  if (words !== 0 || !a.span || !b.span) return words;
  return a.span.start - b.span.start || a.span.end - b.span.end;
}
