/**
 * How components follow the language: whatever says something is rendered anew in another one. Nothing is
 * mounted anew for that, so what is open stays open.
 */
import {
  type DependencyList,
  type NamedExoticComponent,
  type ReactNode,
  memo as reactMemo,
  useMemo,
  useSyncExternalStore,
} from 'react';
import { language, onLanguage } from '../../language/language.ts';
import type { Language } from '../../language/languages.ts';

/** The language that the page is in; whoever asks is rendered anew in another. */
export const useLanguage = (): Language => useSyncExternalStore(onLanguage, language, language);

/** React's own `memo`, but for the language: also what has the same props says it in another. */
export function memo<Props extends object>(
  component: (props: Props) => ReactNode,
): NamedExoticComponent<Props> {
  function InLanguage(props: Props) {
    useLanguage();
    return component(props);
  }
  return reactMemo(InLanguage) as NamedExoticComponent<Props>;
}

/** React's `useMemo` for what is said: computed anew in another language, too. */
export function useSaid<Value>(compute: () => Value, dependencies: DependencyList): Value {
  const spoken = useLanguage();
  // biome-ignore lint/correctness/useExhaustiveDependencies: they are checked where it is used
  return useMemo(compute, [...dependencies, spoken]);
}
