/** A page that fails, or cannot start, says so, and offers a way on. */
import { expect, type Page, test } from '@playwright/test';
import { expectAccessible, heatmap, live, open, sentence, strip } from './support.ts';

const alert = (page: Page) => page.getByRole('alert');
const again = (page: Page) => page.getByRole('button', { name: 'Show it again' });
const anew = (page: Page) => page.getByRole('link', { name: 'Open the text anew' });

test('a picture that cannot be drawn takes only its part of the page with it', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 800 });
  await open(page, 'text=A+first+text.&bert=2.3');
  await live(page);
  await page.evaluate(() => {
    const { drawImage } = CanvasRenderingContext2D.prototype;
    CanvasRenderingContext2D.prototype.drawImage = () => {
      throw new Error('There is no room for this picture.');
    };
    window.addEventListener('repair', () => {
      CanvasRenderingContext2D.prototype.drawImage = drawImage;
    });
  });
  await sentence(page).fill('Another text.');
  await expect(alert(page)).toContainText('“There is no room for this picture”');
  await expectAccessible(page);
  await page.getByRole('tab', { name: 'Measure' }).click();
  await expect(page.getByRole('tabpanel')).toContainText('16 heads');
  await page.getByRole('tab', { name: 'Compare' }).click();
  await expect(alert(page)).toBeVisible();
  await page.evaluate(() => window.dispatchEvent(new Event('repair')));
  await again(page).click();
  await expect(heatmap(page, 'bert')).toBeVisible();
  await expect(strip(page).filter({ hasText: /^another$/ })).toBeVisible();
});

test('a page that was changed behind its back is drawn anew, with its text', async ({ page }) => {
  await page.setViewportSize({ width: 1280, height: 900 });
  await open(page, 'text=A+text+to+keep.&view=measure');
  await live(page);
  const breakOver = (parameter: string) =>
    page.evaluate((name) => {
      // What a notice would be put in front of.
      document.querySelector('.ask')?.remove();
      history.replaceState(null, '', `${location.href}&${name}=1`);
      window.dispatchEvent(new PopStateEvent('popstate'));
    }, parameter);
  await breakOver('nonsense');
  await expect(alert(page)).toContainText('The page has failed');
  await expectAccessible(page);
  await again(page).click();
  await expect(sentence(page)).toHaveValue('A text to keep.');
  await expect(page.locator('.notices')).toContainText('nonsense');
  await page.getByRole('button', { name: 'Dismiss' }).click();
  await breakOver('more');
  await anew(page).click();
  await expect(page).toHaveURL(/\?text=A\+text\+to\+keep/);
  await expect(sentence(page)).toHaveValue('A text to keep.');
  await expect(heatmap(page, 'gpt')).toBeVisible();
});

test('a browser that lacks what the page needs is told which browsers have it', async ({
  context,
}) => {
  const page = await context.newPage();
  await page.addInitScript(() => Reflect.deleteProperty(Intl, 'Segmenter'));
  await open(page);
  await expect(alert(page)).toHaveText(/has no Intl\.Segmenter\. It works from .+ Firefox \d+/);
  await expectAccessible(page);
  await page.close();
});
