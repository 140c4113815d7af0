/** Tokens and what a model reads: the values that leave the text layer. */

/** UTF-16 offsets into the text as it was typed, end exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

export interface Token {
  /** Its row in the word embedding; −1 for a blank of a vocabulary that has none, which no model reads. */
  readonly id: number;
  /**
   * Its spelling, the same for every kind of vocabulary: in the byte-level alphabet, with the space before
   * a word, such as `Ġanimal`; a special token by its own name, such as `[CLS]`; a blank as it is typed.
   */
  readonly piece: string;
  /**
   * What a reader sees, such as `animal`; a part of a character is shown as its bytes, `<F0 9F>`, what goes on
   * a word of a WordPiece vocabulary as there, `##s`, and a blank by the vocabulary's own name, `<mask>`.
   */
  readonly label: string;
  /** Where the token stands in the text; null for a token that the text does not contain (`[CLS]`). */
  readonly span: Span | null;
  /** True for `[CLS]`, `[SEP]`, `<|endoftext|>` added by the model's template, never for typed text. */
  readonly special: boolean;
  /**
   * Index of the word (run of non-space characters) that the token belongs to; null for specials.
   * The words of a pair count on from those of the text, whose offsets `span` no longer means.
   */
  readonly word: number | null;
  /** Of cross-attention: true for the tokens of the text that reads, which stand after those of the one that is read. */
  readonly reads?: true;
}

/** The two places of a comparison, each of which holds a model. */
export type Side = 'left' | 'right';

export const SIDES = ['left', 'right'] as const satisfies readonly Side[];

/** What one model reads of a text. */
export interface Encoding {
  /** T tokens, specials included. */
  readonly tokens: readonly Token[];
  /** The segment of each token, 0 or 1; all 0 for a model that tells none apart, and for a single text. */
  readonly segments: readonly number[];
  /** Tokens that are in the text but not read: a model without a blank stops at the first `[MASK]`. */
  readonly unread: readonly Token[];
  /** Positions that hold a blank, for a model that fills them. */
  readonly blanks: readonly number[];
}
