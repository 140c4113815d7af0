/** `window.sightlines.blank()`: one word taken out for both models, and what each puts there. */
import type { Engine } from '../engine/protocol.ts';
import { type SlotFilling, type SlotFinding, slotRun } from '../experiments/slot/run.ts';
import { plainParts } from '../text/plain.ts';
import type { Side } from '../text/token.ts';
import { wordAt } from '../text/words.ts';

export interface BlankRequest {
  readonly text: string;
  /** A token of the word to take out, counted from 0, specials included: as in `run().bert.tokens`. */
  readonly index: number;
}

/** What one model says of the slot. */
export interface SlotAnswer {
  /** [V]: the probability of every token of the vocabulary, by id. */
  readonly distribution: Float32Array;
  /** The most probable tokens first. */
  readonly top: {
    readonly id: number;
    readonly token: string;
    readonly label: string;
    readonly p: number;
  }[];
  /** Of the distribution, in bits. */
  readonly entropy: number;
  /** The first token that was taken out; null where the text has a blank there. `rank` counts from 1; `bits` is −log₂ p. */
  readonly real: {
    readonly id: number;
    readonly p: number;
    readonly rank: number;
    readonly bits: number;
  } | null;
  /** Surprisal of the whole word, token after token; null where the text has a blank there. */
  readonly bits: number | null;
}

export interface BlankAnswer {
  /**
   * The word that was taken out, whole: its tokens from `first` to before `end`, and the text that they
   * spell. What the models answer is for its first token.
   */
  readonly taken: { readonly first: number; readonly end: number; readonly text: string };
  /** From both sides. */
  readonly bert: SlotAnswer;
  /** From the left; null where GPT stops before that place, at a blank of the text. */
  readonly gpt: SlotAnswer | null;
  /** The same of whatever stands in the places; null where a model does not say what stands there. */
  readonly left: SlotAnswer | null;
  readonly right: SlotAnswer | null;
}

/** @throws TypeError with a sentence when the request is not one. */
function checked(request: unknown): BlankRequest {
  const example = 'for example blank({ text: "The cat sat.", index: 2 })';
  if (typeof request !== 'object' || request === null) {
    throw new TypeError(`blank() takes an object, ${example}.`);
  }
  const { text, index } = plainParts(request, ['text', 'index']);
  if (typeof text !== 'string')
    throw new TypeError(`blank() needs "text" as a string, ${example}.`);
  if (!Number.isInteger(index)) {
    throw new TypeError(`blank() needs "index", the position of a token, ${example}.`);
  }
  return { text, index: index as number };
}

function answer(
  { top, distribution, entropy, real, tokens, position }: SlotFilling,
  bits: number | null,
): SlotAnswer {
  const { id } = tokens[position]!;
  return {
    distribution,
    top: top.map(({ id, piece, label, p }) => ({ id, token: piece, label, p })),
    entropy,
    real: real && { id, ...real },
    bits,
  };
}

/**
 * @throws TypeError when the request is not one; RangeError, with a sentence, when there is no token of
 * the text at that place.
 */
export async function blankSlot(
  engine: Pick<Engine, 'ask' | 'run'>,
  request: unknown,
  isShipped: (side: Side) => boolean = () => true,
): Promise<BlankAnswer> {
  const { text, index } = checked(request);
  const comparison = await engine.run({ text });
  const settings = { comparison, position: index };
  let found: SlotFinding | null = null;
  for await (const each of slotRun(engine, settings, new AbortController().signal)) found = each;
  const { left, right, tokens, position, end, bits } = found!;
  const token = tokens[position]!;
  const answers = {
    left: left && answer(left, bits.left),
    right: right && answer(right, bits.right),
  };
  return {
    taken: { first: position, end, text: wordAt(tokens, position)?.text ?? token.label },
    ...answers,
    ...(isShipped('left') && { bert: answers.left }),
    ...(isShipped('right') && { gpt: answers.right }),
  } as BlankAnswer;
}
