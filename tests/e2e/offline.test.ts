/** After the first visit the page is whole without a network, and a new version never mixes with it. */
import { fileURLToPath } from 'node:url';
import { expect, type Page, test } from '@playwright/test';
import { isWhole } from '../support/breadth.ts';
import { type Host, startHost } from './host.ts';
import { buildNext, NEXT_MARK } from './nextVersion.ts';
import { live, sentence, strip } from './support.ts';

const DIST = fileURLToPath(new URL('../../dist', import.meta.url));
/** Manifest, two configurations, two weights, and the tokenizer's two files. */
const MODEL_FILES = 7;

test.use({ serviceWorkers: 'allow' });

let host: Host;
test.beforeEach(async () => {
  host = await startHost(DIST);
});
test.afterEach(async () => {
  await host.close();
});

/** Opens the page, and stays until everything that it needs is kept. */
async function visit(page: Page): Promise<void> {
  await page.goto(`${host.url}?backend=wasm`);
  await live(page);
  await page.evaluate(() => navigator.serviceWorker.ready);
  await expect.poll(() => modelFiles(page)).toBe(MODEL_FILES);
}

function modelFiles(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('sightlines models'));
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return kept.flat().length;
  });
}

function keptCatalogues(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const names = (await caches.keys()).filter((name) => name.startsWith('sightlines languages'));
    const kept = await Promise.all(names.map(async (name) => (await caches.open(name)).keys()));
    return kept.flat().length;
  });
}

async function answersTyping(page: Page, text: string): Promise<void> {
  await sentence(page).fill(text);
  const last = text.split(' ').at(-1) ?? '';
  await expect(strip(page).filter({ hasText: new RegExp(`^${last}$`) })).toBeVisible();
  const lengths = await page.evaluate(async (typed) => {
    const { bert, gpt } = await window.sightlines.run({ text: typed });
    return [bert.tokens.length, gpt.tokens.length];
  }, text);
  expect(lengths[0]).toBe((lengths[1] ?? 0) + 1);
}

/** Every view and every experiment, by its tab. */
async function opensEveryView(page: Page): Promise<void> {
  for (const name of ['Step through', 'Measure', 'Match', 'Experiment', 'Compare']) {
    await page.getByRole('tab', { name, exact: true }).click();
    await expect(page.locator('.view')).not.toContainText(/Opening…|could not be opened/);
    await expect(page.locator('.view')).not.toBeEmpty();
  }
}

test('a second visit asks for no weights, and a third goes without a network, in every view', async ({
  page,
}) => {
  await visit(page);
  host.asked.length = 0;
  await page.reload();
  await live(page);
  expect(host.asked.filter((path) => path.includes('safetensors'))).toEqual([]);
  expect(host.asked).toContain('models/manifest.json');
  host.goSilent();
  await page.goto(`${host.url}?backend=wasm&text=Nobody+is+there.`);
  await live(page);
  await answersTyping(page, 'The dog ran home');
  await opensEveryView(page);
  await page.getByRole('combobox', { name: 'or take an example' }).selectOption('bank-river');
  await expect(strip(page).filter({ hasText: /^river$/ })).toBeVisible();
  await expect(page.getByText('About the models')).toBeVisible();
  expect(
    await page.evaluate(() => [...document.fonts].some((font) => font.status === 'error')),
  ).toBe(false);
});

test('the language that was chosen is there without a network, too', async ({ page }) => {
  test.skip(!isWhole, 'needs a first visit of its own, which takes long');
  await visit(page);
  await page.getByRole('combobox', { name: 'Language' }).selectOption('zh');
  await expect(page.getByRole('button', { name: '分享' })).toBeVisible();
  await expect.poll(() => keptCatalogues(page)).toBe(2);
  host.goSilent();
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(page.getByRole('button', { name: '分享' })).toBeVisible();
  // What is fetched later says everything in it, too.
  await page.locator('.panel-heads').first().click();
  await expect(page.getByRole('heading', { name: '所有注意力头' })).toBeVisible();
});

test('a connection that is lost while the page is open takes nothing away', async ({ page }) => {
  test.skip(!isWhole, 'a visit that never had a connection, above, needs the same of the page');
  await visit(page);
  host.goSilent();
  await answersTyping(page, 'The dog ran home');
  await opensEveryView(page);
});

test('where nothing may be stored all works as the first time', async ({ page }) => {
  await page.addInitScript(() => {
    const full = () => Promise.reject(new DOMException('Full', 'QuotaExceededError'));
    CacheStorage.prototype.open = full;
    Cache.prototype.put = full;
    ServiceWorkerContainer.prototype.register = full;
  });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto(`${host.url}?backend=wasm`);
  await live(page);
  await answersTyping(page, 'The dog ran home');
  expect(errors).toEqual([]);
});

test.describe('two versions in a row', () => {
  // Built once, by one worker: two of them would write into each other's folder.
  test.describe.configure({ mode: 'default' });
  let next: string;
  test.beforeAll(async () => {
    test.setTimeout(240_000);
    next = await buildNext();
  });

  /** Whether this page's own program is kept, by a worker that serves: none waits behind it. */
  const isKeptAndServed = (page: Page) =>
    page.evaluate(async () => {
      const program = document.querySelector<HTMLScriptElement>('script[type=module]');
      const { waiting, installing } = await navigator.serviceWorker.ready;
      return (await caches.match(program?.src ?? '')) !== undefined && !waiting && !installing;
    });

  const mark = (page: Page) => page.getByText(NEXT_MARK, { exact: false });

  test('an open page goes on as the old one, and a new visit is wholly the new one', async ({
    page,
    context,
  }) => {
    await visit(page);
    host.publish(next);

    // Views that the open page had not opened yet are those of its own version.
    await opensEveryView(page);
    await page.getByRole('tab', { name: 'Step through' }).click();
    await expect(mark(page)).toHaveCount(0);

    const visitor = await context.newPage();
    const missing: string[] = [];
    visitor.on('response', (response) => {
      if (response.status() >= 400) missing.push(response.url());
    });
    await visitor.goto(`${host.url}?backend=wasm`);
    await expect(mark(visitor)).toHaveCount(1);
    await live(visitor);
    await visitor.getByRole('tab', { name: 'Step through' }).click();
    await expect(mark(visitor)).toHaveCount(2);
    await opensEveryView(visitor);
    expect(missing).toEqual([]);

    // Both are still what they were.
    await opensEveryView(page);
    await answersTyping(page, 'The dog ran home');
    await expect(mark(page)).toHaveCount(0);
  });

  test('once no old page is open, the new version is what is there without a network', async ({
    page,
  }) => {
    await visit(page);
    host.publish(next);
    await page.reload();
    await expect(mark(page)).toHaveCount(1);
    await live(page);
    await expect.poll(() => isKeptAndServed(page)).toBe(true);
    host.goSilent();
    await page.reload();
    await expect(mark(page)).toHaveCount(1);
    await live(page);
    await page.getByRole('tab', { name: 'Step through' }).click();
    await expect(mark(page)).toHaveCount(2);
    await answersTyping(page, 'The dog ran home');
  });

  test('without a network before the new version was seen, the old one is there as a whole', async ({
    page,
  }) => {
    test.skip(!isWhole, 'the same is tested without a new version');
    await visit(page);
    host.publish(next);
    host.goSilent();
    await page.reload();
    await live(page);
    await opensEveryView(page);
    await expect(mark(page)).toHaveCount(0);
  });
});
