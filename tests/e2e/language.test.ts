/** The page in English, in Chinese, and in a made-up language. */
import { expect, type Page, test } from '@playwright/test';
import { isWhole, some } from '../support/breadth.ts';
import { madeUpCatalogue } from '../support/madeUp.ts';
import { expectAccessible, live, notices, open, sentence } from './support.ts';

const chooser = (page: Page) => page.getByRole('combobox', { name: /^(Language|语言)$/ });

const isCatalogue = (address: string) => /\/messages-\w+-(first|rest)-[^/]+\.js$/.test(address);

test('an English reader is asked for nothing, and fetches no catalogue', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await open(page, '', { cold: true });
  await live(page);
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
  await expect(page.getByRole('button', { name: 'Share' })).toBeVisible();
  expect(fetched.filter(isCatalogue)).toEqual([]);
});

test('a link can name the language: the first picture is in it, its tokens are English', async ({
  page,
}) => {
  await open(page, 'preset=bank-river&lang=zh', { cold: true });
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(page).toHaveTitle('Sightlines：一句话，两种掩码');
  await expect(page.locator('.masthead-line')).toHaveText(/^一句话，两种掩码/);
  await expect(page.locator('bdi').first()).toHaveAttribute('lang', 'en');
  await expectAccessible(page);
});

test.describe('in a browser whose reader knows Chinese', () => {
  test.use({ locale: 'zh-CN' });

  test('the page is in Chinese, and its link says no language', async ({ page }) => {
    await open(page, '', { cold: true });
    await page.getByRole('button', { name: '分享' }).click();
    const link = page.getByRole('textbox', { name: '链接', exact: true });
    await expect(link).toHaveValue(/^http/);
    expect(await link.inputValue()).not.toContain('lang=');
  });

  test('a link that names English is in English, and so is what is shared of it', async ({
    page,
  }) => {
    await open(page, 'preset=bank-river&lang=en', { cold: true });
    await page.getByRole('button', { name: 'Share' }).click();
    await expect(page.getByRole('textbox', { name: 'Link', exact: true })).toHaveValue(/lang=en/);
  });
});

test('the language is changed in the page, which keeps everything that is open', async ({
  page,
}) => {
  await open(page, 'preset=bank-river', { cold: true });
  await live(page);
  await sentence(page).fill('The cat sat on the mat.');
  await expect(page.locator('.reading[data-stale]')).toHaveCount(0);
  const health = page.locator('details.run');
  await health.locator('summary').click();
  const before = page.url();
  await chooser(page).selectOption('zh');
  await expect(page.locator('html')).toHaveAttribute('lang', 'zh-Hans');
  await expect(page.getByRole('button', { name: '分享' })).toBeVisible();
  await expect(page.locator('textarea.sentence')).toHaveValue('The cat sat on the mat.');
  await expect(health).toHaveAttribute('open', '');
  expect(page.url()).toBe(before);

  // The choice is kept, as the theme is.
  await page.reload();
  await expect(page.getByRole('button', { name: '分享' })).toBeVisible();
  await chooser(page).selectOption('en');
  await expect(page.getByRole('button', { name: 'Share' })).toBeVisible();
});

test('where one types it says that the models read English, as soon as that is of use', async ({
  page,
}) => {
  await open(page, 'preset=bank-river', { cold: true });
  await live(page);
  const said = page.getByText('The models read English');
  await expect(said).toHaveCount(0);
  await sentence(page).fill('The cat said 你好.');
  await expect(said).toBeVisible();
  await expect(sentence(page)).toHaveAccessibleDescription(/letters of other scripts/);
  await sentence(page).fill('The cat said hello, naïvely.');
  await expect(said).toHaveCount(0);
  await chooser(page).selectOption('zh');
  await expect(page.getByText('模型读的是英文')).toBeVisible();
});

test('what is put into another page stays in the language that was chosen', async ({ page }) => {
  await open(page, 'preset=bank-river', { cold: true });
  await chooser(page).selectOption('zh');
  await page.getByRole('button', { name: '分享' }).click();
  await page.getByText('放进你自己的网页').click();
  const code = page.getByRole('textbox', { name: '嵌入此图的 HTML' });
  await expect(code).toHaveValue(/embed=1&amp;lang=zh/);
  await expect(page.getByRole('textbox', { name: '链接', exact: true })).not.toHaveValue(/lang=/);
});

test('where a link names the language, a choice changes the link', async ({ page }) => {
  await open(page, 'preset=bank-river&lang=zh', { cold: true });
  await chooser(page).selectOption('en');
  await expect(page).toHaveURL(/lang=en/);
  await expect(page.getByRole('button', { name: 'Share' })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('button', { name: '分享' })).toBeVisible();
});

test('a language that there is not is ignored and said', async ({ page }) => {
  await open(page, 'preset=bank-river&lang=xx', { cold: true });
  await expect(notices(page)).toContainText('“lang” is “xx”, but must be en or zh');
});

test('a catalogue that cannot be fetched leaves the page as it is, which says so', async ({
  page,
}) => {
  await page.route(isCatalogueUrl, (route) => route.abort());
  await open(page, 'preset=bank-river', { cold: true });
  await chooser(page).selectOption('zh');
  await expect(notices(page)).toContainText('中文 could not be fetched');
  await expect(page.locator('html')).toHaveAttribute('lang', 'en');
});

const isCatalogueUrl = (url: URL) => isCatalogue(url.href);

test.describe('in a made-up language, longer than any', () => {
  /** Parts of the page that say everything by the catalogue. */
  const SAID = ['.masthead', '.reads-english', '.strip', '.tabs', '.notes', '.about', '.foot'];

  for (const width of some([360, 1280], 1)) {
    test(`no text escapes the catalogue, and nothing breaks, at ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      const messages = JSON.stringify(await madeUpCatalogue());
      await page.route(isCatalogueUrl, (route) =>
        route.fulfill({
          contentType: 'text/javascript',
          body: `export const address = import.meta.url; export const messages = ${messages};`,
        }),
      );
      await open(page, 'preset=bank-river&lang=zh', { cold: true });
      await live(page).catch(() => undefined);
      for (const part of SAID) {
        expect(await plainWords(page, part)).toEqual([]);
      }
      await expectAccessible(page);
    });

    // On the smallest screen, which it is hardest for.
    if (width > 360 && !isWhole) continue;
    test(`nor does any of the lesson, at ${width} px`, async ({ page }) => {
      await page.setViewportSize({ width, height: 800 });
      const messages = JSON.stringify(await madeUpCatalogue());
      await page.route(isCatalogueUrl, (route) =>
        route.fulfill({
          contentType: 'text/javascript',
          body: `export const address = import.meta.url; export const messages = ${messages};`,
        }),
      );
      await page.goto('./?lesson=1.2&lang=zh&backend=wasm');
      await expect(page.locator('.question')).toBeVisible();
      for (const part of ['.step-words', '.contents', '.step-ways', 'figcaption']) {
        expect(await plainWords(page, part)).toEqual([]);
      }
      await expectAccessible(page);
    });
  }
});

/** Texts with letters that have no accent, but for what is never translated. */
function plainWords(page: Page, part: string): Promise<string[]> {
  return page.locator(part).evaluate((root) => {
    const found: string[] = [];
    for (const element of [root, ...root.querySelectorAll('*')]) {
      if (element.closest('[translate="no"]')) continue;
      const said = ['aria-label', 'title', 'placeholder', 'alt'].map((name) =>
        element.getAttribute(name),
      );
      const texts = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      said.push(...texts.map((node) => node.textContent));
      found.push(...said.filter((text) => text !== null && /[A-Za-z]{2}/.test(text)).map(String));
    }
    return found;
  });
}
