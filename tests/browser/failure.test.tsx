/** A page that fails says so and offers a way on, wherever it fails and whatever was done to it. */
import { useState } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { Boundary } from '../../src/view/page/Boundary.tsx';
import { NotFetched } from '../../src/view/page/lazily.tsx';
import { start } from '../../src/view/page/start.tsx';
import { Gallery } from '../view/gallery/Gallery.tsx';
import { base, type State } from '../view/gallery/states.ts';

const LINK = 'https://example.org/?text=Kept.';
const linkToText = () => LINK;
const again = page.getByRole('button', { name: 'Show it again' });

// React tells the console of every error that a boundary has caught.
const told = vi.spyOn(console, 'error').mockImplementation(() => undefined);
afterEach(() => told.mockClear());

/** What no part of the page can work with. */
const BROKEN: Readonly<Partial<Record<keyof State, unknown>>> = {
  preset: 'nothing',
  comparison: { left: {}, right: {} },
  status: null,
  view: 'nowhere',
  of: null,
  bertAlso: null,
  about: {},
  linkProblems: null,
};

it.each(Object.entries(BROKEN))(
  'with a broken %s the page says so, and comes back',
  async (name, value) => {
    const shown = (broken: State) => (
      <Boundary name="page" isWhole linkToText={linkToText}>
        <Gallery state={{ ...base, ...broken }} theme="light" actions={{ linkToText }} />
      </Boundary>
    );
    const screen = await render(shown({ [name]: value }));
    await expect.element(page.getByRole('alert')).toHaveTextContent('has failed');
    await expect.element(page.getByRole('heading', { name: 'Sightlines' })).toBeVisible();
    await expect
      .element(page.getByRole('link', { name: 'Open the text anew' }))
      .toHaveAttribute('href', LINK);
    await screen.rerender(shown({}));
    if (again.query()) await userEvent.click(again);
    await expect
      .element(page.getByRole('application', { name: /Attention of BERT/ }))
      .toBeVisible();
    expect(page.getByRole('alert').query()).toBeNull();
  },
);

/** Fails over some texts, and where it is told to when a button is pressed. */
function Part({ over, error }: { over: string; error?: Error }) {
  const [isFailing, setFailing] = useState(false);
  if (isFailing || over === 'bad') throw error ?? new Error('It cannot be drawn.');
  return (
    <>
      <button type="button" onClick={() => setFailing(true)}>
        Fail
      </button>
      <button
        type="button"
        onClick={() => {
          throw new Error('A handler failed.');
        }}
      >
        Fail by itself
      </button>
      A part over {over}.
    </>
  );
}

const inside = (over: string, name = 'part', error?: Error) => (
  <Boundary name={name} over={over} linkToText={linkToText}>
    <Part over={over} {...(error && { error })} />
  </Boundary>
);

it('a part that failed over one text is shown over the next', async () => {
  const screen = await render(inside('good'));
  await screen.rerender(inside('bad'));
  await expect.element(page.getByRole('alert')).toHaveTextContent('“It cannot be drawn”');
  await screen.rerender(inside('better'));
  await expect.element(page.getByText('A part over better.')).toBeVisible();
});

it('a part that failed after an event is shown again when that is asked for', async () => {
  await render(inside('good'));
  await userEvent.click(page.getByRole('button', { name: 'Fail', exact: true }));
  await expect.element(page.getByRole('alert')).toBeVisible();
  await userEvent.click(again);
  await expect.element(page.getByText('A part over good.')).toBeVisible();
});

it('an event handler that fails leaves the page as it is', async () => {
  await render(inside('good'));
  const errors: string[] = [];
  const note = (event: ErrorEvent) => {
    errors.push(event.message);
    event.preventDefault();
  };
  window.addEventListener('error', note);
  await userEvent.click(page.getByRole('button', { name: 'Fail by itself' }));
  window.removeEventListener('error', note);
  expect(errors).toEqual(['Uncaught Error: A handler failed.']);
  await expect.element(page.getByText('A part over good.')).toBeVisible();
});

it('what could not be fetched waits for Retry, or for another part to be opened', async () => {
  const error = new NotFetched('Failed to fetch it.');
  const screen = await render(inside('bad', 'one', error));
  await expect.element(page.getByRole('alert')).toHaveTextContent('Failed to fetch it. Check');
  await screen.rerender(inside('good', 'one'));
  await expect.element(page.getByRole('button', { name: 'Retry' })).toBeVisible();
  await screen.rerender(inside('good', 'other'));
  await expect.element(page.getByText('A part over good.')).toBeVisible();
});

it('where nothing else catches an error, the page’s place is taken by a sentence, and the page comes back', async () => {
  const root = document.createElement('div');
  document.body.append(root);
  start(root, <Part over="good" />, linkToText);
  const within = page.elementLocator(root);
  await userEvent.click(within.getByRole('button', { name: 'Fail', exact: true }));
  await expect.element(within.getByRole('alert')).toHaveTextContent('The page has failed');
  await expect.element(within.getByRole('link')).toHaveAttribute('href', LINK);
  await userEvent.click(again);
  await expect.element(within.getByText('A part over good.')).toBeVisible();
  root.remove();
});
