/** What a chapter of the lesson is made of. All of it is data, and functions of what the models have computed. */

import type { HeadChoice } from '../analysis/attention/head.ts';
import type { Pointed } from '../analysis/attention/pointed.ts';
import type { ClassRule } from '../analysis/metrics/headClasses.ts';
import type { ModelClient } from '../engine/modelClient.ts';
import type { FullComparison } from '../model/trace.ts';
import type { Phrase } from '../sentences/phrase.ts';
import type { Side } from '../text/token.ts';
import type { Message } from './message.ts';

export interface Chapter {
  readonly title: Message;
  /** What one can say after it, in a sentence. */
  readonly after: Message;
  readonly steps: readonly Step[];
}

export interface Step {
  readonly title: Message;
  readonly says: readonly Paragraph[];
  /** What the reader does here, beside reading. */
  readonly activity?: 'byHand' | 'future' | 'table' | 'quiz';
  readonly figures: readonly Figure[];
  /** What the tags `<a>`, `<b>`, `<c>` of the paragraphs mean in the first figure. */
  readonly looks?: Readonly<Partial<Record<LookName, Look>>>;
  /** Asked before the first figure is shown. */
  readonly question?: StepQuestion;
}

export const LOOK_NAMES = ['a', 'b', 'c'] as const;
export type LookName = (typeof LOOK_NAMES)[number];

/** What stands on the screen of a step's first figure. */
export interface Seen {
  readonly comparison: FullComparison;
  readonly heads: Readonly<Record<Side, HeadChoice>>;
  /** The cell that is held, or that the figure opens with. */
  readonly cell: Pointed | null;
  /** How many weights each model has; null until that is known. */
  readonly sizes: Readonly<Record<Side, number>> | null;
}

export interface Paragraph {
  /** Of what was computed; null where it has nothing to say of this sentence. */
  readonly says: Message | ((seen: Seen) => Message | null);
  /** Whether it answers the step's question, and is said once that is answered. */
  readonly after?: true;
  /** Whether it is about the prepared sentence, and is said of no other. */
  readonly prepared?: true;
}

/** A figure of the tool, in a state that a link can say. */
export interface Figure {
  /** What opens it in the tool. */
  readonly link: string;
  /** Whether an example's own heads and cell are shown, beside what the link says. */
  readonly opens?: true;
  /** What is drawn: what the link shows, or these parts of it. */
  readonly shows?: 'heads' | 'predictions';
  /** Heads that are chosen by what they do on the sentence that stands there, one a model. */
  readonly heads?: Readonly<Partial<Record<Side, HeadRule>>>;
  /** What is held of a text of the reader's own. */
  readonly holds?: 'lastWord' | 'blank';
}

/** The head of a model that does most of something. */
export type HeadRule = Exclude<ClassRule['metric'], 'entropy'> | 'specials';

/** What is to be seen in a figure. */
export type Look =
  /** Cells of a model's matrix. */
  | { readonly kind: Shape; readonly side: Side | 'both' }
  /** A part of a figure that is no matrix, by name. */
  | { readonly kind: 'part'; readonly part: PartName };

export type Shape =
  | 'all'
  | 'future'
  | 'previous'
  | 'next'
  | 'row'
  | 'column'
  | 'cell'
  | 'first'
  | 'specials'
  | 'blank';

/** Parts of figures that can be outlined; what they are is said in the style sheet. */
export const PART_NAMES = [
  'leftSide',
  'rightSide',
  'strips',
  'added',
  'mask',
  'plot',
  'table',
  'settings',
  'masked',
  'sum',
  'cost',
  'guess',
] as const;
export type PartName = (typeof PART_NAMES)[number];

/** A question with an answer that the models give. */
export interface Question {
  readonly asks: Message | ((seen: Seen) => Message | null);
  /** What can be answered: one of these, or a token of the text. Null where there is nothing to ask. */
  readonly choices: (seen: Seen) => readonly Choice[] | null;
  /** Which of them is right, by their place. */
  readonly answer: (found: Found) => number | Promise<number>;
  /** What is said once it is answered, right or wrong. */
  readonly because: Message | ((found: Found) => Promise<Message>);
}

/** A question about a text that the reader may have typed. */
export interface StepQuestion extends Question {
  /** Why there is nothing to ask of a text, and what would do. */
  readonly lacks: Message;
}

export type Choice = Message | Phrase;

/** What an answer is made of. */
export interface Found extends Seen {
  readonly client: Pick<ModelClient, 'ask'>;
}
