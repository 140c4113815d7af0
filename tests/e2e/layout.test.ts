/** Pictures first: what a reader sees before scrolling, and that nothing moves under the eye. */
import type { Page } from '@playwright/test';
import { heatmap, live, open, panel, sentence, strip } from './support.ts';
import { expect, test } from './warm.ts';

const MODELS = ['bert', 'gpt'] as const;

/** Where BERT's matrix begins on the page. */
const top = (page: Page) =>
  heatmap(page, 'bert').evaluate((plane) => plane.getBoundingClientRect().top + window.scrollY);

for (const { width, height, least } of [
  { width: 1280, height: 720, least: 250 },
  { width: 1440, height: 900, least: 320 },
  { width: 1920, height: 950, least: 420 },
]) {
  test(`both matrices of 15 tokens stand whole above the fold at ${width} × ${height}`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await open(page, 'preset=animal-tired');
    await live(page);
    await expect(strip(page)).toHaveCount(15);
    await expect(sentence(page)).toBeInViewport({ ratio: 1 });
    await expect(page.locator('.caption')).toBeInViewport({ ratio: 1 });
    await expect(page.getByRole('tablist', { name: 'Views' })).toBeInViewport({ ratio: 1 });
    for (const model of MODELS) {
      await expect(heatmap(page, model)).toBeInViewport({ ratio: 1 });
      expect((await heatmap(page, model).boundingBox())!.width).toBeGreaterThanOrEqual(least);
      await expect(panel(page, model).locator('.predictions h3')).toBeInViewport({ ratio: 1 });
      for (const head of await panel(page, model).getByRole('radio').all()) {
        const box = (await head.boundingBox())!;
        expect(Math.min(box.width, box.height)).toBeGreaterThanOrEqual(48);
      }
    }
  });
}

for (const { width, height } of [
  { width: 1280, height: 720 },
  { width: 1440, height: 900 },
  { width: 360, height: 740 },
]) {
  test(`the matrices stay where they are at ${width} px, whatever is pointed at, held, or typed`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    // A link that says more than the example's name holds no cell.
    await open(page, 'preset=animal-tired&bert=2.2');
    await live(page);
    const place = await top(page);
    for (const nth of [0, 4, 9, 14]) {
      await strip(page).nth(nth).hover();
      expect(await top(page)).toBe(place);
    }
    await strip(page).nth(9).click();
    await expect(page.getByText('Holding it')).toBeVisible();
    expect(await top(page)).toBe(place);
    await page.keyboard.press('Escape');
    if (width > 760) {
      await page.getByRole('checkbox', { name: 'Hide special tokens' }).check();
      expect(await top(page)).toBe(place);
      await page.getByRole('checkbox', { name: 'Hide special tokens' }).uncheck();
      // Another text in the place of the example's takes its note away, and no more.
      await sentence(page).fill('The animal crossed the street today.');
      await expect(strip(page).nth(3)).toHaveText('crossed');
      expect(await top(page)).toBe(place);
    }
  });
}

test('what the engine says of itself is folded away, and opens from the keyboard', async ({
  page,
}) => {
  await open(page, 'preset=animal-tired');
  await live(page);
  const health = page.getByLabel('Health', { exact: true });
  await expect(health).toBeHidden();
  await page.getByText('About this run').press('Enter');
  await expect(health).toBeVisible();
});
