/** What the named parts of sentences do on the page: a token is held, a head is chosen. */

import { useCallback } from 'react';
import { t } from '#say';
import type { AttentionView } from '../../analysis/attention/attentionView.ts';
import type { PointedCell } from '../../analysis/attention/cell.ts';
import { sameHead } from '../../analysis/attention/head.ts';
import type { PlacedCell } from '../../analysis/attention/pointed.ts';
import { rowOfToken } from '../../analysis/attention/rowsAndColumns.ts';
import { hiddenIn } from '../../sentences/captions.ts';
import { HEAD } from '../../store/parameters.ts';
import { headsNow, lockedNow } from '../../store/selectors.ts';
import type { Side } from '../../text/token.ts';
import type { ActOf } from './act.tsx';
import { useLanguage } from './language.ts';
import { useActions, useParameter, useSelector } from './store.tsx';

/** What holds a cell, where that is not the page: of another text than the page's, or of another mask. */
export interface Holder {
  /** What is held, in the tokens of each model. */
  readonly held: Partial<Readonly<Record<Side, PointedCell | null>>> | null;
  hold(cell: PlacedCell | null): void;
}

/**
 * @param views what is shown of the models whose tokens and heads are named; null for one that is not there
 * @param onHead called when a head was chosen
 */
export function useActs(
  views: Readonly<Record<Side, AttentionView | null>>,
  { holder = null, onHead }: { holder?: Holder | null; onHead?: (side: Side) => void } = {},
): ActOf {
  const { lock, set } = useActions();
  const [hideSpecials] = useParameter('specials');
  const locked = useSelector(lockedNow);
  const heads = useSelector(headsNow);
  const [of] = useParameter('of');
  const held = holder ? holder.held : locked;
  const hold = holder ? holder.hold : lock;
  const spoken = useLanguage();
  // biome-ignore lint/correctness/useExhaustiveDependencies: titles are said anew in another language
  return useCallback(
    (part) => {
      if ('term' in part) return null;
      const at = 'token' in part ? part.at : part;
      const view = at && views[at.side];
      if (!view) return null;
      const release = () => hold(null);
      if ('head' in at) {
        const { side, head, text } = at;
        return {
          title: t`Show ${text} of ${view.model.name}`,
          isOn: of === 'head' && sameHead(heads[side], head),
          press() {
            // It is seen where no mean stands in its place.
            set({ [HEAD[side]]: head, of: 'head' });
            onHead?.(side);
          },
          release,
        };
      }
      const { side, position } = at;
      const isOn = held?.[side]?.row === position;
      return {
        title: t`Hold this token`,
        isOn,
        press: () => hold(isOn ? null : rowOfToken(view, position, hiddenIn(view, hideSpecials))),
        release,
      };
    },
    [views, held, heads, of, hideSpecials, hold, set, onHead, spoken],
  );
}
