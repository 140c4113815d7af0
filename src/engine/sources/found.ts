/** What is known of a model before its weights are fetched. */
import type { ModelConfig } from '../../model/families/family.ts';
import type { WeightFile } from './folder.ts';
import type { Note } from './notes.ts';
import type { ModelSource } from './source.ts';
import type { TokenizerBlobs } from './tokenizerFiles.ts';

/** Plain data and Blobs: it crosses threads as it is. */
export interface Found {
  readonly source: ModelSource;
  /** What the model is called: in full, such as `google-bert/bert-base-uncased`, and in a sentence. A stranger's text. */
  readonly title: string;
  readonly name: string;
  /** Its `model_type`, such as `bert`. */
  readonly family: string;
  /** Layers, heads, width, vocabulary, and what it can do. */
  readonly config: ModelConfig;
  /** How many tokens its tokenizer has; at most as many as `config.vocabulary`. */
  readonly tokens: number;
  /** How the weights are stored, such as `F32`: most of them first. */
  readonly dtypes: readonly string[];
  /** Values of its weights, those that nothing is made of left out. */
  readonly parameters: number;
  /** Of the weights. */
  readonly bytes: { readonly all: number; readonly toFetch: number };
  /** What it will take in the page, in bytes, about. */
  readonly memory: number;
  /** The version of all its files on the hub; null where there is none. */
  readonly commit: string | null;
  readonly weights: readonly WeightFile[];
  /** Tensors that nothing is made of, such as heads for other tasks. */
  readonly leftOver: readonly string[];
  readonly notes: readonly Note[];
  /** The small files, as they were published. */
  readonly files: {
    readonly config: Blob;
    readonly tokenizer: TokenizerBlobs;
    /** Which file has which tensor, where there are several. */
    readonly index: Blob | null;
  };
}
