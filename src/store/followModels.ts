/** Has the models that a link or a reader asks for put into their places; what does it is fetched then. */
import { msg } from '#say';
import type { Engine } from '../engine/protocol.ts';
import { SIDES, type Side } from '../text/token.ts';
import type { Opening, Openings } from './opening.ts';
import type { PageStore } from './pageStore.ts';
import { withValues } from './pageStore.ts';
import type { placeModels } from './placeModels.ts';

/** What puts models into places. */
type Code = { readonly placeModels: typeof placeModels };

const NOT_FETCHED: Opening = {
  phase: 'refused',
  message: msg`What opens models could not be fetched: check your connection, dismiss this, and open it again.`,
};

/** @param load fetches the code that does it, each time that it is called */
export function followModels(
  store: PageStore,
  engine: Pick<Engine, 'lookUp' | 'open'>,
  base: URL,
  load: () => Promise<Code> = () => import('./placeModels.ts'),
): Openings {
  let fetched: Promise<Openings> | null = null;
  /** What the link said of the places when it was last looked at. */
  let said: Readonly<Record<Side, string | null>> = { left: null, right: null };

  const show = (side: Side, opening: Opening | null) =>
    store.setState(({ openings }) => ({ openings: { ...openings, [side]: opening } }));

  /** Once it is here, it follows the link by itself. */
  function fetchIt(): Promise<Openings> {
    fetched ??= load().then(({ placeModels }) => {
      unsubscribe();
      return placeModels(store, engine, base);
    });
    fetched.catch(() => {
      fetched = null;
    });
    return fetched;
  }

  function look() {
    const { left, right } = store.getState().values;
    const asked = SIDES.filter((side) => ({ left, right })[side] !== said[side]);
    said = { left, right };
    const wanted = asked.filter((side) => said[side] !== null);
    if (wanted.length === 0) return;
    fetchIt().catch((error: unknown) => {
      console.warn(error);
      for (const side of wanted) show(side, NOT_FETCHED);
    });
  }

  const unsubscribe = store.subscribe(look);
  look();
  return {
    async open(side, ...asked) {
      const openings = await fetchIt().catch((error: unknown) => {
        show(side, NOT_FETCHED);
        throw error;
      });
      await openings.open(side, ...asked);
    },
    agree: (side) => void fetched?.then(({ agree }) => agree(side)),
    cancel(side) {
      if (fetched) return void fetched.then(({ cancel }) => cancel(side));
      // The page's own model stands there: the link says no more than that.
      show(side, null);
      store.setState((state) => withValues(state, { ...state.values, [side]: null }));
    },
    showOther: async (side) => (await fetched)?.showOther(side),
    putBack: async (side) => (await fetched)?.putBack(side),
  };
}
