/**
 * The console API before all of it is here: most visitors never ask it anything, so it comes after the first picture.
 * Questions wait for it.
 */

import type { createConsole, SightlinesConsole } from './console.ts';
import { openedModels } from './openedModels.ts';
import { whenReady } from './whenReady.ts';

type Create = typeof createConsole;

/**
 * @param after when it may be fetched before anybody asks
 * @param load its code, in a test something else
 */
export function createLateConsole(
  after: Promise<unknown>,
  given: Parameters<Create>,
  load: () => Promise<{ createConsole: Create }> = () => import('./console.ts'),
): SightlinesConsole {
  const [engine] = given;
  let here: SightlinesConsole | null = null;
  let coming: Promise<SightlinesConsole> | null = null;

  function fetched(): Promise<SightlinesConsole> {
    coming ??= load().then(
      ({ createConsole }) => {
        here = createConsole(...given);
        return here;
      },
      (cause: unknown) => {
        coming = null;
        throw new Error(
          'The code that answers here could not be fetched: check your connection, then ask again.',
          { cause },
        );
      },
    );
    return coming;
  }

  // Whoever asks is told what kept it from coming.
  after.then(fetched).catch(() => undefined);

  return {
    get ready() {
      return whenReady(engine).then(async () => void (await fetched()));
    },
    run: async (request) => (await fetched()).run(request),
    analyse(run, heads) {
      if (here) return here.analyse(run, heads);
      throw new Error('The page is still opening: ask again once sightlines.ready has resolved.');
    },
    async *generate(request) {
      yield* (await fetched()).generate(request);
    },
    blank: async (request) => (await fetched()).blank(request),
    stats: () => engine.stats(),
    open: async (request) => (await fetched()).open(request),
    get models() {
      return openedModels(engine);
    },
  };
}
