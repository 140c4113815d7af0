/** What is pointed at is in focus, and only for as long. */
import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { Gallery } from '../view/gallery/Gallery.tsx';
import { base } from '../view/gallery/states.ts';

const show = () => render(<Gallery state={base} theme="light" />);
const readout = () => document.querySelector('[data-side="left"] .readout')?.textContent;
const marked = () => document.querySelectorAll('.strip-tokens [data-active]').length;
const token = (label: string) =>
  page.getByRole('toolbar', { name: 'Tokens of the text' }).getByRole('button', { name: label });

it('a mouse that held a token and has left it leaves nothing behind once it is released', async () => {
  await show();
  await userEvent.hover(token('animal'));
  await vi.waitFor(() => expect(marked()).toBe(1));
  await userEvent.click(token('animal'));
  await userEvent.click(page.getByRole('button', { name: /^Release/ }));
  await vi.waitFor(() => expect(marked()).toBe(0));
  expect(readout()).toBe('Point at a cell for its exact weight.');
});

it('the keyboard, released, is where it has walked to, and leaves nothing behind when it goes', async () => {
  await show();
  const plane = page.getByRole('application', { name: /Attention of BERT/ });
  (plane.element() as HTMLElement).focus();
  await userEvent.keyboard('{ArrowDown}{Enter}{ArrowDown}{ArrowDown}{ArrowRight}');
  const walked = readout();
  await userEvent.keyboard('{Escape}');
  await vi.waitFor(() => expect(document.querySelector('[data-locked]')).toBeNull());
  expect(readout()).toBe(walked);
  expect(marked()).toBe(1);
  await userEvent.tab();
  await vi.waitFor(() => expect(marked()).toBe(0));
});

it('the keyboard walks on from the token that was clicked, also once it is released', async () => {
  await show();
  await userEvent.click(token('cross'));
  await userEvent.click(token('cross'));
  await userEvent.hover(page.getByRole('heading', { name: 'Sightlines' }));
  await vi.waitFor(() => expect(marked()).toBe(0));
  await userEvent.keyboard('{ArrowRight}{ArrowRight}');
  expect(document.activeElement?.textContent).toBe('street');
  expect(document.querySelector('.strip-tokens [data-active]')?.textContent).toBe('street');
});
