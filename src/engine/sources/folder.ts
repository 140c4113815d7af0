/** The files of one model, wherever they lie: on the hub, on another server, on the reader's disk, kept before. */
import type { Note } from './notes.ts';

/** Where the whole of a file of weights can be had. */
export interface WeightFile {
  readonly name: string;
  readonly bytes: number;
  /** As the listing has it, in hexadecimal; null where there is none. */
  readonly sha256: string | null;
  /** The file itself, or its address. */
  readonly at: Blob | string;
  /** What it is kept under; null where nothing tells one version of it from another. */
  readonly key: string | null;
}

/** The beginning of a file, up to the end of its safetensors header at least, and where the rest is. */
export interface Begun {
  readonly start: Uint8Array;
  readonly file: WeightFile;
}

export interface Folder {
  /** What the model is called: in full, and in a sentence. Text of a stranger's, in one line. */
  readonly title: string;
  readonly name: string;
  /** Where it is, in a sentence. */
  readonly at: string;
  /** The version of all files, in hexadecimal; null where there is none. */
  readonly commit: string | null;
  /** Names of the files; null where nobody lists them, so that each has to be asked for. */
  readonly names: ReadonlySet<string> | null;
  readonly notes: readonly Note[];
  readonly of: 'hub' | 'server' | 'picked' | 'kept';
  /**
   * A small file, whole; null where there is none.
   *
   * @param most bytes.
   * @throws SourceError when it is longer, or cannot be had.
   */
  read(name: string, most: number): Promise<Blob | null>;
  /** @throws SourceError; SafetensorsError when the header is longer than any is. */
  begin(name: string): Promise<Begun | null>;
  /** A revision of the same repository that has its weights in safetensors, such as `refs/pr/3`; null for none known. */
  converted?(): Promise<string | null>;
}
