/**
 * Which positions of two models stand for the same token of the text.
 *
 * Found from the tokens, never from their indices: a text token by its place (word, then offsets), however
 * either vocabulary spells it, and of the special tokens those that open a reading, `[CLS]` and
 * `<|endoftext|>`, and those that close both in one spelling, as the `[SEP]` of two encoders. Any other
 * `[SEP]` has no partner, and neither has a word that the other model did not reach, nor a token where the
 * other model's tokenizer cuts the text elsewhere.
 *
 * Several tokens that stand at one place are the bytes of one character: these are told by their spelling.
 */
import type { Token } from '../../text/token.ts';

/** What tells tokens apart. Without offsets, tokens of one word are told by order and spelling. */
export type Placed = Pick<Token, 'piece' | 'special' | 'word' | 'reads'> & {
  readonly span?: Token['span'];
};

/** For a position that has no partner. */
export const NO_PARTNER = -1;

/**
 * The partner of each position: [T of `from`], a position of `to` or {@link NO_PARTNER}. Partners
 * are mutual, and stand in the same order in both. Of cross-attention each text has its partners by itself.
 */
export function align(from: readonly Placed[], to: readonly Placed[]): Int16Array {
  const [own, other] = [readersIn(from), readersIn(to)];
  const read = alignText(from.slice(0, own), to.slice(0, other));
  if (own === from.length) return read;
  const readers = alignText(from.slice(own), to.slice(other));
  const partners = new Int16Array(from.length);
  partners.set(read);
  for (const [at, partner] of readers.entries()) {
    partners[own + at] = partner === NO_PARTNER ? NO_PARTNER : other + partner;
  }
  return partners;
}

/** Where the text begins that reads another; the end where there is none. */
function readersIn(tokens: readonly Placed[]): number {
  const first = tokens.findIndex(({ reads }) => reads);
  return first === -1 ? tokens.length : first;
}

function alignText(from: readonly Placed[], to: readonly Placed[]): Int16Array {
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
      if (order === 0 && isSame(from, here, to, there)) partners[here] = there;
      if (order <= 0) here++;
      if (order >= 0) there++;
    }
  }
  for (let back = 1; isClosing(from, to, back, opening); back++) {
    partners[from.length - back] = to.length - back;
  }
  return partners;
}

/** Whether both readings end in specials of one spelling, `back` tokens before their ends. */
function isClosing(
  from: readonly Placed[],
  to: readonly Placed[],
  back: number,
  opening: number,
): boolean {
  const [own, other] = [from.at(-back), to.at(-back)];
  if (!own?.special || !other?.special || own.piece !== other.piece) return false;
  return from.length - back >= opening && to.length - back >= opening;
}

/** Whether two tokens at one place are one token of the text. */
function isSame(from: readonly Placed[], here: number, to: readonly Placed[], there: number) {
  if (from[here]!.piece === to[there]!.piece) return true;
  return isAlone(from, here) && isAlone(to, there);
}

/** Whether a token has its place in the text for itself; never where no place is known. */
function isAlone(tokens: readonly Placed[], at: number): boolean {
  const token = tokens[at]!;
  const shares = (other: Placed | undefined) => other !== undefined && overlap(token, other);
  return token.span != null && !shares(tokens[at - 1]) && !shares(tokens[at + 1]);
}

/** Whether every token of the text, in either model, has its partner in the other. */
export function areCutAlike(one: readonly Placed[], other: readonly Placed[]): boolean {
  const missing = (from: readonly Placed[], to: readonly Placed[]) =>
    align(from, to).some((partner, at) => partner === NO_PARTNER && !from[at]!.special);
  return !missing(one, other) && !missing(other, one);
}

/**
 * The tokens of another reading that stand, in part at least, where those from `first` to before `end` do: from
 * the first to the one after the last; null where none does. A special token's place is its partner's.
 */
export function placesIn(
  from: readonly Placed[],
  [first, end]: readonly [number, number],
  to: readonly Placed[],
): readonly [number, number] | null {
  const partners = align(from, to);
  const there = partners.slice(first, end).filter((partner) => partner !== NO_PARTNER);
  const own = from.slice(first, end).filter(({ special }) => !special);
  const meets = (other: Placed) =>
    own.some((token) => !other.special && token.word === other.word && overlap(token, other));
  const within = to.flatMap((other, at) => (meets(other) ? [at] : []));
  const all = there.length === end - first ? [...there] : [...there, ...within];
  return all.length > 0 ? [Math.min(...all), Math.max(...all) + 1] : null;
}

const overlap = ({ span: a }: Placed, { span: b }: Placed): boolean =>
  a != null && b != null && a.start < b.end && b.start < a.end;

/**
 * The tokens of another reading that stand where those from `first` to before `end` do: from the first to
 * the one after the last; null where none stands there, or they go beyond. Without offsets, the partners.
 */
export function sameStretch(
  from: readonly Placed[],
  [first, end]: readonly [number, number],
  to: readonly Placed[],
): readonly [number, number] | null {
  const [start, stop] = [from[first]?.span?.start, from[end - 1]?.span?.end];
  if (start === undefined || stop === undefined) {
    const partners = align(from, to);
    const [low, high] = [partners[first] ?? NO_PARTNER, partners[end - 1] ?? NO_PARTNER];
    return low === NO_PARTNER || high === NO_PARTNER ? null : [low, high + 1];
  }
  const inside = ({ span }: Placed) => span != null && span.start >= start && span.end <= stop;
  const low = to.findIndex(inside);
  if (low === -1) return null;
  const high = to.findLastIndex(inside);
  const isExact = to[low]!.span!.start === start && to[high]!.span!.end === stop;
  return isExact ? [low, high + 1] : null;
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
