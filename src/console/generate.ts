/** `window.sightlines.generate()`: GPT writes on, as an async iterator. */

import { checkSampling, type Sampling } from '../analysis/prediction/sampling.ts';
import type { ModelClient } from '../engine/modelClient.ts';
import { MAX_SEED, seed as seedParameter } from '../experiments/seed.ts';
import { samplingOf, writeParameters } from '../experiments/write/settings.ts';
import { type WriteSettings, writeOn } from '../experiments/write/writeOn.ts';
import { amountOf, nameOf, plainParts } from '../text/plain.ts';
import type { Side } from '../text/token.ts';

export interface GenerateRequest {
  /** May be empty: GPT then writes as a document begins. */
  readonly text: string;
  /** How many tokens to write at most, from 1. */
  readonly tokens?: number;
  /** 0 always takes the most probable token. */
  readonly temperature?: number;
  /** Null for no limit. */
  readonly topK?: number | null;
  /** Null for no limit. */
  readonly topP?: number | null;
  /** A whole number from 0 to 999999. */
  readonly seed?: number;
}

export interface GeneratedToken {
  readonly id: number;
  /** The vocabulary's spelling. */
  readonly token: string;
  /** As the page shows it. */
  readonly label: string;
  /** The model's own probability over the whole vocabulary, before temperature, top k and top p. */
  readonly p: number;
}

/** @throws TypeError or RangeError with a sentence when the request is not one. */
function checked(request: unknown, writer: Side): WriteSettings {
  const example = 'for example generate({ text: "The cat sat", tokens: 12, seed: 1 })';
  if (typeof request !== 'object' || request === null) {
    throw new TypeError(`generate() takes an object, ${example}.`);
  }
  const { count } = writeParameters;
  const plain = samplingOf({
    temperature: writeParameters.temperature.fallback,
    topk: writeParameters.topk.fallback,
    topp: writeParameters.topp.fallback,
  });
  const {
    text,
    tokens = count.fallback,
    temperature = plain.temperature,
    topK = plain.topK,
    topP = plain.topP,
    seed = seedParameter.fallback,
  } = plainParts(request, ['text', 'tokens', 'temperature', 'topK', 'topP', 'seed']);
  if (typeof text !== 'string') {
    throw new TypeError(`generate() needs "text" as a string, ${example}.`);
  }
  if (!Number.isInteger(tokens) || (tokens as number) < 1) {
    throw new RangeError(
      `"tokens" is how many to write, a whole number from 1, not ${amountOf(tokens)}.`,
    );
  }
  if (!Number.isInteger(seed) || (seed as number) < 0 || (seed as number) > MAX_SEED) {
    throw new RangeError(`"seed" is a whole number from 0 to ${MAX_SEED}, not ${amountOf(seed)}.`);
  }
  for (const [name, value] of Object.entries({ temperature, topK, topP })) {
    if (typeof value !== 'number' && (value !== null || name === 'temperature')) {
      throw new TypeError(`"${name}" is a number, not ${nameOf(value)}.`);
    }
  }
  const sampling = { temperature, topK, topP } as Sampling;
  checkSampling(sampling);
  return { ...sampling, side: writer, text, count: tokens as number, seed: seed as number };
}

/**
 * Yields each token as it is written; ends after `tokens` of them, or where GPT ends the text with
 * `<|endoftext|>`, which is not yielded.
 *
 * @throws TypeError or RangeError with a sentence, before anything is yielded, when the request is not
 * one or asks for more tokens than there is room for.
 */
export async function* generate(
  client: Pick<ModelClient, 'ask'>,
  request: unknown,
  writer: Side = 'right',
): AsyncGenerator<GeneratedToken, void, void> {
  const settings = checked(request, writer);
  let given = 0;
  for await (const { trace, written, start } of writeOn(
    client,
    settings,
    new AbortController().signal,
  )) {
    const { maxTokens } = trace.model.can;
    const room = maxTokens - start;
    if (settings.count > room) {
      const fewer = ['', 'ask for 1 token, or '][room] ?? `ask for ${room} tokens or fewer, or `;
      throw new RangeError(
        `The models read at most ${maxTokens} tokens, and the text takes ${start} of them: ${fewer}shorten the text.`,
      );
    }
    for (; given < written.length; given++) {
      const { id, piece, label } = trace.tokens[start + given]!;
      yield { id, token: piece, label, p: written[given]!.p };
    }
  }
}
