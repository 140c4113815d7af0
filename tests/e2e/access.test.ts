/** Keyboard, screen reader, theme, small screens. */
import { heatmap, live, open, panel, readout } from './support.ts';
import { expect, test } from './warm.ts';

test('cells are walked, held and released from the keyboard, in both models at once', async ({
  page,
}) => {
  await open(page, 'text=The+dog+ran+home.');
  await live(page);
  await heatmap(page, 'bert').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(readout(page, 'bert')).toContainText(/dog.*reads.*%.*from.*the/);
  await expect(readout(page, 'gpt')).toContainText(/dog.*reads.*%.*from.*the/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/cell=2\.1/);
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/cell=/);
  await page.keyboard.press('End');
  await expect(readout(page, 'gpt')).toContainText(/forbids|no token/);
});

test('heads are chosen with the arrow keys', async ({ page }) => {
  await open(page, 'text=The+dog+ran.');
  await live(page);
  const heads = panel(page, 'gpt').getByRole('radio');
  await heads.first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await expect(panel(page, 'gpt').getByRole('radio', { checked: true })).toHaveAccessibleName(
    'layer 2, head 2',
  );
  await expect(page).toHaveURL(/gpt=2\.2/);
});

test('the theme is the reader’s own: kept here, never in the link', async ({ page }) => {
  await open(page);
  await live(page);
  await page.getByRole('radio', { name: 'Dark' }).check({ force: true });
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
  expect(page.url()).not.toContain('dark');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark');
});
