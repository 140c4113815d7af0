/** One slot: both models asked what stands in the place of one token. */
import { gptReaches, isBlank } from '../../analysis/slot.ts';
import { type Filling, filling } from '../../analysis/standing.ts';
import type { Comparison } from '../../model/trace.ts';
import type { Token } from '../../text/token.ts';
import type { Lab } from '../lab.ts';

/** How many candidates each model names. */
const NAMED = 8;

export interface SlotSettings {
  readonly comparison: Comparison;
  readonly position: number;
}

export interface SlotFinding {
  readonly position: number;
  /** BERT's tokens of the text as typed, T of them. */
  readonly tokens: readonly Token[];
  readonly bert: Filling;
  /** Null where GPT does not read so far. */
  readonly gpt: Filling | null;
}

/**
 * Takes out the token at `position` for both models; the text stays as it is. BERT reads `[MASK]` in
 * its place; GPT reads what is before it.
 *
 * @throws RangeError when there is no token of the text at that position.
 */
export async function* slotRun(
  lab: Pick<Lab, 'ask'>,
  { comparison, position }: SlotSettings,
  signal: AbortSignal,
): AsyncGenerator<SlotFinding> {
  const { text, bert, gpt } = comparison;
  const { tokens } = bert;
  const token = tokens[position];
  const real = !token || isBlank(token) ? null : token.id;
  const question = { text, blank: position, candidates: NAMED, distributions: true };
  const both = await lab.ask({ ...question, model: 'bert', positions: [position] });
  if (signal.aborted) return;
  const left = gptReaches(gpt, position) ? await lab.ask({ ...question, model: 'gpt' }) : null;
  yield {
    position,
    tokens,
    bert: filling(both.predictions[0]!, real),
    gpt: left && filling(left.predictions[0]!, real),
  };
}
