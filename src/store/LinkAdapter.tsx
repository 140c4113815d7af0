/**
 * Binds nuqs to the whole address, query and fragment: see address/encoding.ts for what stands in which. nuqs's
 * own adapter for React knows the query alone; it is kept around this one because it forgets, on
 * the way back, what was about to be written.
 */
import {
  unstable_createAdapterProvider,
  type unstable_UpdateUrlFunction,
} from 'nuqs/adapters/custom';
import { NuqsAdapter } from 'nuqs/adapters/react';
import { type ReactNode, useRef, useSyncExternalStore } from 'react';
import { readParams, writeParams } from '../address/encoding.ts';
import { isParameter } from '../address/link.ts';

const written = new Set<() => void>();

function subscribe(changed: () => void): () => void {
  written.add(changed);
  // Sent too where only the fragment was changed by hand.
  window.addEventListener('popstate', changed);
  return () => {
    written.delete(changed);
    window.removeEventListener('popstate', changed);
  };
}

/** What is not the page's stays in the query, if it was there; a stranger's fragment is nobody else's business. */
function ours(params: URLSearchParams): URLSearchParams {
  const query = new URLSearchParams(window.location.search);
  return new URLSearchParams([...params].filter(([name]) => isParameter(name) || query.has(name)));
}

const updateUrl: unstable_UpdateUrlFunction = (params, { history: manner, scroll }) => {
  const parts = writeParams(ours(params), isParameter);
  const url = Object.assign(new URL(window.location.href), parts);
  if (manner === 'push') window.history.pushState(window.history.state, '', url);
  else window.history.replaceState(window.history.state, '', url);
  for (const changed of written) changed();
  if (scroll) window.scrollTo({ top: 0 });
};

const getSearchParamsSnapshot = () => readParams(window.location);

function useAddress(watched: string[]) {
  const last = useRef<URLSearchParams>(null);
  const searchParams = useSyncExternalStore(subscribe, () => {
    const params = getSearchParamsSnapshot();
    for (const name of new Set(params.keys())) if (!watched.includes(name)) params.delete(name);
    // The same object for as long as it says the same.
    if (last.current?.toString() !== params.toString()) last.current = params;
    return last.current!;
  });
  return { searchParams, updateUrl, getSearchParamsSnapshot };
}

const AddressProvider = unstable_createAdapterProvider(useAddress);

export function LinkAdapter({ children }: { readonly children: ReactNode }) {
  return (
    <NuqsAdapter>
      <AddressProvider>{children}</AddressProvider>
    </NuqsAdapter>
  );
}
