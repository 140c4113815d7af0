/** What a figure on the page gives to whoever keeps its picture. Types alone: the rest is fetched when it is wanted. */
import type { Part } from '../../figures/kept/card.ts';
import type { Comparison } from '../../model/trace.ts';
import type { Phrase } from '../../sentences/phrase.ts';

/** A figure that can be kept. */
export interface KeepChoice {
  /** What it is, where there is more than one to choose from. */
  readonly label: string;
  /** The figure as it is now; rejected where the page is about to show another. */
  keep(): Promise<Keepable>;
}

/** What is kept, and what it is of: the page may show another text by now. */
export interface Kept {
  readonly of: Keepable;
  /** Null where only experiments have answered. */
  readonly comparison: Comparison | null;
  /** The page as the picture was asked for. */
  readonly link: string;
}

export interface Keepable {
  /** What the files are called after, such as "attention". */
  readonly name: string;
  /** One figure, or one a model. */
  readonly parts: readonly Part[];
  /** The part that was asked for; null for all of them. */
  readonly asked: number | null;
  /** What is to be seen, in a sentence; of all parts together. */
  readonly caption: Phrase;
  /** The same of each part by itself; that of all, where it says nothing of the others. */
  readonly captions?: readonly Phrase[];
}
