/** What a network or a browser can do to the page: a sentence, and the examples go on working. */
import { expect, type Page, test } from '@playwright/test';
import { heatmap, live, open, sentence, strip } from './support.ts';

const WEIGHTS = '**/mini-gpt/model.safetensors';

async function failsWith(page: Page, sentencePart: RegExp): Promise<void> {
  const alert = page.getByRole('alert');
  await expect(alert).toContainText(sentencePart);
  await expect(heatmap(page, 'bert')).toBeVisible();
  await page.getByRole('combobox', { name: 'or take an example' }).selectOption('bank-river');
  await expect(strip(page).filter({ hasText: /^river$/ })).toBeVisible();
}

async function retries(page: Page): Promise<void> {
  await page.unroute(WEIGHTS);
  await page.getByRole('button', { name: 'Retry' }).click();
  await live(page);
  await sentence(page).fill('It works again.');
  await expect(strip(page).filter({ hasText: /^again$/ })).toBeVisible();
}

test('weights that are missing are named, and Retry fetches them', async ({ page }) => {
  await page.route(WEIGHTS, (route) => route.fulfill({ status: 404, body: 'Not here' }));
  await open(page);
  await failsWith(page, /answered 404 for models\/mini-gpt\/model\.safetensors/);
  await retries(page);
});

test('weights that arrive cut short are not used', async ({ page }) => {
  await page.route(WEIGHTS, (route) => route.fulfill({ status: 200, body: Buffer.alloc(5000) }));
  await open(page);
  await failsWith(page, /mini-gpt\/model\.safetensors/);
  await retries(page);
});

test('weights whose hash is wrong are not used', async ({ page }) => {
  await page.route(WEIGHTS, async (route) => {
    const body = await (await route.fetch()).body();
    body.writeUInt8((body.readUInt8(body.length - 1) + 1) % 256, body.length - 1);
    await route.fulfill({ status: 200, body });
  });
  await open(page);
  await failsWith(page, /mini-gpt\/model\.safetensors/);
  await retries(page);
});

test('without a connection the page says so and keeps its examples', async ({ page }) => {
  await page.route(WEIGHTS, (route) => route.abort('internetdisconnected'));
  await open(page);
  await failsWith(page, /check your connection/);
  await retries(page);
});

test('a forced backend that this browser cannot start is a sentence, not a silent other one', async ({
  page,
}) => {
  await page.route('**/*.wasm', (route) => route.abort());
  await open(page);
  await expect(page.getByRole('alert')).toContainText(/could not start/);
  await expect(heatmap(page, 'gpt')).toBeVisible();
});

test('an example whose trace is missing is said, and opens once the models are there', async ({
  page,
}) => {
  await page.route('**/presets/*.json*', (route) => route.fulfill({ status: 404 }));
  await open(page);
  await live(page);
  await expect(strip(page).filter({ hasText: /^animal$/ })).toBeVisible();
});
