/** Two readings against each other, wherever their attention is. */
import type { FullComparison, Trace } from '../../model/trace.ts';
import type { Side } from '../../text/token.ts';
import { type HeadChoice, headsInOrder } from '../attention/head.ts';
import {
  type CounterpartOptions,
  type Counterparts,
  counterparts,
  mostAlikeFirst,
} from '../between/counterparts.ts';
import { type RightShare, rightShare } from '../between/rightShare.ts';
import { type Answer, asKept, askLayers, isHeld } from './question.ts';

/** How much of each head's reading goes to the right, in the order of `headsInOrder`. */
export function askRightShares(trace: Trace): Answer<readonly RightShare[]> {
  if (isHeld(trace)) return headsInOrder(trace).map((choice) => rightShare(trace, choice));
  return askLayers(asKept(trace), trace.layers, (layer) => ({ what: 'rightShares', layer })).then(
    (layers) => layers.flat(),
  );
}

/** The other model's heads by how alike they are to one of this. @throws RangeError when it has no such head. */
export function askCounterparts(
  { left, right }: Pick<FullComparison, Side>,
  side: Side,
  choice: HeadChoice,
  { withoutSpecials = false }: Pick<CounterpartOptions, 'withoutSpecials'> = {},
): Answer<Counterparts> {
  if (isHeld(left) && isHeld(right)) {
    return counterparts({ left, right }, side, choice, { withoutSpecials });
  }
  const [own, other] = side === 'left' ? [left, right] : [right, left];
  return askLayers(asKept(own), other.layers, (layer) => ({
    what: 'counterparts',
    choice,
    withoutSpecials,
    layer,
  })).then((layers) => ({
    ...layers[0]!,
    ranked: mostAlikeFirst(layers.flatMap(({ ranked }) => ranked)),
  }));
}
