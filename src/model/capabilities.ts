/** What a model is to a reader, so that nothing has to be concluded from its name. */
import type { Side } from '../text/token.ts';
import type { Told } from '../text/told.ts';

/** What a model may be unable to do though others of its family do it. */
export type Lackable = 'fillsBlanks' | 'nextSentence' | 'writes';

/** What can be asked of a model. */
export interface Capabilities {
  /** Whether its own mask is causal: a token reads itself and what stands before it. */
  readonly causal: boolean;
  /** Whether it fills blanks with what stands on both sides of them. */
  readonly fillsBlanks: boolean;
  /** Whether it judges if a second text follows the first. */
  readonly nextSentence: boolean;
  /** Whether it predicts what comes next, and so can write on. */
  readonly writes: boolean;
  /** The longest encoding, special tokens included. */
  readonly maxTokens: number;
  /** False where only attention is here, from a file: nothing can be asked of such a model. */
  readonly live?: false;
  /** True where it is of one text that reads another: cross-attention, from a file. */
  readonly across?: true;
  /** Of what others of its family do and it does not: why, a sentence each. */
  readonly lacks?: Readonly<Partial<Record<Lackable, Told>>>;
}

/** Whether there is a model that runs, and answers. */
export const isLive = ({ can }: Pick<ModelInfo, 'can'>): boolean => can.live !== false;

/** A model as it is spoken of. */
export interface ModelInfo {
  /** Its full name, such as `mini-BERT`. */
  readonly title: string;
  /** What it is called in a sentence, such as `BERT`. */
  readonly name: string;
  /** V: how many tokens it chooses from. */
  readonly vocabulary: number;
  readonly can: Capabilities;
  /** What it is called without its place, where its names have that: see {@link toldApart}. */
  readonly plain?: Pick<ModelInfo, 'title' | 'name'>;
}

/**
 * How a model is spoken of in its place beside another: by its names, and where one of them would stand for both by
 * that name and the place, such as `GPT (left)`. In English: the page says the place in its own language.
 *
 * @param other the model in the other place, if there is one
 */
export function toldApart(info: ModelInfo, side: Side, other: ModelInfo | null): ModelInfo {
  const apart = (name: 'title' | 'name') =>
    info[name] === other?.[name] ? `${info[name]} (${side})` : info[name];
  const [title, name] = [apart('title'), apart('name')];
  if (title === info.title && name === info.name) return info;
  return { ...info, title, name, plain: { title: info.title, name: info.name } };
}
