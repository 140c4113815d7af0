/** What is kept is of the picture that was on the screen, whatever is typed and answered meanwhile. */
import { beforeEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { Gallery } from '../view/gallery/Gallery.tsx';
import { base } from '../view/gallery/states.ts';
import { comparisonOf } from '../view/gallery/traces.ts';

beforeEach(() => page.viewport(1280, 900));

const fields = () =>
  [...document.querySelectorAll<HTMLTextAreaElement>('dialog.keep textarea')].map(
    ({ value }) => value,
  );

it('has the link and the sentence of the text that it shows, while a newer one is read and once it is', async () => {
  const older = {
    ...base,
    preset: null,
    text: 'the cat sat',
    comparison: comparisonOf('the cat sat'),
  };
  const newer = { ...older, text: 'some other words' };
  const shown = (state: typeof older) => <Gallery state={state} theme="light" />;
  const { rerender } = await render(shown(newer));
  await userEvent.click(page.getByRole('button', { name: /^Keep / }).first());
  await vi.waitFor(() => expect(fields()).toHaveLength(2), { timeout: 10_000 });
  const [link, code] = fields();
  expect(new URL(link!).searchParams.get('text')).toBe('the cat sat');
  expect(code).toContain('the cat sat');
  await rerender(shown({ ...newer, comparison: comparisonOf('some other words') }));
  await vi.waitFor(() =>
    expect(document.querySelector('.strip-tokens')?.textContent).toContain('other'),
  );
  expect(fields()).toEqual([link, code]);
});
