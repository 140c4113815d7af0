/** Attention from files in the places of a comparison, beside what a model reads that runs. */
import { type ModelInfo, toldApart } from '../../../model/capabilities.ts';
import type { Comparison, FullComparison, HeldTrace, Trace } from '../../../model/trace.ts';
import { SIDES, type Side } from '../../../text/token.ts';
import type { OpenedAttention, Places } from '../../opened.ts';
import { besideFile } from './kept.ts';

const fileIn = (places: Places, side: Side): OpenedAttention | null => {
  const place = places[side];
  return place?.kind === 'attention' ? place : null;
};

/** What the models are called beside each other. */
function named(traces: Readonly<Record<Side, Trace | null>>): Readonly<Record<Side, Trace | null>> {
  const { left, right } = traces;
  if (!left || !right) return traces;
  const info = (own: Trace, other: Trace): ModelInfo => toldApart(own.model, own.side, other.model);
  return {
    left: { ...left, model: info(left, right) },
    right: { ...right, model: info(right, left) },
  };
}

/** The comparison with what files hold of its text. */
export function withFiles(comparison: Comparison, places: Places): Comparison {
  const { left, right, text } = comparison;
  const plain: Record<Side, Trace | null> = { left, right };
  const otherOf = (side: Side) => () => plain[side === 'left' ? 'right' : 'left'];
  for (const side of SIDES) {
    const file = fileIn(places, side);
    if (file) plain[side] = file.text === text ? file.trace(side, otherOf(side)) : null;
  }
  const shown = {
    left: plain.left && besideFile(plain.left, otherOf('left')),
    right: plain.right && besideFile(plain.right, otherOf('right')),
  };
  return { ...comparison, ...named(shown) };
}

/**
 * The same with all of the attention here.
 *
 * @throws RangeError where a file holds attention of another text, or more than can be handed over.
 */
export function wholeWithFiles(comparison: Comparison, places: Places): FullComparison<HeldTrace> {
  const { left, right, text } = comparison;
  const whole = { left, right };
  for (const side of SIDES) {
    const file = fileIn(places, side);
    if (!file) continue;
    const { title } = file.shape.info;
    if (file.text !== text) {
      throw new RangeError(
        `${title} is attention from a file, of one text alone: ask for ${JSON.stringify(file.text)}.`,
      );
    }
    const trace = file.trace(side, () => null);
    if (!(trace.attention instanceof Float32Array)) {
      throw new RangeError(
        `${title} has more attention than can be handed over at once: look at its heads in the page.`,
      );
    }
    // A copy: whoever asked may change it.
    whole[side] = { ...trace, attention: trace.attention.slice() };
  }
  return { ...comparison, ...named(whole) } as FullComparison<HeldTrace>;
}
