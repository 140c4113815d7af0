/** Words of the trade in the tool's own views, each explained where it stands. */
import { test as base, type Page } from '@playwright/test';
import { EXPERIMENTS } from '../../src/experiments/experiments.ts';
import { VIEWS } from '../../src/store/choices.ts';
import { some } from '../support/breadth.ts';
import { live, open } from './support.ts';
import { expect, test } from './warm.ts';

const caption = (page: Page) => page.locator('.caption');

const tooltip = (page: Page) => page.getByRole('tooltip');

/** Whether all of an element is on the screen. */
async function expectOnScreen(page: Page) {
  const box = (await tooltip(page).boundingBox())!;
  const { width, height } = page.viewportSize()!;
  expect(box.x).toBeGreaterThanOrEqual(0);
  expect(box.y).toBeGreaterThanOrEqual(0);
  expect(box.x + box.width).toBeLessThanOrEqual(width);
  expect(box.y + box.height).toBeLessThanOrEqual(height);
}

test('a word is explained under the pointer, and by the keyboard, which Escape ends', async ({
  page,
}) => {
  await open(page, 'preset=bank-river');
  await live(page);
  const word = caption(page).getByRole('button', { name: 'layer', exact: true });
  await word.hover();
  await expect(tooltip(page)).toContainText('One round of reading');
  await expectOnScreen(page);
  await page.mouse.move(0, 0);
  await expect(tooltip(page)).toHaveCount(0);

  await word.focus();
  await page.keyboard.press('Tab');
  await page.keyboard.press('Shift+Tab');
  await expect(tooltip(page)).toContainText('One round of reading');
  await expect(word).toHaveAccessibleDescription(/One round of reading/);
  await page.keyboard.press('Escape');
  await expect(tooltip(page)).toHaveCount(0);
  // What the page holds is not let go of by that.
  await expect(page.locator('.strip-tokens [aria-pressed="true"]')).toHaveCount(1);
  await page.keyboard.press('Enter');
  await expect(tooltip(page)).toBeVisible();
});

/** Scrolling is told with a frame. */
const aFrameLater = (page: Page) =>
  page.evaluate(
    () => new Promise<void>((done) => requestAnimationFrame(() => setTimeout(() => done()))),
  );

test('in a dialog Escape closes the explanation first, and the dialog then', async ({ page }) => {
  await open(page, 'preset=bank-river');
  await live(page);
  await page.getByRole('button', { name: 'Models' }).click();
  const dialog = page.getByRole('dialog', { name: 'Open a model' });
  await dialog.getByRole('button', { name: 'tokenizer', exact: true }).focus();
  await page.keyboard.press('Enter');
  await expect(tooltip(page)).toContainText('cuts a text');
  await page.keyboard.press('Escape');
  await expect(tooltip(page)).toHaveCount(0);
  await expect(dialog).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(dialog).toBeHidden();
});

test('a word that the keyboard comes to out of sight is explained once it is in sight', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 500 });
  await open(page, 'preset=bank-river');
  await live(page);
  const word = page.locator('.notes').getByRole('button', { name: 'heatmap', exact: true });
  await expect(word).not.toBeInViewport();
  await page.keyboard.press('Tab');
  await word.focus();
  await expect(word).toBeInViewport();
  await aFrameLater(page);
  await expect(tooltip(page)).toBeVisible();
});

base.describe('on a telephone, in Chinese', () => {
  base.use({ hasTouch: true, viewport: { width: 360, height: 740 } });

  base('a tap explains a word, and another tap, or scrolling, puts it away', async ({ page }) => {
    await open(page, 'preset=bank-river&view=step&lang=zh', { cold: true });
    await page.evaluate(() => window.sightlines.ready);
    const word = page.locator('.view').getByRole('button', { name: '词元', exact: true }).first();
    await word.tap();
    await expect(tooltip(page)).toContainText('模型阅读的单位');
    await expectOnScreen(page);
    await word.tap();
    await expect(tooltip(page)).toHaveCount(0);
    await word.tap();
    await expect(tooltip(page)).toBeVisible();
    await aFrameLater(page);
    await page.evaluate(() => window.scrollBy(0, 200));
    await expect(tooltip(page)).toHaveCount(0);
  });
});

const SHOWN = [
  ...VIEWS.filter((view) => view !== 'experiment').map((view) => `view=${view}`),
  ...EXPERIMENTS.map((name) => `view=experiment&try=${name}`),
];

test('every view explains its words, and none of them within a button, a label or a link', async ({
  page,
}) => {
  for (const shown of some(SHOWN, 3)) {
    await open(page, `preset=bank-river&${shown}`);
    const terms = page.locator('.view .terms .term');
    await expect(terms.first()).toBeVisible();
    const within = page.locator(':is(button, a, label, summary, [role="button"]) .term');
    await expect(within, shown).toHaveCount(0);
  }
});
