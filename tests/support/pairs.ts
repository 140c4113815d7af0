/** Comparisons of other pairs of models than the one that the page begins with. */
import { toldApart } from '../../src/model/capabilities.ts';
import type { FullComparison, HeldTrace } from '../../src/model/trace.ts';
import type { Side } from '../../src/text/token.ts';

type Both = Pick<FullComparison<HeldTrace>, Side>;

const at = (side: Side, trace: HeldTrace): HeldTrace => ({ ...trace, side });

/** The same two models, the other way round. */
export function swapped<Given extends Both>(given: Given): Given {
  return { ...given, left: at('left', given.right), right: at('right', given.left) };
}

/** The model of one place in both, as a session calls them. */
export function twice<Given extends Both>(given: Given, side: Side): Given {
  const named = (trace: HeldTrace) => ({
    ...trace,
    model: toldApart(trace.model, trace.side, trace.model),
  });
  return {
    ...given,
    left: named(at('left', given[side])),
    right: named(at('right', given[side])),
  };
}
