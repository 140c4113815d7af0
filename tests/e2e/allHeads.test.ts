/** All heads, large: what each does at a glance, one click away from Compare. */
import type { Page } from '@playwright/test';
import { colours, expectAccessible, live, open, panel } from './support.ts';
import { expect, test } from './warm.ts';

const opener = (page: Page, name: string) =>
  page.getByRole('button', { name: `All heads of ${name}, large` });
const all = (page: Page) => page.getByRole('dialog', { name: 'All heads' });
const headsOf = (page: Page, name: string) =>
  all(page)
    .getByRole('toolbar', { name: `All heads of ${name}` })
    .getByRole('button');

test('every head of both models is drawn at 120 px, with its name and the job that it does here', async ({
  page,
}) => {
  await open(page, 'preset=animal-tired');
  await live(page);
  await opener(page, 'BERT').click();
  for (const name of ['BERT', 'GPT']) {
    await expect(headsOf(page, name)).toHaveCount(16);
    for (const canvas of await headsOf(page, name).locator('canvas').all()) {
      const box = await canvas.boundingBox();
      expect(box).toMatchObject({ width: 120, height: 120 });
      expect(await colours(canvas)).toBeGreaterThan(1);
    }
  }
  await expect(headsOf(page, 'BERT').nth(1)).toHaveText(/^layer 1, head 2\s*next token$/);
  await expectAccessible(page);

  // What Measure calls the heads, they are called here.
  const here = await headsOf(page, 'GPT').locator('.all-heads-job').allTextContents();
  await all(page).getByRole('button', { name: 'Close' }).click();
  await page.getByRole('tab', { name: 'Measure' }).click();
  const there = panel(page, 'gpt').locator('tbody .measure-class');
  await expect(there).toHaveText(here.map((job) => job || 'unclassified'));
});

test('a click chooses a head, and leads back to its matrix', async ({ page }) => {
  await open(page, 'preset=animal-tired');
  await live(page);
  await opener(page, 'GPT').click();
  await headsOf(page, 'GPT').nth(6).click();
  await expect(all(page)).toHaveCount(0);
  await expect(panel(page, 'gpt').locator('.panel-head')).toHaveText('layer 2, head 3');
  await expect(page).toHaveURL(/gpt=2\.3/);
  await expect(opener(page, 'GPT')).toBeFocused();
});

test('the keyboard walks all heads from the chosen one, and Escape leaves all as it was', async ({
  page,
}) => {
  await open(page, 'preset=animal-tired&bert=2.2');
  await live(page);
  await opener(page, 'BERT').press('Enter');
  await expect(headsOf(page, 'BERT').nth(5)).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(headsOf(page, 'BERT').nth(10)).toBeFocused();
  await page.keyboard.press('Escape');
  await expect(all(page)).toHaveCount(0);
  await expect(page).toHaveURL(/bert=2\.2/);
  await opener(page, 'BERT').press('Enter');
  await expect(headsOf(page, 'BERT').nth(5)).toBeFocused();
  await page.keyboard.press('End');
  await expect(headsOf(page, 'BERT').nth(15)).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/bert=4\.4/);
});
