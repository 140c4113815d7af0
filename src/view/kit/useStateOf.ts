import { useCallback, useState } from 'react';

/**
 * State that is about something, such as a text: with another one it is as it was at first.
 *
 * @param of what it is about, by name
 */
export function useStateOf<Value>(
  of: string,
  initial: Value,
): readonly [Value, (value: Value) => void] {
  const [state, setState] = useState({ of, value: initial });
  const set = useCallback(
    (value: Value) =>
      setState((old) => (old.of === of && Object.is(old.value, value) ? old : { of, value })),
    [of],
  );
  return [state.of === of ? state.value : initial, set];
}
