import { expect, test } from '@playwright/test';
import { FIRST_HEATMAP } from '../../src/store/timing.ts';
import { some } from '../support/breadth.ts';
import { SUB_PATH } from './ports.ts';
import { colours, heatmap, live, open, panel, sentence, strip } from './support.ts';

test('the default example is on the page before any weight has arrived', async ({ page }) => {
  const weights: string[] = [];
  await page.route('**/*.safetensors', (route) => {
    weights.push(route.request().url());
    // Never answered: the page must not need them for its first picture.
  });
  await page.goto('./');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sightlines');
  await expect(sentence(page)).toHaveValue(
    "The animal didn't cross the street because it was too tired.",
  );
  await expect(strip(page).filter({ hasText: /^animal$/ })).toBeVisible();
  for (const model of ['bert', 'gpt'] as const) {
    await expect(heatmap(page, model)).toBeVisible();
    expect(await colours(heatmap(page, model).locator('canvas'))).toBeGreaterThan(20);
    expect(await colours(panel(page, model).locator('.atlas canvas'))).toBeGreaterThan(20);
  }
  await expect(page.getByLabel('Health', { exact: true })).toContainText('precomputed');
  await expect(page.getByRole('progressbar', { name: 'Models loaded' })).toBeVisible();
  await expect(page.getByText(/of \d+\.\d MB/)).toBeVisible();
});

for (const [query, asked] of some(
  [
    ['text=Rain+fell.', []],
    ['preset=bank-river', ['bank-river']],
    ['', ['animal-tired']],
  ] as const,
  2,
)) {
  test(`asks for what it opens with once, and for no other example (?${query})`, async ({
    page,
  }) => {
    const examples: string[] = [];
    page.on('request', (request) => {
      const example = /presets\/([^/]+)\.json$/.exec(new URL(request.url()).pathname);
      if (example) examples.push(example[1]!);
    });
    await open(page, query);
    await expect(heatmap(page, 'gpt')).toBeVisible();
    expect(examples).toEqual(asked);
  });
}

test('a first visit asks for nothing twice, and before its first picture for little', async ({
  page,
}) => {
  const asked: string[] = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  await open(page);
  await live(page);
  expect(asked.filter((path, at) => asked.indexOf(path) !== at)).toEqual([]);
  const early = await page.evaluate((first) => {
    const [{ startTime } = { startTime: 0 }] = performance.getEntriesByName(first);
    const resources = performance.getEntriesByType('resource') as PerformanceResourceTiming[];
    return resources
      .filter((each) => each.startTime < startTime)
      .map(({ name }) => new URL(name).pathname.replace(/^.*\/|-[\w-]{8}(?=\.)/g, ''));
  }, FIRST_HEATMAP);
  // What a slow line brings before there is anything to look at: nothing goes on here unnoticed.
  const faces = early.filter((name) => name.endsWith('.woff2'));
  expect(faces.length).toBeLessThanOrEqual(7);
  // Browsers fetch a page's icon when they please.
  const rest = early.filter((name) => !faces.includes(name) && name !== 'favicon.svg');
  const program = ['index.js', 'first.js', 'rolldown-runtime.js', 'first.css'];
  expect(rest.sort()).toEqual(['ahead.js', 'animal-tired.json', ...program].sort());
});

test('no weight is asked for before the first picture is painted', async ({ page }) => {
  await open(page);
  await page.evaluate(() => window.sightlines.ready);
  const [painted, asked] = await page.evaluate(() => [
    performance.getEntriesByName('first-heatmap')[0]!.startTime,
    Math.min(
      ...performance
        .getEntriesByType('resource')
        .filter(({ name }) => name.includes('.safetensors'))
        .map(({ startTime }) => startTime),
    ),
  ]);
  expect(asked).toBeGreaterThanOrEqual(painted!);
  expect(asked).toBeLessThan(Number.POSITIVE_INFINITY);
});

test('another example can be opened while the weights are on their way', async ({ page }) => {
  await page.route('**/*.safetensors', () => undefined);
  await open(page, '', { backend: '' });
  await page.getByRole('combobox', { name: 'or take an example' }).selectOption('bank-river');
  await expect(strip(page).filter({ hasText: /^river$/ })).toBeVisible();
  await expect(page).toHaveURL(/\?preset=bank-river$/);
});

test('the page works from a sub-path of a static host', async ({ page }) => {
  const missing: string[] = [];
  page.on('response', (response) => {
    if (response.status() >= 400) missing.push(response.url());
  });
  await page.goto(`http://localhost:${SUB_PATH.port}${SUB_PATH.base}?backend=wasm`);
  await page.evaluate(() => window.sightlines.ready);
  await expect(page.getByLabel('Health', { exact: true })).toContainText('computed in this page');
  expect(missing).toEqual([]);
});

test('no request leaves the page’s own origin', async ({ page, baseURL }) => {
  const elsewhere: string[] = [];
  page.on('request', (request) => {
    const { origin, protocol } = new URL(request.url());
    if (protocol.startsWith('http') && origin !== new URL(baseURL ?? '').origin) {
      elsewhere.push(request.url());
    }
  });
  await open(page);
  await page.evaluate(() => window.sightlines.ready);
  await sentence(page).fill('Nothing leaves this page.');
  await expect(strip(page).filter({ hasText: /^leaves$/ })).toBeVisible();
  expect(elsewhere).toEqual([]);
});

test('a link to a text says that it waits for the models, and then shows it', async ({ page }) => {
  let letGo = () => {};
  const held = new Promise<void>((resolve) => {
    letGo = resolve;
  });
  await page.route('**/*.safetensors', async (route) => {
    await held;
    await route.continue();
  });
  await open(page, 'text=Rain+fell.');
  await expect(
    page.getByText('Your text is read as soon as the models have arrived.'),
  ).toBeVisible();
  letGo();
  await expect(strip(page).filter({ hasText: /^rain$/ })).toBeVisible();
});

test('a link to an empty text invites to type', async ({ page }) => {
  await open(page, 'text=');
  await expect(page.getByText('Type a sentence, and every head')).toBeVisible();
  await sentence(page).fill('Rain fell.');
  await expect(strip(page).filter({ hasText: /^rain$/ })).toBeVisible();
});
