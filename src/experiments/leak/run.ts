/** One token changed, or several put into another order: what of a model's reading moves. */

import { msg } from '#say';
import type { ModelClient } from '../../engine/modelClient.ts';
import { Refusal } from '../../language/refusal.ts';
import type { FullComparison, Trace } from '../../model/trace.ts';
import type { Side } from '../../text/token.ts';
import { leakChanges } from './changes.ts';
import { relativeChange } from './measure.ts';

/** How the text is changed. */
export interface LeakSettings {
  /** What takes the place of the word; null for one that the page chooses. */
  readonly word: string | null;
  /** Whether all tokens from there on are put into another order instead. */
  readonly shuffle: boolean;
  readonly seed: number;
  /** A token of the word that is replaced, or of the first that is moved: of the model that reads all of the text. */
  readonly position: number;
}

export interface LeakRun extends LeakSettings {
  readonly side: Side;
  readonly comparison: Pick<FullComparison, 'text' | 'left' | 'right'>;
}

export interface LeakFinding {
  readonly text: string;
  readonly before: Trace;
  readonly after: Trace;
  /** Whether tokens were put into another order, rather than one replaced. */
  readonly shuffled: boolean;
  /** The positions that hold another token than before. */
  readonly changed: readonly number[];
  /** [L, T]: see measure.ts. */
  readonly changes: Float64Array;
}

/** @throws Refusal where the change would change nothing. */
export async function* leaksOf(
  client: Pick<ModelClient, 'ask'>,
  { side, comparison, ...settings }: LeakRun,
  signal: AbortSignal,
): AsyncGenerator<LeakFinding> {
  const changes = leakChanges(comparison, settings)[side];
  const question = { side, text: comparison.text, hidden: true, distributions: true };
  const before = await client.ask(question);
  if (signal.aborted) return;
  const after = await client.ask({ ...question, changes });
  const changed = changes
    .map(({ index }) => index)
    .filter((index) => before.tokens[index]?.id !== after.tokens[index]?.id);
  if (changed.length === 0) {
    const same = before.tokens[changes[0]?.index ?? 0]?.label ?? '';
    throw new Refusal(msg`“${same}” stands there already: choose another word.`);
  }
  const width = before.hidden!.length / (before.layers * before.tokens.length);
  yield {
    text: comparison.text,
    before,
    after,
    shuffled: settings.shuffle,
    changed,
    changes: relativeChange(before.hidden!, after.hidden!, width),
  };
}
