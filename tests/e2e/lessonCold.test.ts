/** The lesson on a first visit: before the models have come, where one does not come, and where nothing is kept. */
import { expect, test } from '@playwright/test';
import { isWhole } from '../support/breadth.ts';
import { expectAccessible } from './support.ts';

test('before the models have come its figures are drawn from what was computed before', async ({
  page,
}) => {
  await page.route(/\.safetensors/, () => new Promise(() => undefined));
  await page.goto('./?lesson=1.1&backend=wasm');
  await expect(page.getByRole('application', { name: /^Attention of/ })).toHaveCount(2);
  await page.getByRole('link', { name: 'Next', exact: true }).click();
  await page.getByRole('button', { name: 'BERT and GPT may' }).click();
  await expect(page.locator('.question-verdict')).toContainText('Not so.');
});

test('while a model is missing a step says what it can still show', async ({ page }) => {
  await page.route(/mini-gpt\/model/, (route) => route.abort());
  await page.goto('./?lesson=5.2&backend=wasm');
  await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible({ timeout: 60_000 });
  await expect(page.locator('.lesson-figure').getByRole('alert')).toContainText('press Retry');
  await page.goto('./?lesson=5.2&text=The+cat+sat.&backend=wasm');
  await expect(page.getByText(/This takes both models\. GPT could not be loaded/)).toBeVisible({
    timeout: 60_000,
  });
  // What can be said without them is said, and nothing is asked that could not be answered.
  await page.goto('./?lesson=5.3&text=The+cat+sat.&backend=wasm');
  await expect(page.getByText('A mask is a promise that can be tested.')).toBeVisible({
    timeout: 60_000,
  });
  if (!isWhole) return;
  await page.goto('./?lesson=2.4&backend=wasm');
  await expect(page.getByRole('button', { name: 'Retry' })).toBeVisible({ timeout: 60_000 });
  await expect(page.getByText('Answer first')).toBeHidden();
});

test('in a frame it works without storage', async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('storage is refused', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage', 'caches', 'indexedDB']) {
      Object.defineProperty(window, name, { get: refuse });
    }
  });
  const errors: string[] = [];
  page.on('pageerror', ({ message }) => errors.push(message));
  await page.goto('./?lesson=4&embed=1&backend=wasm');
  await expect(page.getByRole('article')).toHaveCount(3);
  await expect(page.locator('.lesson-figure .nothing')).toHaveCount(0, { timeout: 60_000 });
  await expect(page.getByRole('link', { name: 'Open in Sightlines' })).toHaveAttribute(
    'href',
    './?lesson=4',
  );
  await expectAccessible(page);
  // A place that a frame cannot go to is opened beside it.
  await page.goto('./?lesson=8.4&embed=1&backend=wasm');
  const words = page.getByRole('link', { name: 'the list of words' });
  await expect(words).toHaveAttribute('href', './?lesson=words');
  await expect(words).toHaveAttribute('target', '_blank');
  await expect(page.getByRole('link', { name: 'Choose one' })).toHaveAttribute('target', '_blank');
  expect(errors).toEqual([]);
});
