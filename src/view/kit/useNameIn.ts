/** What the model in a place is called, also before it has read anything. */
import { SHIPPED } from '../../engine/shipped.ts';
import type { PageState } from '../../store/pageStore.ts';
import type { Side } from '../../text/token.ts';
import { useSelector } from './store.tsx';

export const nameIn = ({ models }: Pick<PageState, 'models'>, side: Side): string =>
  models[side]?.info.name ?? SHIPPED[side].name;

export const useNameIn = (side: Side): string => useSelector((state) => nameIn(state, side));
