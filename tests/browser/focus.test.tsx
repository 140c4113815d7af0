/** A button that goes when it is pressed leaves the keyboard where it was, not at the top of the page. */
import { expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import type { Actions } from '../../src/store/actions.ts';
import { Gallery } from '../view/gallery/Gallery.tsx';
import { base, STATES, type State } from '../view/gallery/states.ts';

const HELD: Partial<State> = { cell: { row: 2, column: 1 } };

const focused = () => document.activeElement as HTMLElement;

function show(state: Partial<State>, actions: Partial<Actions> = {}) {
  const shown = (more: Partial<State>) => (
    <Gallery key="page" state={{ ...base, ...state, ...more }} theme="light" actions={actions} />
  );
  return { shown, screen: render(shown({})) };
}

async function press(name: string | RegExp): Promise<void> {
  const button = page.getByRole('button', { name });
  (button.element() as HTMLElement).focus();
  await userEvent.keyboard('{Enter}');
}

it('Release leaves it at the tokens', async () => {
  await show(HELD).screen;
  await press(/^Release/);
  await expect.poll(focused).toBe(page.getByRole('region', { name: 'The tokens' }).element());
  // From there Tab goes to the tokens, as from the button it would have gone on.
  await userEvent.tab();
  expect(focused().className).toBe('token');
  expect(page.getByRole('region', { name: 'The tokens' }).element().hasAttribute('tabindex')).toBe(
    false,
  );
});

it('Dismiss leaves it before the text', async () => {
  await show({ linkProblems: ['Something about the link.'] }).screen;
  await press('Dismiss');
  await expect.poll(focused).toBe(page.getByRole('main').element());
});

it('Take out leaves it at the model, when the answer takes the button away', async () => {
  const { screen, shown } = show({});
  const { rerender } = await screen;
  await press(/^Take out/);
  expect(focused().textContent).toMatch(/^Take out/);
  await rerender(shown({ comparison: STATES.blank!.comparison! }));
  await expect
    .poll(focused)
    .toBe(page.getByRole('region', { name: 'BERT', exact: true }).element());
});

it('Retry leaves it at the text, once it has helped', async () => {
  const retry = vi.fn();
  const { screen, shown } = show(STATES.failed!, { retry });
  const { rerender } = await screen;
  await press('Retry');
  await rerender(shown({ status: base.status }));
  await expect.poll(focused).toBe(page.getByRole('region', { name: 'The text' }).element());
});

it('what goes after the keyboard has left it takes nothing along', async () => {
  const { screen, shown } = show({ linkProblems: ['Something about the link.'] });
  const { rerender } = await screen;
  (page.getByRole('button', { name: 'Dismiss' }).element() as HTMLElement).focus();
  focused().blur();
  await rerender(shown({ linkProblems: [] }));
  await expect.element(page.getByRole('button', { name: 'Dismiss' })).not.toBeInTheDocument();
  expect(focused()).toBe(document.body);
});
