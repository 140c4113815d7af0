/** A table of 128 × 128 weights: what is in sight is there at once, the rest without anybody waiting for it. */
import '../../src/view/css/index.css';
import { afterEach, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { render } from 'vitest-browser-react';
import { attentionViewOf } from '../../src/analysis/attention/attentionView.ts';
import { percent } from '../../src/sentences/numbers/percent.ts';
import { WeightTable } from '../../src/view/compare/WeightTable.tsx';
import { comparisonOf } from '../view/gallery/traces.ts';

afterEach(() => vi.unstubAllGlobals());

const WORDS = 'the old man saw a very long word and internationalisation of it';
const { left } = comparisonOf(
  Array.from({ length: 126 }, (_, i) => WORDS.split(' ')[i % 12]).join(' '),
);
const T = left.tokens.length;
const PLAIN = { of: 'head', by: 'tokens' } as const;
const sightOfHead = (head: number) => attentionViewOf(left, { layer: 0, head }, PLAIN);

const cells = () => document.querySelectorAll('tbody td').length;
const row = (at: number) => document.querySelectorAll('tbody tr')[at]!;
const box = () => document.querySelector('.table-scroll')!;

/** A browser that is never idle: nothing is made but what is in sight. */
const neverIdle = () => vi.stubGlobal('requestIdleCallback', () => 0);

async function open(head = 0) {
  const shown = await render(<WeightTable attentionView={sightOfHead(head)} />);
  await userEvent.click(page.getByText('Show as table'));
  await expect.element(page.getByRole('table')).toBeVisible();
  return shown;
}

it('has all rows with their headers at once, and cells only where they can be seen', async () => {
  neverIdle();
  await open();
  expect(T).toBe(128);
  expect(document.querySelectorAll('thead th')).toHaveLength(T);
  expect(document.querySelectorAll('tbody th[scope="row"]')).toHaveLength(T);
  expect(row(0).querySelectorAll('td')).toHaveLength(T);
  // Some 17 rows are in sight, as many before and behind are near.
  expect(cells()).toBeGreaterThan(16 * T);
  expect(cells()).toBeLessThan(60 * T);
});

it('makes the cells of any row that is scrolled to, and moves nothing', async () => {
  neverIdle();
  await open();
  const { scrollWidth, scrollHeight } = box();
  expect(row(T - 1).querySelectorAll('td')).toHaveLength(0);
  box().scrollTop = scrollHeight;
  await expect.poll(() => row(T - 1).querySelectorAll('td').length).toBe(T);
  const { weights } = sightOfHead(0);
  expect([...row(T - 1).querySelectorAll('td')].map(({ textContent }) => textContent)).toEqual(
    [...weights.slice((T - 1) * T)].map((weight) => percent(weight)),
  );
  expect(box()).toMatchObject({ scrollWidth, scrollHeight });
});

it('is whole after a while, so that it can be searched and copied', async () => {
  await open();
  await expect.poll(cells, { timeout: 20_000 }).toBe(T * T);
});

it('shows another head where one has scrolled to, without making all of it at once', async () => {
  const shown = await open();
  await expect.poll(cells, { timeout: 20_000 }).toBe(T * T);
  box().scrollTop = box().scrollHeight / 2;
  const middle = Math.floor(T / 2);
  await expect
    .poll(() => row(middle).getBoundingClientRect().top)
    .toBeLessThan(box().getBoundingClientRect().bottom);
  const { scrollTop } = box();
  neverIdle();
  const next = sightOfHead(3);
  await shown.rerender(<WeightTable attentionView={next} />);
  expect(cells()).toBeLessThan(60 * T);
  expect(box().scrollTop).toBe(scrollTop);
  await expect
    .poll(() => row(middle).querySelectorAll('td')[7]?.textContent)
    .toBe(percent(next.weights[middle * T + 7]!));
});
