/** What JSX is compiled to here: React's own runtime, with {@link translatable}. */
import type * as React from 'react';
import * as runtime from 'react/jsx-runtime';
import { translatable } from './translatable.ts';

export { Fragment } from 'react/jsx-runtime';

export function jsx(type: React.ElementType, props: object, key?: React.Key): React.ReactElement {
  return runtime.jsx(type, translatable(type, props), key);
}

export function jsxs(type: React.ElementType, props: object, key?: React.Key): React.ReactElement {
  return runtime.jsxs(type, translatable(type, props), key);
}

/** React's types, except that a component gives an element: a bare text of its own would stand anywhere. */
export declare namespace JSX {
  type Rendered = React.ReactElement | null;
  type ElementType =
    | string
    | ((props: never) => Rendered)
    | (new (
        props: never,
      ) => ElementClass)
    | React.ExoticComponent<never>;
  interface Element extends React.JSX.Element {}
  interface ElementClass extends React.Component {
    render(): Rendered;
  }
  interface ElementAttributesProperty extends React.JSX.ElementAttributesProperty {}
  interface ElementChildrenAttribute extends React.JSX.ElementChildrenAttribute {}
  type LibraryManagedAttributes<C, P> = React.JSX.LibraryManagedAttributes<C, P>;
  interface IntrinsicAttributes extends React.JSX.IntrinsicAttributes {}
  interface IntrinsicClassAttributes<T> extends React.JSX.IntrinsicClassAttributes<T> {}
  interface IntrinsicElements extends React.JSX.IntrinsicElements {}
}
