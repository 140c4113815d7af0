/** Has the models that a link or a reader asks for put into their places; what does it is fetched then. */
import type { Engine } from '../engine/protocol.ts';
import { SIDES } from '../text/token.ts';
import type { Openings } from './opening.ts';
import type { PageStore } from './pageStore.ts';

export function followModels(
  store: PageStore,
  engine: Pick<Engine, 'lookUp' | 'open'>,
  base: URL,
): Openings {
  let fetched: Promise<Openings> | null = null;
  function fetchIt(): Promise<Openings> {
    unsubscribe();
    fetched ??= import('./placeModels.ts').then(({ placeModels }) =>
      placeModels(store, engine, base),
    );
    fetched.catch(() => {
      fetched = null;
    });
    return fetched;
  }
  function look() {
    const { values } = store.getState();
    if (SIDES.some((side) => values[side] !== null)) fetchIt().catch(console.warn);
  }
  const unsubscribe = store.subscribe(look);
  look();
  return {
    open: async (...asked) => (await fetchIt()).open(...asked),
    agree: (side) => void fetched?.then(({ agree }) => agree(side)),
    cancel: (side) => void fetched?.then(({ cancel }) => cancel(side)),
    showOther: async (side) => (await fetched)?.showOther(side),
    putBack: async (side) => (await fetched)?.putBack(side),
  };
}
