/** Parts of the page whose code is fetched when they are first shown, and again after a failure. */
import { type ReactElement, use } from 'react';
import { restOf } from '../../language/fetch.ts';
import { language } from '../../language/language.ts';

/** What a part's code was fetched for, and did not come. */
export class NotFetched extends Error {}

type Part<Props> = (props: Props) => ReactElement | null;

/** Ways back to before each failed attempt. */
const failures = new Set<() => void>();

/**
 * Like React's `lazy`, which keeps a failure for good: suspends until the code has arrived, and throws
 * what kept it from coming until {@link forgetFailures}.
 */
export function lazily<Props extends object>(load: () => Promise<Part<Props>>): Part<Props> {
  let loading: Promise<Part<Props>> | null = null;
  function fetched(): Promise<Part<Props>> {
    if (loading) return loading;
    // What is said in it is not there at first.
    loading = Promise.all([load(), restOf(language())]).then(
      ([part]) => part,
      (cause: unknown) => {
        throw new NotFetched(cause instanceof Error ? cause.message : String(cause), { cause });
      },
    );
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
