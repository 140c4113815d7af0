/** What is being opened in a place of the comparison, as far as the page shows it. */
import type { Message } from '#say';
import type { Wanted } from '../engine/opened.ts';
import type { Capabilities } from '../model/capabilities.ts';
import type { Side } from '../text/token.ts';

/** What is known of a model before its weights are here. */
export interface FoundModel {
  readonly title: string;
  readonly family: string;
  readonly layers: number;
  readonly heads: number;
  readonly width: number;
  readonly vocabulary: number;
  readonly can: Capabilities;
  /** How its weights are stored, such as `F32`. */
  readonly dtypes: readonly string[];
  /** Of the weights, in bytes. */
  readonly bytes: number;
  readonly toFetch: number;
  /** What it will take in the page, in bytes, about. */
  readonly memory: number;
  /** What is worth telling. */
  readonly notes: readonly (Message | string)[];
}

export type Opening =
  | { readonly phase: 'looking'; readonly title: string }
  /** It is so large that the reader is asked first. */
  | { readonly phase: 'asking'; readonly found: FoundModel }
  | { readonly phase: 'fetching'; readonly found: FoundModel; readonly loaded: number }
  /** Attention is being looked through; 0 to 1. */
  | { readonly phase: 'reading'; readonly title: string; readonly part: number }
  | { readonly phase: 'starting'; readonly title: string }
  /** A link cannot hold files: which one to open. */
  | { readonly phase: 'wanting'; readonly name: string; readonly isAttention: boolean }
  | { readonly phase: 'refused'; readonly message: Message | string };

export interface Openings {
  /**
   * Opens a model, or attention from a file, in a place; resolves when it answers there.
   *
   * @param isAgreed whether it may be fetched, however large it is.
   * @throws Error with a sentence on why it cannot be opened, and what would do.
   */
  open(side: Side, wanted: Wanted, isAgreed?: boolean): Promise<void>;
  /** Fetches what was found although it is large. */
  agree(side: Side): void;
  /** Gives up what is being opened. */
  cancel(side: Side): void;
  /** Shows the other kind of attention that the file in a place has; resolves when it does. */
  showOther(side: Side): Promise<void>;
  /** Puts the page's own model back; resolves when it answers. */
  putBack(side: Side): Promise<void>;
}
