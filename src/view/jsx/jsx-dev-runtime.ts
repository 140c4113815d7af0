/** The same as `jsx-runtime.ts`, for the development server. */
import * as runtime from 'react/jsx-dev-runtime';
import { translatable } from './translatable.ts';

export { Fragment } from 'react/jsx-dev-runtime';
export type { JSX } from './jsx-runtime.ts';

export const jsxDEV: typeof runtime.jsxDEV = (type, props, key, isStatic, ...where) => {
  const apart = translatable(type, props as { readonly children?: unknown });
  // Texts alone have become one text.
  return runtime.jsxDEV(type, apart, key, isStatic && Array.isArray(apart.children), ...where);
};
