import { useMemo } from 'react';

/**
 * The value; as long as it says the same, the same object. So a part of the page that is given it need
 * not be rendered again only because something else has changed.
 *
 * @param value what JSON can write
 */
export function useAlike<Value>(value: Value): Value {
  // biome-ignore lint/correctness/useExhaustiveDependencies: what it says is what it depends on
  return useMemo(() => value, [JSON.stringify(value)]);
}
