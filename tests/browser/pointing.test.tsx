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

it('what is pointed at while a cell is held is told of, and the held one again once the pointer has left', async () => {
  await show();
  await userEvent.click(token('animal'));
  await userEvent.hover(page.getByRole('heading', { name: 'Sightlines' }));
  const told = readout();
  expect(told).toMatch(/^animal reads /);
  const at = () => document.querySelector('.strip-tokens [data-active]')?.textContent;
  expect(at()).toBe('animal');
  await userEvent.hover(token('cross'));
  await vi.waitFor(() => expect(readout()).toMatch(/^cross reads /));
  expect(document.querySelector('.caption')?.textContent).toContain('cross reads ');
  // The held cell stays marked.
  expect(document.querySelectorAll('[data-side="left"] .cursor')).toHaveLength(2);
  expect(document.querySelectorAll('[data-side="left"] .cursor[data-held]')).toHaveLength(1);
  const plane = page.getByRole('application', { name: /Attention of BERT/ });
  await userEvent.hover(plane, { position: { x: 4, y: 4 } });
  await vi.waitFor(() => expect(at()).toBe('[CLS]'));
  await userEvent.hover(page.getByRole('heading', { name: 'Sightlines' }));
  await vi.waitFor(() => expect(readout()).toBe(told));
  expect(at()).toBe('animal');
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
