/**
 * What the browser has, where it lets this page use it: in another page's frame, storage and locks may throw as
 * soon as they are named.
 */
export function allowed<Value>(named: () => Value): Value | undefined {
  try {
    return named();
  } catch {
    return undefined;
  }
}
