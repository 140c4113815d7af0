/** One token changed, or several put into another order: what of a model's reading moves. */

import { wholeReader, whoStops } from '../../analysis/abilities.ts';
import { randomPoints } from '../../analysis/prediction/sampling.ts';
import { piecesOf } from '../../analysis/prediction/slot.ts';
import type { ModelClient } from '../../engine/modelClient.ts';
import type { FullComparison, Trace } from '../../model/trace.ts';
import type { Side } from '../../text/token.ts';
import { relativeChange } from './measure.ts';
import { reordered, substituteFor } from './otherToken.ts';

type Changes = readonly { readonly index: number; readonly token: number | string }[];

/** How the text is changed. */
export interface LeakSettings {
  /** What takes the place of the word; null for one that the page chooses. */
  readonly word: string | null;
  /** Whether all tokens from there on are put into another order instead. */
  readonly shuffle: boolean;
  readonly seed: number;
  /** A token of the word that is replaced, or of the first that is moved. */
  readonly position: number;
}

export interface LeakRun extends LeakSettings {
  readonly side: Side;
  readonly comparison: Pick<FullComparison, 'text' | 'left' | 'right'>;
}

export interface LeakFinding {
  readonly before: Trace;
  readonly after: Trace;
  /** Whether tokens were put into another order, rather than one replaced. */
  readonly shuffled: boolean;
  /** The positions that hold another token than before. */
  readonly changed: readonly number[];
  /** [L, T]: see measure.ts. */
  readonly changes: Float64Array;
}

/**
 * What to do to the text: a word in the place of each token of the one that was there, or all tokens from it on in another order.
 * Of a text with a blank, what one model does not read stays where it is, so that both are changed alike.
 *
 * @throws Error with a sentence, when there is nothing to put into another order.
 */
export function leakChanges(
  comparison: Pick<FullComparison, Side>,
  { word, shuffle, seed, position: held }: LeakSettings,
): Changes {
  const { tokens } = wholeReader(comparison);
  const [position, after] = piecesOf(tokens, held);
  if (!shuffle) {
    const token = word ?? substituteFor(tokens, position).token;
    return Array.from({ length: after - position }, (_, nth) => ({ index: position + nth, token }));
  }
  const read = whoStops(comparison)?.tokens.length ?? 0;
  const end = position < read ? read : tokens.findLastIndex(({ special }) => !special) + 1;
  const ids = tokens.slice(position, end).map(({ id }) => id);
  const order = reordered(ids, randomPoints(seed));
  if (!order) {
    throw new Error(
      `From “${tokens[position]?.label ?? ''}” on there are no two different tokens to put into another order: choose an earlier word.`,
    );
  }
  return order.flatMap((token, at) => (token === ids[at] ? [] : [{ index: position + at, token }]));
}

/** @throws Error with a sentence, when the change cannot be made or there is no model. */
export async function* leaksOf(
  client: Pick<ModelClient, 'ask'>,
  { side, comparison, ...settings }: LeakRun,
  signal: AbortSignal,
): AsyncGenerator<LeakFinding> {
  const changes = leakChanges(comparison, settings);
  const question = { side, text: comparison.text, hidden: true, distributions: true };
  const before = await client.ask(question);
  if (signal.aborted) return;
  const after = await client.ask({ ...question, changes });
  const changed = changes
    .map(({ index }) => index)
    .filter((index) => before.tokens[index]?.id !== after.tokens[index]?.id);
  if (changed.length === 0) {
    const same = before.tokens[changes[0]?.index ?? 0]?.label ?? '';
    throw new Error(`“${same}” stands there already: choose another word.`);
  }
  const width = before.hidden!.length / (before.layers * before.tokens.length);
  yield {
    before,
    after,
    shuffled: settings.shuffle,
    changed,
    changes: relativeChange(before.hidden!, after.hidden!, width),
  };
}
