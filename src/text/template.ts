/**
 * What each model puts around a text.
 *
 * BERT (Devlin et al. 2019, figure 2): `[CLS] a [SEP]`, for a pair `[CLS] a [SEP] b [SEP]` with
 * segments 0 and 1. GPT-2: `<|endoftext|> a`, for a pair `<|endoftext|> a b`. Token i of both lines
 * up for a single text. GPT has no blank: it stops reading before the first one.
 */
import type { Encoding, Token } from './token.ts';

/** Positions that both models were trained with. */
export const POSITIONS = 128;

export interface Specials {
  readonly cls: Token;
  readonly sep: Token;
  readonly start: Token;
}

/** How many tokens of text fit beside BERT's special tokens; GPT is given as many, not more. */
export const room = (isPair: boolean): number => POSITIONS - (isPair ? 3 : 2);

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

/** Both models' readings of texts that fit. */
export function compose(
  a: readonly Token[],
  b: readonly Token[] | null,
  { cls, sep, start }: Specials,
  blankId: number,
): { bert: Encoding; gpt: Encoding } {
  const offset = (a.at(-1)?.word ?? -1) + 1;
  const follows = b?.map((token) => ({ ...token, word: token.word! + offset })) ?? null;
  const first = [cls, ...a, sep];
  const second = follows ? [...follows, sep] : [];
  const tokens = [...first, ...second];

  const text = [...a, ...(follows ?? [])];
  const blank = text.findIndex(({ id }) => id === blankId);
  const read = blank === -1 ? text.length : blank;
  return {
    bert: {
      model: 'bert',
      tokens,
      segments: tokens.map((_, i) => (i < first.length ? 0 : 1)),
      unread: [],
      blanks: tokens.flatMap(({ id }, i) => (id === blankId ? [i] : [])),
    },
    gpt: {
      model: 'gpt',
      tokens: [start, ...text.slice(0, read)],
      segments: new Array<number>(read + 1).fill(0),
      unread: text.slice(read),
      blanks: [],
    },
  };
}
