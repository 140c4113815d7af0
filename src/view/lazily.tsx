/** Parts of the page whose code is fetched when they are first shown, and again after a failure. */
import { type ComponentType, use } from 'react';

/** Ways back to before each failed attempt. */
const failures = new Set<() => void>();

/**
 * Like React's `lazy`, which keeps a failure for good: suspends until the code has arrived, and throws
 * what kept it from coming until {@link forgetFailures}.
 */
export function lazily<Props extends object>(
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> {
  let loading: Promise<ComponentType<Props>> | null = null;
  function fetched(): Promise<ComponentType<Props>> {
    if (loading) return loading;
    loading = load();
    loading.catch(() =>
      failures.add(() => {
        loading = null;
      }),
    );
    return loading;
  }
  return function Lazily(props: Props) {
    const Loaded = use(fetched());
    return <Loaded {...props} />;
  };
}

/** What failed is fetched anew when it is next shown. */
export function forgetFailures(): void {
  // Vite asks for a style sheet once and never again, also where it did not come.
  for (const link of document.querySelectorAll<HTMLLinkElement>('link[rel="stylesheet"]')) {
    if (!link.sheet?.cssRules.length) link.replaceWith(link.cloneNode());
  }
  for (const forget of failures) forget();
  failures.clear();
}
