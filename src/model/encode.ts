/**
 * From a text to what each of several models reads of it: the same part, whatever their tokenizers. What
 * does not fit into one of them is cut for all alike, between characters.
 */
import type { Encoding, Span, Token } from '../text/token.ts';
import type { Tokenized, Tokenizer } from '../text/tokenizer.ts';
import type { Frame } from './families/family.ts';

/** A model as far as reading goes. */
export interface Reader {
  readonly tokenizer: Tokenizer;
  readonly frame: Frame;
  /** The longest encoding, special tokens included. */
  readonly maxTokens: number;
}

/** A text, or a text and the one that follows it, as models read it. */
export interface Encoded<Name> {
  readonly text: string;
  /** Null where there is none, or none with a visible character. */
  readonly pair: string | null;
  /** The part of the text that did not fit. */
  readonly cut: Span | null;
  /** With a pair: the part of the pair that did not fit, in offsets of the pair. */
  readonly pairCut?: Span | null;
  readonly encodings: ReadonlyMap<Name, Encoding>;
}

/** The largest count up to `most` that leaves no character read in part. */
function whole(tokens: readonly Token[], most: number): number {
  let kept = Math.min(tokens.length, most);
  const divides = (count: number): boolean => {
    const before = tokens[count - 1]?.span;
    const after = tokens[count]?.span;
    return before != null && after != null && after.start < before.end;
  };
  while (divides(kept)) kept--;
  return kept;
}

/** How many tokens of each text to keep, so that together they fit: the longer is cut first. */
export function share(
  a: readonly Token[],
  b: readonly Token[],
  total: number,
): readonly [number, number] {
  const half = Math.ceil(total / 2);
  const forA = Math.max(half, total - b.length);
  const forB = Math.max(total - half, total - a.length);
  return [whole(a, forA), whole(b, forB)];
}

/** A text by one tokenizer: as many of its tokens are kept as fit into every model that reads by it. */
interface Part extends Tokenized {
  kept: number;
}

/** Offset of the first token that is not kept; infinite where all are. */
const endOf = ({ tokens, kept }: Part): number =>
  tokens[kept]?.span?.start ?? Number.POSITIVE_INFINITY;

/** The tokens that are kept, as far as they stand before an offset. */
const before = ({ tokens, kept }: Part, offset: number): readonly Token[] =>
  tokens.slice(0, kept).filter(({ span }) => span !== null && span.end <= offset);

const cutAt = ({ end }: Tokenized, offset: number): Span | null =>
  offset === Number.POSITIVE_INFINITY ? null : { start: offset, end };

/** @param pair the text that follows; one without a visible character is none. */
export function encode<Name>(
  readers: ReadonlyMap<Name, Reader>,
  text: string,
  pair: string | null = null,
): Encoded<Name> {
  const longest = Math.max(...Array.from(readers.values(), ({ maxTokens }) => maxTokens));
  const partOf = (tokenizer: Tokenizer, typed: string): Part => {
    const tokenized = tokenizer.tokenize(typed, longest);
    return { ...tokenized, kept: tokenized.tokens.length };
  };
  // Models that share a tokenizer share its work.
  const parts = new Map<Tokenizer, { readonly a: Part; readonly b: Part | null }>();
  for (const { tokenizer } of readers.values()) {
    if (parts.has(tokenizer)) continue;
    const b = pair === null ? null : partOf(tokenizer, pair);
    parts.set(tokenizer, { a: partOf(tokenizer, text), b });
  }
  // A character that one vocabulary leaves out may be a token of another.
  const isPair = Array.from(parts.values()).some(({ b }) => b !== null && b.tokens.length > 0);
  for (const { tokenizer, frame, maxTokens } of readers.values()) {
    const { a, b } = parts.get(tokenizer)!;
    const room = maxTokens - frame.specials(isPair);
    const [keptA, keptB] = share(a.tokens, isPair ? b!.tokens : [], room);
    a.kept = Math.min(a.kept, keptA);
    if (isPair) b!.kept = Math.min(b!.kept, keptB);
  }
  const all = [...parts.values()];
  const endA = Math.min(...all.map(({ a }) => endOf(a)));
  const endB = isPair ? Math.min(...all.map(({ b }) => endOf(b!))) : Number.POSITIVE_INFINITY;

  const encodings = new Map<Name, Encoding>();
  for (const [name, { tokenizer, frame }] of readers) {
    const { a, b } = parts.get(tokenizer)!;
    const first = before(a, endA);
    // Words of the second text count on from those of the first.
    const offset = (first.at(-1)?.word ?? -1) + 1;
    const second = isPair
      ? before(b!, endB).map((token) => ({ ...token, word: token.word! + offset }))
      : null;
    encodings.set(name, frame.around(first, second));
  }
  const [any] = all;
  return {
    text,
    pair: isPair ? pair : null,
    cut: any ? cutAt(any.a, endA) : null,
    ...(isPair && { pairCut: cutAt(any!.b!, endB) }),
    encodings,
  };
}
