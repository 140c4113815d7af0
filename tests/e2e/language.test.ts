/** The page in English, in Chinese, and in a made-up language. */
import { test as base, type Page } from '@playwright/test';
import { EXPERIMENTS } from '../../src/experiments/experiments.ts';
import { isWhole, some } from '../support/breadth.ts';
import { madeUpCatalogue } from '../support/madeUp.ts';
import { expectAccessible, live, notices, open, sentence } from './support.ts';
import { expect, test } from './warm.ts';

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

base.describe('in a browser whose reader knows Chinese', () => {
  base.use({ locale: 'zh-CN' });

  base('the page is in Chinese, and its link says no language', async ({ page }) => {
    await open(page, '', { cold: true });
    await page.getByRole('button', { name: '分享' }).click();
    const link = page.getByRole('textbox', { name: '链接', exact: true });
    await expect(link).toHaveValue(/^http/);
    expect(await link.inputValue()).not.toContain('lang=');
  });

  base(
    'a link that names English is in English, and so is what is shared of it',
    async ({ page }) => {
      await open(page, 'preset=bank-river&lang=en', { cold: true });
      await page.getByRole('button', { name: 'Share' }).click();
      await expect(page.getByRole('textbox', { name: 'Link', exact: true })).toHaveValue(/lang=en/);
    },
  );
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

/** Where everything is said: each view and experiment, as a link opens it, some with more of it in sight. */
const SHOWN: readonly string[] = [
  '',
  '&cell=9.2',
  '&of=layer&by=words&sort=entropy',
  '&of=rollout&show=arcs',
  '&bert=9.9&cell=99.99&view=nowhere&what=this',
  ...['', '&step=4', '&step=8'].map((more) => `&view=step${more}`),
  '&view=measure',
  '&view=measure&over=probes',
  '&view=match',
  ...EXPERIMENTS.map((name) => `&view=experiment&try=${name}`),
  '&view=experiment&try=heads&bertOff=1.1',
];

test.describe('in a made-up language, longer than any', () => {
  for (const width of some([360, 1280], 1)) {
    test.describe(`at ${width} px`, () => {
      test.beforeEach(({ page }) => page.setViewportSize({ width, height: 800 }));

      test('no text of a view escapes the catalogue, and nothing breaks', async ({ page }) => {
        test.slow();
        await speakMadeUp(page);
        await page.goto(`./?${EXAMPLE}&lang=zh&backend=wasm`);
        await page.evaluate(() => window.sightlines.ready);
        for (const more of some(SHOWN, 6)) {
          await goTo(page, `?${EXAMPLE}${more}&lang=zh&backend=wasm`);
          await expectSaid(page, more);
        }
        await expectAccessible(page);
      });

      // On the smallest screen, which it is hardest for.
      if (width > 360 && !isWhole) return;

      test('nor does any of a dialog', async ({ page }) => {
        await speakMadeUp(page);
        await page.goto(`./?${EXAMPLE}&lang=zh&backend=wasm`);
        await page.evaluate(() => window.sightlines.ready);
        for (const button of DIALOGS) {
          await page.locator(button).first().click();
          await expect(page.locator('dialog[open], [popover]:popover-open').first()).toBeVisible();
          await expectSaid(page, button);
          await page.keyboard.press('Escape');
          await expect(page.locator('dialog[open], [popover]:popover-open')).toHaveCount(0);
        }
      });

      test('nor does why a model cannot be opened', async ({ page }) => {
        await speakMadeUp(page);
        await page.goto(`./?${EXAMPLE}&lang=zh&backend=wasm`);
        await page.evaluate(() => window.sightlines.ready);
        await page.locator(CHOOSER).first().click();
        const field = page.locator('.open-hub input');
        for (const id of ['no id at all', './nothing-there']) {
          await field.fill(id);
          await field.press('Enter');
          await expect(page.locator('dialog[open] .opening-refusal').first()).toBeVisible();
          await expectSaid(page, id);
        }
      });

      test('nor does any of the lesson', async ({ page }) => {
        await speakMadeUp(page);
        await page.goto('./?lesson=1.2&lang=zh&backend=wasm');
        await expect(page.locator('.question')).toBeVisible();
        for (const part of ['.step-words', '.contents', '.step-ways', 'figcaption']) {
          expect(await plainWords(page, part)).toEqual([]);
        }
        await expectAccessible(page);
      });
    });
  }
});

const EXAMPLE = 'preset=bank-river';

const CHOOSER = '.about-links button';

/** What opens each dialog. */
const DIALOGS = ['.panel-heads', '.keep-button', CHOOSER, '.masthead .button:last-of-type'];

async function speakMadeUp(page: Page): Promise<void> {
  const messages = JSON.stringify(await madeUpCatalogue());
  await page.route(isCatalogueUrl, (route) =>
    route.fulfill({
      contentType: 'text/javascript',
      body: `export const address = import.meta.url; export const messages = ${messages};`,
    }),
  );
}

/** Goes to an address within the page, with everything unfolded that can be. */
async function goTo(page: Page, search: string): Promise<void> {
  await page.evaluate((to) => {
    window.history.pushState(null, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, `./${search}`);
  await expect(page.locator('.reading:not([data-stale])')).toBeVisible();
  await expect(page.locator('.view .nothing')).toHaveCount(0);
  await page.evaluate(() => {
    for (const details of document.querySelectorAll('details')) details.open = true;
  });
}

/** Everything on the page comes from the catalogue, and there is room for it. */
async function expectSaid(page: Page, where: string): Promise<void> {
  expect(await plainWords(page, 'body'), where).toEqual([]);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways, where).toBeLessThanOrEqual(0);
}

/** What is the same in every language: names of models and backends, marks, files, parts of links, and the words of the example. */
const SAME =
  /\b(?:mini-)?(?:BERT|GPT)\b|WebAssembly|WASM|PNG|SVG|CSV|JSON|SHA-256|localhost\S*|[0-9a-f]{16}…|[\w-]+\/[\w.-]+|<\|endoftext\|>|\[\w+\]|\S+\.(?:png|svg|csv|json|safetensors)\b|“[^”]*”|\b(?:compare|step|measure|match|experiment)\b|\b(?:he|sat|on|the|bank|of|river|and|watched|boats)\b/gi;

/** Texts with letters that have no accent, but for what is never translated. */
async function plainWords(page: Page, part: string): Promise<string[]> {
  const texts = await page.locator(part).evaluate((root) => {
    const found: string[] = [];
    for (const element of [root, ...root.querySelectorAll('*')]) {
      if (element.closest('[translate="no"], noscript, script, style, .copy-field')) continue;
      const said = ['aria-label', 'aria-description', 'title', 'placeholder', 'alt'].map((name) =>
        element.getAttribute(name),
      );
      const nodes = [...element.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE);
      found.push(...[...said, ...nodes.map((node) => node.textContent)].map((text) => text ?? ''));
    }
    return found;
  });
  return texts.filter((text) => /[A-Za-z]{2}/.test(text.replace(SAME, '')));
}
