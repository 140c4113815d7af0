/** Words that act: what a sentence names, and what stands along a matrix, can be pressed. */
import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { Gallery } from '../view/gallery/Gallery.tsx';
import { base } from '../view/gallery/states.ts';

const show = () => render(<Gallery state={base} theme="light" />);
const caption = () => document.querySelector('.caption')!;
const words = () => [...caption().querySelectorAll<HTMLElement>('.act')];
const readout = (side: 'left' | 'right') =>
  document.querySelector(`[data-side="${side}"] .readout`)!;
const held = () => document.querySelector('.strip-tokens [aria-pressed="true"]')?.textContent;
const label = (axis: 'rows' | 'columns', text: string) =>
  [...document.querySelectorAll<HTMLElement>(`[data-side="left"] .axis-${axis} .axis-label`)].find(
    ({ textContent }) => textContent === text,
  )!;
const bands = (side: 'left' | 'right') =>
  [...document.querySelectorAll(`[data-side="${side}"] .band`)].map(({ className }) => className);

it('holds the token whose name in the caption was pressed, and lets go of it where it is pressed again', async () => {
  await show();
  await userEvent.click(page.getByRole('toolbar').getByRole('button', { name: 'it' }));
  await vi.waitFor(() => expect(held()).toBe('it'));
  const other = words().find(({ textContent }) => textContent !== 'it')!;
  const name = other.textContent;
  await userEvent.click(other);
  await vi.waitFor(() => expect(held()).toBe(name));
  const own = words().find((each) => each.getAttribute('aria-pressed') === 'true')!;
  expect(own.textContent).toBe(name);
  await userEvent.click(own);
  await vi.waitFor(() => expect(held()).toBeUndefined());
});

it('has one tab stop in a sentence, and arrow keys from word to word', async () => {
  await show();
  await userEvent.click(page.getByRole('toolbar').getByRole('button', { name: 'it' }));
  await vi.waitFor(() => expect(words().length).toBeGreaterThan(1));
  expect(words().map(({ tabIndex }) => tabIndex)).toEqual(words().map((_, at) => (at ? -1 : 0)));
  words()[0]!.focus();
  await userEvent.keyboard('{ArrowLeft}{ArrowRight}');
  expect(document.activeElement).toBe(words()[1]);
  expect(words()[1]!.tabIndex).toBe(0);
  const name = words()[1]!.textContent;
  await userEvent.keyboard('{Enter}');
  await vi.waitFor(() => expect(held()).toBe(name));
  // The sentence is another, and the keyboard is where it was in it.
  expect(document.activeElement?.closest('.voice')).not.toBeNull();
});

it('says of the label of a row what is read most there in either model, and marks the row alone', async () => {
  await show();
  await userEvent.hover(label('rows', 'it'));
  await vi.waitFor(() =>
    expect(readout('left').textContent).toMatch(/^it reads most from .+%\)\.$/),
  );
  expect(readout('right').textContent).toMatch(/^it reads most from .+%\)\.$/);
  expect(bands('left')).toEqual(['band band-row']);
  expect(bands('right')).toEqual(['band band-row']);
  await userEvent.click(label('rows', 'it'));
  await vi.waitFor(() => expect(held()).toBe('it'));
  expect(bands('left')).toEqual(['band band-row', 'band band-column']);
  await userEvent.click(label('rows', 'it'));
  await vi.waitFor(() => expect(held()).toBeUndefined());
});

it('says of the label of a column who reads it most, and a click holds that reader', async () => {
  await show();
  await userEvent.hover(label('columns', 'animal'));
  await vi.waitFor(() =>
    expect(readout('left').textContent).toMatch(/^animal is read most by .+%\), then by .+%\)\.$/),
  );
  expect(bands('left')).toEqual(['band band-column']);
  expect(caption().textContent).toMatch(/^BERT: animal is read most by .+ GPT: animal is read/);
  const reader = /by (.+?) \(/.exec(readout('left').textContent!)![1]!;
  await userEvent.click(label('columns', 'animal'));
  await vi.waitFor(() => expect(held()).toBeDefined());
  if (reader !== 'itself') expect(reader).toContain(held());
  expect(readout('left').textContent).toMatch(/reads .+% from (animal|itself)\.$/);
});

it('leaves nothing marked once the pointer has left a label', async () => {
  await show();
  await userEvent.hover(label('columns', 'animal'));
  await vi.waitFor(() => expect(bands('left')).toHaveLength(1));
  await userEvent.hover(page.getByRole('heading', { name: 'Sightlines' }));
  await vi.waitFor(() => expect(bands('left')).toEqual([]));
  expect(readout('left').textContent).toBe('Point at a cell for its exact weight.');
});
