/** The pictures over the whole screen: large labels, controls that stay away, arrows that walk. */
import type { Page } from '@playwright/test';
import { expectAccessible, live, open } from './support.ts';
import { expect, test } from './warm.ts';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Presentation' });

async function present(page: Page, query: string): Promise<void> {
  await page.setViewportSize({ width: 1920, height: 1080 });
  await open(page, query);
  await live(page);
  await page.getByRole('button', { name: 'Present' }).click();
  await expect(dialog(page).getByRole('heading', { level: 1 })).toBeVisible();
}

test('labels are 22 px and more, and both matrices stand whole', async ({ page }) => {
  await present(page, 'preset=animal-tired');
  await expect(dialog(page).getByRole('application')).toHaveCount(2);
  const smallest = await dialog(page).evaluate((element) => {
    const texts = [...element.querySelectorAll<HTMLElement>('*')].filter(
      (each) => each.childElementCount === 0 && each.textContent?.trim() && each.offsetHeight > 1,
    );
    return Math.min(...texts.map((each) => Number.parseFloat(getComputedStyle(each).fontSize)));
  });
  expect(smallest).toBeGreaterThanOrEqual(22);
  for (const picture of await dialog(page).getByRole('application').all()) {
    const box = (await picture.boundingBox())!;
    expect(box.y + box.height).toBeLessThan(1080);
    expect(box.height).toBeGreaterThan(500);
  }
  await expectAccessible(page);
});

test('arrows walk the examples and the steps, Escape ends it', async ({ page }) => {
  await present(page, 'preset=animal-tired');
  const title = dialog(page).getByRole('heading', { level: 1 });
  await page.keyboard.press('ArrowRight');
  await expect(title).toContainText('river');
  await page.keyboard.press('ArrowLeft');
  await expect(title).toContainText('animal');
  await page.keyboard.press('Escape');
  await expect(dialog(page)).toHaveCount(0);
  await expect(page.getByRole('button', { name: 'Present' })).toBeFocused();

  await page.getByRole('tab', { name: 'Step through' }).click();
  await page.getByRole('button', { name: 'Present' }).click();
  await page.keyboard.press('ArrowRight');
  await expect(page).toHaveURL(/step=2/);
});

test('contrast is off at first, and the key says when it is on', async ({ page }) => {
  await present(page, 'preset=animal-tired');
  const key = dialog(page).getByRole('region', { name: 'Key' });
  await expect(key).not.toContainText('root');
  await page.mouse.move(400, 400);
  await dialog(page).getByRole('button', { name: 'Contrast' }).click();
  await expect(key).toContainText('weight, drawn as its root');
});
