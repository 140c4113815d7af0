/**
 * A model writes on after a text, a token at a time. Each token is drawn from the model's distribution with
 * numbers that follow from the seed: the same settings always write the same.
 */
import { type Draft, drawFrom } from '../../analysis/prediction/drawing.ts';
import { checkSampling, randomPoints, type Sampling } from '../../analysis/prediction/sampling.ts';
import type { ModelClient } from '../../engine/modelClient.ts';
import type { HeldTrace } from '../../model/trace.ts';
import type { Side } from '../../text/token.ts';

export interface WriteSettings extends Sampling {
  /** The place of the model that writes. */
  readonly side: Side;
  readonly text: string;
  readonly seed: number;
  /** How many tokens to write at most. */
  readonly count: number;
}

/**
 * Why the writing is over: as many tokens as were asked for, the token was drawn that ends a text, or the
 * model reads no more.
 */
export type Ending = 'count' | 'endoftext' | 'full';

export interface Writing {
  readonly text: string;
  /** Of the text with all that was written: the written tokens are its last. */
  readonly trace: HeldTrace;
  /** The written tokens, in order. */
  readonly written: readonly Draft[];
  /** How many tokens came before the first that was written, the one that opens a text included. */
  readonly start: number;
  /** Null while it goes on. */
  readonly ending: Ending | null;
  /** The drawing of the token that ends a text, where that ended it. */
  readonly last: Draft | null;
}

/** Candidates that are kept of each drawing. */
export const CONSIDERED = 8;

/**
 * Yields what is written so far, after every token; the last time with its ending. A text without a
 * visible character is written from the token alone that opens one, as a document begins.
 *
 * @param known what the same settings, but for the count, are known to write: it is not drawn again.
 * @throws RangeError when a setting is out of its range.
 */
export async function* writeOn(
  client: Pick<ModelClient, 'ask'>,
  { side, text, seed, count, ...sampling }: WriteSettings,
  signal: AbortSignal,
  known: readonly Draft[] = [],
): AsyncGenerator<Writing> {
  checkSampling(sampling);
  const next = randomPoints(seed);
  const written = known.slice(0, count);
  for (const _ of written) next();
  for (;;) {
    const more = written.map(({ id }) => id);
    const trace = await client.ask({
      side,
      text,
      ...(more.length > 0 && { more }),
      candidates: CONSIDERED,
      distributions: true,
    });
    if (signal.aborted) return;
    const start = trace.tokens.length - more.length;
    const so = { text, trace, written: [...written], start, last: null };
    if (written.length >= count) {
      yield { ...so, ending: 'count' };
      return;
    }
    if (trace.tokens.length >= trace.model.can.maxTokens) {
      yield { ...so, ending: 'full' };
      return;
    }
    const draft = drawFrom(trace.predictions[0]!, sampling, next());
    if (draft.id === trace.tokens[0]!.id) {
      yield { ...so, ending: 'endoftext', last: draft };
      return;
    }
    yield { ...so, ending: null };
    written.push(draft);
  }
}

/** What was written last by each client's models, and with which settings. */
const newest = new WeakMap<
  ModelClient,
  { readonly of: string; readonly written: readonly Draft[] }
>();

/** The same; more or fewer tokens of what was written last are not drawn again. */
export async function* writeOnFurther(
  client: ModelClient,
  settings: WriteSettings,
  signal: AbortSignal,
): AsyncGenerator<Writing> {
  const { count: _count, ...rest } = settings;
  const of = JSON.stringify(rest);
  const last = newest.get(client);
  const known = last?.of === of ? last.written : [];
  for await (const writing of writeOn(client, settings, signal, known)) {
    const { written } = writing;
    if (written.length >= known.length) newest.set(client, { of, written });
    yield writing;
  }
}
