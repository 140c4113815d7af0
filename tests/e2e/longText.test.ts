/** Texts of sixty words and more: scrolled together, whole where that is wished, and over the whole screen. */
import type { Page } from '@playwright/test';
import { heatmap, live, notices, open, panel, strip } from './support.ts';
import { expect, test } from './warm.ts';

const LONG = 'The old man saw the cat and the dog near the river bank, and went home. '.repeat(4);
const query = `text=${encodeURIComponent(LONG)}`;

const box = (page: Page, model: 'bert' | 'gpt') => panel(page, model).locator('.heatmap-scroll');

const placeOf = (page: Page, model: 'bert' | 'gpt') =>
  box(page, model).evaluate(({ scrollLeft, scrollTop }) => [scrollLeft, scrollTop]);

test('both matrices scroll together, and their axes and the tokens stay', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await open(page, query);
  await live(page);
  await box(page, 'bert').evaluate((element) => element.scrollTo(120, 150));
  await expect.poll(() => placeOf(page, 'gpt')).toEqual([120, 150]);
  await box(page, 'gpt').evaluate((element) => element.scrollTo(40, 0));
  await expect.poll(() => placeOf(page, 'bert')).toEqual([40, 0]);
  // Where one reaches less far the other is not drawn back.
  await box(page, 'bert').evaluate((element) => element.scrollTo(9999, 9999));
  const end = await box(page, 'bert').evaluate((each) => each.scrollHeight - each.clientHeight);
  await expect.poll(async () => (await placeOf(page, 'bert'))[1]).toBe(end);

  await page.evaluate(() => window.scrollTo(0, 300));
  await expect(strip(page).first()).toBeInViewport({ ratio: 1 });
  for (const model of ['bert', 'gpt'] as const) {
    const { y } = (await box(page, model).boundingBox())!;
    const axis = (await panel(page, model).locator('.axis-columns').boundingBox())!;
    expect(Math.abs(axis.y - y)).toBeLessThan(1);
  }
});

test('a long text’s matrices are shown whole, from the keyboard and from a link', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await open(page, query);
  await live(page);
  await page.getByRole('button', { name: 'Fit to panel' }).press('Enter');
  await expect(page).toHaveURL(/fit=yes/);
  await open(page, `${query}&fit=yes`);
  await live(page);
  await expect(notices(page)).toHaveCount(0);
  for (const model of ['bert', 'gpt'] as const) {
    const over = await box(page, model).evaluate((each) => [
      each.scrollWidth - each.clientWidth,
      each.scrollHeight - each.clientHeight,
    ]);
    expect(over).toEqual([0, 0]);
  }
  const whole = (await heatmap(page, 'bert').boundingBox())!;
  expect(whole.width).toBeGreaterThan(200);
});

test('over the whole screen the pictures are larger, and Escape leads back', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 720 });
  await open(page, 'preset=animal-tired');
  await live(page);
  const before = (await heatmap(page, 'bert').boundingBox())!;
  const button = page.getByRole('button', { name: 'Full screen' });
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
  await expect
    .poll(async () => (await heatmap(page, 'bert').boundingBox())!.width)
    .toBeGreaterThan(before.width * 1.2);
  for (const model of ['bert', 'gpt'] as const) {
    await expect(heatmap(page, model)).toBeInViewport({ ratio: 1 });
  }
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'false');
  await expect(page.getByRole('tab', { name: 'Compare' })).toBeVisible();
});
