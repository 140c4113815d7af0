/**
 * Attention that was computed elsewhere and written to a file, as one immutable value: tokens, mask and
 * matrices of one run, and what was found in looking through them.
 *
 * Axis letters: L layers, H heads, T tokens; Tq and Tk where queries and keys are tokens of two texts.
 */
import type { Token } from '../text/token.ts';

/** The place of one row of attention; all counted from 0. */
export interface RowPlace {
  readonly layer: number;
  readonly head: number;
  readonly row: number;
}

/** The place of one weight. */
export interface CellPlace extends RowPlace {
  readonly column: number;
}

/** Matrices of all heads, here or in a file. */
export interface HeadMatrices {
  readonly layers: number;
  readonly heads: number;
  /** Tq */
  readonly rows: number;
  /** Tk */
  readonly columns: number;
  /** [L, H, Tq, Tk], row-major, where all of it is held; else null. */
  readonly whole: Float32Array | null;
  /**
   * One head, [Tq, Tk], row-major; only this much is read of a file.
   *
   * @throws RangeError when there is no such head; Error with a sentence when the file can be read no longer.
   */
  read(layer: number, head: number): Promise<Float32Array>;
}

/** Which of a file's attention: that of its text to itself, or that of another text to it. */
export type AttentionKind = 'self' | 'cross';

/** What was found in a file: of interest, or a reason to doubt. Nothing of it is repaired. */
export type DumpFinding =
  /** Whether the mask is causal, and whether the file says so or its weights show it. */
  | { readonly what: 'mask'; readonly causal: boolean; readonly from: 'file' | 'weights' }
  /** The file says that the mask is causal, but this much is read from a later token. */
  | { readonly what: 'future'; readonly weight: number; readonly at: CellPlace }
  /** The file says that the mask is not causal, but no token reads a later one. */
  | { readonly what: 'no future' }
  /** So many rows do not sum to 1; that which is off most sums to `sum`. */
  | {
      readonly what: 'sums';
      readonly of: AttentionKind;
      readonly rows: number;
      readonly sum: number;
      readonly at: RowPlace;
    }
  /** So many weights are no numbers, or not finite. */
  | {
      readonly what: 'not finite';
      readonly of: AttentionKind;
      readonly weights: number;
      readonly at: CellPlace;
    }
  /** Weights from `least` to `most`, where 0 to 1 are possible. */
  | {
      readonly what: 'range';
      readonly of: AttentionKind;
      readonly least: number;
      readonly most: number;
    }
  /** Padding at an end, which no other token reads, was left out: so many tokens. */
  | { readonly what: 'padding left out'; readonly tokens: number }
  /** Padding was left in, because a token reads it with this weight. */
  | { readonly what: 'padding read'; readonly weight: number }
  /** The text does not have the token with this label where it should be, so another was made of the tokens. */
  | { readonly what: 'other text'; readonly label: string }
  /** No text is given, so one was made of the tokens. */
  | { readonly what: 'no text' }
  /** The rows of so many steps of writing were put together. */
  | { readonly what: 'steps'; readonly steps: number }
  /** Arrays of the file that are not attention that is read here. */
  | { readonly what: 'left out'; readonly names: readonly string[] };

/** Attention of the tokens of a text to each other. */
export interface SelfAttention extends HeadMatrices {
  /** [T, T], 1 where the row's token may read the column's. */
  readonly mask: Uint8Array;
  readonly causal: boolean;
  /** max |row sum − 1|, and the largest weight above the diagonal, over all heads. */
  readonly maxRowError: number;
  readonly maxFuture: number;
}

/** Attention of the tokens of one text to those of another, all of which they may read. */
export interface CrossAttention extends HeadMatrices {
  /** Tq tokens */
  readonly queries: readonly Token[];
  readonly queryText: string;
  /** Tk tokens: the dump's own. */
  readonly keys: readonly Token[];
  /** max |row sum − 1| over all heads. */
  readonly maxRowError: number;
}

export interface Dump {
  /** The model's name as the file gives it, or else the file's: a stranger's words, to be shown as text. */
  readonly model: string;
  readonly text: string;
  /** T tokens that were read. */
  readonly tokens: readonly Token[];
  /** The last token that was written: nobody has read it yet. */
  readonly unread: readonly Token[];
  /** Null for a file of cross-attention alone. */
  readonly self: SelfAttention | null;
  readonly cross: CrossAttention | null;
  readonly findings: readonly DumpFinding[];
}
