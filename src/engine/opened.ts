/**
 * What a reader can put into a place of the comparison, in the place of the model that ships with the page: a
 * checkpoint whose files are here, or attention that was computed elsewhere.
 */
import type { Message } from '#say';
import type { AttentionKind } from '../model/dump.ts';
import type { Comparison, FullComparison, HeldTrace, Trace } from '../model/trace.ts';
import type { Side } from '../text/token.ts';
import type { ModelShape } from './protocol.ts';
import type { ModelNames } from './shipped.ts';
import type { CheckpointFiles as FetchedFiles } from './sources/fetchFiles.ts';

/** The files of a checkpoint, as far as it is read from them. */
export type CheckpointFiles = Pick<FetchedFiles, 'config' | 'tokenizer' | 'index' | 'weights'>;

interface FromSource {
  /** Where it is from, as a link spells it. */
  readonly source: string;
  /** SHA-256 of its weights, in hexadecimal, of several files one after the other; null where it is not known. */
  readonly hash: string | null;
  /** What is worth telling of it. */
  readonly notes: readonly (Message | string)[];
}

export interface OpenedCheckpoint extends FromSource {
  readonly kind: 'checkpoint';
  readonly names: ModelNames;
  readonly files: CheckpointFiles;
}

/** Attention of one text. */
export interface OpenedAttention extends FromSource {
  readonly kind: 'attention';
  /** Whether the text reads itself, or another text reads it. */
  readonly of: AttentionKind;
  readonly shape: ModelShape;
  readonly text: string;
  /** The file's attention of the other kind; null where it has none. */
  readonly also: (() => OpenedAttention) | null;
  /** The attention in a place. @param other what stands in the other place, for questions about both. */
  trace(side: Side, other: () => Trace | null): Trace;
  /** A comparison with what files in the places hold of its text. */
  within(comparison: Comparison, places: Places): Comparison;
  /**
   * The same with all of the attention here.
   *
   * @throws RangeError where a file holds attention of another text, or more than can be handed over.
   */
  whole(comparison: Comparison, places: Places): FullComparison<HeldTrace>;
}

export type Opened = OpenedCheckpoint | OpenedAttention;

/** What stands in the places; null for the model that ships with the page. */
export type Places = Readonly<Record<Side, Opened | null>>;

/** What a reader asks for. */
export type Wanted =
  /** As a link spells it, or an id of the hub, or an address. */
  | { readonly from: 'name'; readonly text: string }
  /** By their names, with folders where a folder was chosen: a model, or attention. */
  | { readonly from: 'files'; readonly files: ReadonlyMap<string, Blob> }
  | {
      readonly from: 'attention';
      readonly name: string;
      readonly file: Blob;
      /** Which of a file's attention is shown where it has both; the text's to itself, where it is not said. */
      readonly of?: AttentionKind;
    };
