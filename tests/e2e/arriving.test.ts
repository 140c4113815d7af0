/** What the views show while models and files are on their way, or when they do not come. */
import { expect, test } from '@playwright/test';
import { live, open, panel, sentence } from './support.ts';

test('Heads off: means that cannot be fetched are a sentence, and come at a second try', async ({
  page,
}) => {
  await page.route('**/probes/means.json*', (route) => route.abort());
  await open(page, `text=The+dog+ran+home.&view=experiment&try=heads&instead=mean&gptOff=1.1`);
  await live(page);
  await expect(page.getByRole('alert')).toContainText('The means could not be fetched');
  await page.unroute('**/probes/means.json*');
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await expect(page.getByRole('region', { name: 'GPT’s change' })).toBeVisible();
  await expect(page.locator('.heads-findings[data-stale]')).toHaveCount(0);
});

test('Measure says so when the probe sentences cannot be fetched, and tries again', async ({
  page,
}) => {
  let broken = true;
  await page.route('**/probes/metrics.json*', (route) =>
    broken ? route.fulfill({ status: 404 }) : route.continue(),
  );
  await open(page, 'preset=agreement&view=measure&over=probes');
  // The page asks once more by itself when the models have come.
  await live(page);
  const alert = page.getByRole('alert');
  await expect(alert).toContainText(
    'could not be loaded: The file /probes/metrics.json answered 404',
  );
  broken = false;
  await alert.getByRole('button', { name: 'Try again' }).click();
  await expect(panel(page, 'gpt').locator('tbody tr')).toHaveCount(16);
});

test('before the models have arrived Step through keeps its place, and says what it waits for', async ({
  page,
}) => {
  await page.route('**/*.safetensors*', () => undefined);
  await open(page, 'preset=bank-river&view=step&step=4');
  for (const model of ['bert', 'gpt'] as const) {
    await expect(panel(page, model)).toContainText('they come as soon as the models have arrived');
    await expect(panel(page, model).getByRole('grid')).toHaveAttribute('aria-busy', 'true');
    const row = panel(page, model).locator('tr[data-row="4"]');
    await expect(row.getByRole('rowheader')).toHaveText('the');
    await expect(row.locator('[data-part="scaled"]')).toHaveText('–');
  }
});

test('without the models Step through says that they could not be loaded', async ({ page }) => {
  await page.route('**/*.safetensors*', (route) => route.abort());
  await open(page, 'preset=bank-river&view=step');
  await expect(panel(page, 'bert')).toContainText('which could not be loaded');
});

test('the page times every text from the key to its painted pictures', async ({ page }) => {
  await open(page, 'text=Birds+can+fly');
  await live(page);
  await page.evaluate(() => {
    window.addEventListener('input', ({ timeStamp }) =>
      performance.mark('key', { startTime: timeStamp }),
    );
  });
  await sentence(page).press('End');
  await sentence(page).press('s');
  const starts = (name: string) =>
    page.evaluate(
      (each) => performance.getEntriesByName(each).map((entry) => entry.startTime),
      name,
    );
  await expect.poll(() => starts('keystroke-to-paint')).toHaveLength(1);
  expect(await starts('keystroke-to-paint')).toEqual(await starts('key'));
  expect(await starts('first-heatmap')).toHaveLength(1);
  expect(await starts('first-answer')).toHaveLength(1);
});
