/** Whatever is rendered after whatever, and translated in between, the page says what React would say. */
import fc from 'fast-check';
import { Fragment, type ReactElement, type ReactNode, Suspense } from 'react';
import { flushSync } from 'react-dom';
import { createRoot } from 'react-dom/client';
import { expect, it } from 'vitest';

/** What a reader can be shown: texts and elements, in lists and fragments, with parts that come and go. */
type Shown =
  | string
  | number
  | boolean
  | null
  | readonly Shown[]
  | { readonly in: 'b' | 'fragment' | 'suspense' | 'component'; readonly holds: readonly Shown[] };

/** Hands its children on beside a text of its own. */
function Beside({ children }: { children: ReactNode }): ReactElement {
  return <>and {children}</>;
}

/** As it is written in a page: fixed places in an element, and lists where there are lists. */
function rendered(shown: Shown, key?: number): ReactNode {
  if (shown === null || typeof shown !== 'object') return shown;
  if (Array.isArray(shown)) return shown.map((each, at) => rendered(each, at));
  const { in: kind, holds } = shown as Extract<Shown, { in: unknown }>;
  const [first, second, ...rest] = holds.map((each) => rendered(each));
  switch (kind) {
    case 'b':
      return rest.length > 0 ? (
        <b key={key}>
          {first}
          {second}
          {holds.slice(2).map((each, at) => rendered(each, at))}
        </b>
      ) : (
        <b key={key}>
          {first}
          {second}
        </b>
      );
    case 'fragment':
      return second === undefined ? (
        <Fragment key={key}>{first}</Fragment>
      ) : (
        <Fragment key={key}>
          {first}
          {second}
        </Fragment>
      );
    case 'suspense':
      return <Suspense key={key}>{first}</Suspense>;
    case 'component':
      return <Beside key={key}>{first}</Beside>;
  }
}

/** What of it is text, in order, as React would have it. */
function textOf(shown: Shown): string {
  if (shown === null || typeof shown === 'boolean') return '';
  if (typeof shown !== 'object') return String(shown);
  if (Array.isArray(shown)) return shown.map(textOf).join('');
  const { in: kind, holds } = shown as Extract<Shown, { in: unknown }>;
  const all = holds.map(textOf);
  switch (kind) {
    case 'b':
      return all.join('');
    case 'fragment':
      return all.slice(0, 2).join('');
    case 'suspense':
      return all[0] ?? '';
    case 'component':
      return `and ${all[0] ?? ''}`;
  }
}

function textNodes(root: Node): Text[] {
  const walker = document.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found: Text[] = [];
  while (walker.nextNode()) found.push(walker.currentNode as Text);
  return found;
}

/** Puts elements of its own in the place of all texts, as a browser's translator does. */
function translate(root: Node): void {
  for (const text of textNodes(root)) {
    if (text.parentElement?.closest('font')) continue;
    const font = document.createElement('font');
    font.textContent = text.data;
    text.replaceWith(font);
  }
}

const { shown } = fc.letrec<{ shown: Shown; list: readonly Shown[] }>((tie) => ({
  shown: fc.oneof(
    { maxDepth: 4, withCrossShrink: true },
    fc.constantFrom<Shown>('a', 'b ', ' ', '', 0, 7, null, false, true),
    tie('list'),
    fc.record({
      in: fc.constantFrom(
        'b' as const,
        'fragment' as const,
        'suspense' as const,
        'component' as const,
      ),
      holds: tie('list'),
    }),
  ),
  list: fc.array(tie('shown'), { maxLength: 5 }),
}));

const Line = ({ says }: { says: Shown }) => (
  <p>
    {rendered(says)}
    {says === null ? null : <i>.</i>}
  </p>
);

it('keeps every text as the only child of its element, and follows every change of a translated page', () => {
  fc.assert(
    fc.property(fc.array(shown, { minLength: 2, maxLength: 5 }), (states) => {
      const place = document.createElement('div');
      const errors: unknown[] = [];
      const root = createRoot(place, { onUncaughtError: (error) => errors.push(error) });
      for (const says of states) {
        flushSync(() => root.render(<Line says={says} />));
        expect(errors).toEqual([]);
        expect(place.textContent).toBe(textOf(says) + (says === null ? '' : '.'));
        const crowded = textNodes(place).filter(
          ({ parentNode }) => parentNode!.childNodes.length > 1,
        );
        expect(crowded.map(({ data }) => data)).toEqual([]);
        translate(place);
      }
      root.unmount();
    }),
    { numRuns: 500 },
  );
});

it('gives a fragment, or a component that hands on its children, no text without an element', () => {
  const place = document.createElement('div');
  const root = createRoot(place);
  flushSync(() =>
    root.render(
      <>
        <Beside>two</Beside>
        three
      </>,
    ),
  );
  expect(place.innerHTML).toBe('<span>and two</span><span>three</span>');
  root.unmount();
});

it('leaves a text alone, or texts alone, as they are: an option or a title can hold nothing else', () => {
  const place = document.createElement('div');
  const root = createRoot(place);
  const [count, none] = [3, null];
  flushSync(() =>
    root.render(
      <select>
        <option>one</option>
        <option>
          {count} of {4}
          {none}
        </option>
      </select>,
    ),
  );
  expect(place.innerHTML).toBe('<select><option>one</option><option>3 of 4</option></select>');
  root.unmount();
});

it('keeps an element in its place while texts beside it come and go', () => {
  const place = document.createElement('div');
  const root = createRoot(place);
  const show = (before: string | null, after: string | null) =>
    flushSync(() =>
      root.render(
        <p>
          {before}
          <input aria-label="kept" />
          {after}
        </p>,
      ),
    );
  show(null, 'after');
  const input = place.querySelector('input');
  for (const [before, after] of [
    ['before', 'after'],
    ['other', null],
    [null, null],
    ['again', 'after'],
  ] as const) {
    translate(place);
    show(before, after);
    expect(place.querySelector('input')).toBe(input);
    expect(place.textContent).toBe(`${before ?? ''}${after ?? ''}`);
  }
  root.unmount();
});

it.each([
  [<td key="0">{0.5}</td>, '<td translate="no">0.5</td>'],
  [<td key="1">−12.5%</td>, '<td translate="no">−12.5%</td>'],
  [<td key="2">&lt;0.001</td>, '<td translate="no">&lt;0.001</td>'],
  [<td key="3">2e-7</td>, '<td translate="no">2e-7</td>'],
  [<td key="4">1.4 bits</td>, '<td>1.4 bits</td>'],
  [<td key="5">2 e</td>, '<td>2 e</td>'],
  [<td key="6">n/m</td>, '<td>n/m</td>'],
  [<td key="7">–</td>, '<td>–</td>'],
  [
    <td key="8" translate="yes">
      1
    </td>,
    '<td translate="yes">1</td>',
  ],
])('keeps a translator from a number, and from nothing else', (cell, html) => {
  const place = document.createElement('tr');
  const root = createRoot(place);
  flushSync(() => root.render(cell));
  expect(place.innerHTML).toBe(html);
  root.unmount();
});
