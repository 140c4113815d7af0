/** The glossary's sentences, fetched after the first picture where a word stands that they explain, or when one is asked for. */
import { useEffect, useSyncExternalStore } from 'react';
import { restOf } from '../../language/fetch.ts';
import { language } from '../../language/language.ts';
import { firstPicture } from '../../store/timing.ts';
import { useLanguage } from './language.ts';

type Glossary = typeof import('../../lesson/explain.ts');

const glossary: { here: Glossary | null; coming: Promise<void> | null } = {
  here: null,
  coming: null,
};
const listeners = new Set<() => void>();

async function bring(): Promise<void> {
  try {
    const [module] = await Promise.all([import('../../lesson/explain.ts'), restOf(language())]);
    glossary.here = module;
    for (const listener of listeners) listener();
  } catch {
    // The next word asks again.
    glossary.coming = null;
  }
}

function ask(): void {
  glossary.coming ??= bring();
}

const here = () => glossary.here;

function follow(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/**
 * What explains a term, in the page's language; null until it has arrived.
 *
 * @param isWanted whether somebody waits for it
 */
export function useGlossary(isWanted = false): Glossary | null {
  useLanguage();
  useEffect(() => {
    if (isWanted) ask();
    else void firstPicture.then(ask);
  }, [isWanted]);
  return useSyncExternalStore(follow, here, here);
}
