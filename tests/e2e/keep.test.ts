/** A picture is kept from its menu: by keyboard, in any look, and where the browser refuses something. */
import { test as base, type Page } from '@playwright/test';
import { expectAccessible, live, open } from './support.ts';
import { expect, test } from './warm.ts';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Keep this picture' });
const button = (page: Page, name: string) =>
  dialog(page).getByRole('button', { name, exact: true });

async function openKept(page: Page, query: string, name: RegExp): Promise<void> {
  await open(page, query);
  await live(page);
  await page.getByRole('button', { name }).first().click();
  await expect(dialog(page)).toBeVisible();
}

async function kept(page: Page, name: string): Promise<string> {
  const [download] = await Promise.all([page.waitForEvent('download'), button(page, name).click()]);
  const chunks: Buffer[] = [];
  for await (const chunk of await download.createReadStream()) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('latin1');
}

test('by keyboard it opens, is walked, keeps a file and gives the focus back', async ({ page }) => {
  await open(page, 'preset=cat-mask&bert=1.4');
  await live(page);
  const menu = page.getByRole('button', { name: /^Keep BERT, layer 1, head 4/ });
  await menu.focus();
  await page.keyboard.press('Enter');
  await expect(dialog(page)).toBeVisible();
  await expectAccessible(page);
  await dialog(page).getByRole('radio', { name: 'Both' }).focus();
  await page.keyboard.press('Space');
  await dialog(page).getByRole('radio', { name: 'White paper' }).check({ force: true });
  await button(page, 'SVG').focus();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.keyboard.press('Enter'),
  ]);
  expect(download.suggestedFilename()).toBe('sightlines-attention.svg');
  await expect(dialog(page).getByRole('status')).toContainText('on its way to your downloads');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await expect(menu).toBeFocused();
});

test('a PNG has as many pixels as were chosen', async ({ page }) => {
  await openKept(page, 'preset=cat-mask&bert=1.4', /^Keep BERT, layer 1, head 4/);
  /** Width and height, from the file's own header. */
  const sizeOf = (png: string) => {
    const bytes = Buffer.from(png, 'latin1');
    return [bytes.readUInt32BE(16), bytes.readUInt32BE(20)] as const;
  };
  await dialog(page).getByRole('radio', { name: '1×' }).check({ force: true });
  const once = sizeOf(await kept(page, 'PNG'));
  await dialog(page).getByRole('radio', { name: '4×' }).check({ force: true });
  const four = sizeOf(await kept(page, 'PNG'));
  expect(four).toEqual(once.map((size) => 4 * size));
});

test('the data name the models, their weights and the link', async ({ page }) => {
  await openKept(page, 'preset=cat-mask&bert=1.4', /^Keep BERT, layer 1, head 4/);
  const data = JSON.parse(await kept(page, 'JSON'));
  expect(data).toMatchObject({
    sentence: 'The cat sat on the [MASK].',
    models: [{ name: 'BERT' }, { name: 'GPT' }],
    settings: { preset: 'cat-mask', bert: '1.4' },
  });
  for (const { sha256 } of data.models) expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  const [{ attention, mask }] = data.figures;
  const length = data.models[0].tokens.length;
  expect([attention.length, attention[0].length, mask.length]).toEqual([length, length, length]);
  for (const row of attention) {
    expect(row.reduce((sum: number, weight: number) => sum + weight, 0)).toBeCloseTo(1, 5);
  }
});

// Of its own, because what is done before a page's scripts run stays with the page.
base('where the clipboard is refused it says so, and what to take instead', async ({ page }) => {
  await page.addInitScript(() => {
    Object.defineProperty(navigator, 'clipboard', {
      value: { write: () => Promise.reject(new DOMException('no', 'NotAllowedError')) },
    });
  });
  await page.goto('./?preset=cat-mask&bert=1.4&backend=wasm');
  await page.getByRole('button', { name: /^Keep BERT, layer 1, head 4/ }).click();
  await button(page, 'Copy as image').click();
  await expect(dialog(page).getByRole('status')).toContainText('take the PNG');
});

test('a text of 128 tokens from right to left, with emoji, is kept whole', async ({ page }) => {
  const text = encodeURIComponent('שלום 👩🏽‍🚀 '.repeat(30));
  await openKept(page, `text=${text}`, /^Keep BERT, layer 1, head 1/);
  const svg = Buffer.from(await kept(page, 'SVG'), 'latin1').toString('utf8');
  expect(svg).toContain('<image');
  expect(svg).toContain('direction="rtl"');
  const problem = await page.evaluate(
    (xml) =>
      new DOMParser().parseFromString(xml, 'image/svg+xml').querySelector('parsererror')
        ?.textContent ?? null,
    svg,
  );
  expect(problem).toBeNull();
});
