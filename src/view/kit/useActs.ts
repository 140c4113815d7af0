/** What the named parts of sentences do on the page: a token is held, a head is chosen. */
import { useCallback } from 'react';
import type { AttentionView } from '../../analysis/attention/attentionView.ts';
import { sameHead } from '../../analysis/attention/head.ts';
import { rowOfToken } from '../../analysis/attention/rowsAndColumns.ts';
import { hiddenIn } from '../../sentences/captions.ts';
import { headsNow, lockedNow } from '../../store/selectors.ts';
import type { Side } from '../../text/token.ts';
import type { ActOf } from './PhraseText.tsx';
import { useActions, useParameter, useSelector } from './store.tsx';

/** @param views what is shown of the models whose tokens and heads are named; null for one that is not there */
export function useActs(views: Readonly<Record<Side, AttentionView | null>>): ActOf {
  const { lock, chooseHead } = useActions();
  const [hideSpecials] = useParameter('specials');
  const locked = useSelector(lockedNow);
  const heads = useSelector(headsNow);
  return useCallback(
    (part) => {
      const at = 'token' in part ? part.at : part;
      const view = at && views[at.side];
      if (!view) return null;
      if ('head' in at) {
        const { side, head, text } = at;
        return {
          title: `Show ${text} of ${view.model.name}`,
          isOn: sameHead(heads[side], head),
          press: () => chooseHead(side, head),
        };
      }
      const { side, position } = at;
      const isOn = locked?.[side].row === position;
      return {
        title: 'Hold this token',
        isOn,
        press: () => lock(isOn ? null : rowOfToken(view, position, hiddenIn(view, hideSpecials))),
      };
    },
    [views, locked, heads, hideSpecials, lock, chooseHead],
  );
}
