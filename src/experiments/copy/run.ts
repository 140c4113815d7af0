/**
 * A pattern that the text repeats, as a model that writes reads it: what it predicts the second time against the first,
 * and against the same second copy after something else than the first.
 */
import type { HeadChoice } from '../../analysis/attention/head.ts';
import { randomPoints } from '../../analysis/prediction/sampling.ts';
import type { ModelClient } from '../../engine/modelClient.ts';
import type { Question } from '../../engine/protocol.ts';
import type { HeldTrace } from '../../model/trace.ts';
import {
  type CopyRow,
  type Cost,
  copyRows,
  costOf,
  longestRepeat,
  type Repeat,
  reordered,
  sourceOf,
} from './measure.ts';
import { randomWords } from './pattern.ts';

/** Another first copy, and what the second one costs after it. */
export interface Control {
  readonly kind: 'shuffled' | 'others';
  /** What stands in the places of the first copy. */
  readonly labels: readonly string[];
  readonly cost: Cost;
}

export interface Copying {
  readonly text: string;
  readonly trace: HeldTrace;
  readonly repeat: Repeat;
  readonly rows: readonly CopyRow[];
  readonly once: Cost;
  readonly again: Cost;
  readonly controls: readonly Control[];
  /** Whether there is no other order of the tokens of the first copy. */
  readonly alike: boolean;
}

/** A text, and the place of the model that writes. */
export type CopyQuestion = Pick<Question, 'side' | 'text'>;

export interface CopySettings extends CopyQuestion {
  readonly seed: number;
}

const everywhere = { positions: 'all', distributions: true, candidates: 1 } as const;

/**
 * Yields the two copies, then each control: the tokens of the first copy in another order, and other
 * words in their places. The second copy stays as it is. Yields nothing for a text that repeats nothing.
 *
 * @param seed decides the order and the words.
 */
export async function* copying(
  client: Pick<ModelClient, 'ask'>,
  { side, text, seed }: CopySettings,
  signal: AbortSignal,
): AsyncGenerator<Copying> {
  const trace = await client.ask({ ...everywhere, side, text });
  if (signal.aborted) return;
  const { tokens, predictions } = trace;
  const repeat = longestRepeat(tokens);
  if (!repeat) return;
  const source = sourceOf(repeat);
  const ids = source.map((index) => tokens[index]!.id);
  const order = reordered(ids, randomPoints(seed));
  const found: Copying = {
    text,
    // The page keeps the attention, not the probability of every token everywhere.
    trace: { ...trace, predictions: [] },
    repeat,
    rows: copyRows(tokens, predictions, repeat),
    once: costOf(tokens, predictions, repeat, 'first'),
    again: costOf(tokens, predictions, repeat, 'second'),
    controls: [],
    alike: order === null,
  };
  yield found;

  const controls: Control[] = [];
  const instead: readonly [Control['kind'], readonly (string | number)[] | null][] = [
    ['shuffled', order],
    ['others', randomWords(source.length, seed, text)],
  ];
  for (const [kind, words] of instead) {
    if (!words) continue;
    const changes = source.map((index, i) => ({ index, token: words[i]! }));
    const other = await client.ask({ ...everywhere, side, text, changes });
    if (signal.aborted) return;
    controls.push({
      kind,
      labels: source.map((index) => other.tokens[index]!.label),
      cost: costOf(tokens, other.predictions, repeat, 'second'),
    });
    yield { ...found, controls: [...controls] };
  }
}

/** What the second copy costs the model without some of its heads: their context is zero. */
export async function* copyingWithout(
  client: Pick<ModelClient, 'ask'>,
  { side, text, heads }: CopyQuestion & { readonly heads: readonly HeadChoice[] },
  signal: AbortSignal,
): AsyncGenerator<{ readonly heads: readonly HeadChoice[]; readonly cost: Cost }> {
  const question: Question = { ...everywhere, side, text, ablate: heads };
  const { tokens, predictions } = await client.ask(question);
  const repeat = longestRepeat(tokens);
  if (signal.aborted || !repeat) return;
  yield { heads, cost: costOf(tokens, predictions, repeat, 'second') };
}
