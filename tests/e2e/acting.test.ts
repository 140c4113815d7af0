/** Words that act: by mouse, by keyboard and by finger, on the page with its models. */
import type { Page } from '@playwright/test';
import { expectAccessible, live, open, panel, readout, strip } from './support.ts';
import { expect, test } from './warm.ts';

const note = (page: Page) => page.locator('.voice-note');
const caption = (page: Page) => page.locator('.caption');
const word = (page: Page, name: string) => caption(page).getByRole('button', { name, exact: true });
const held = (page: Page) => page.locator('.strip-tokens [aria-pressed="true"]');
const label = (page: Page, axis: 'rows' | 'columns', name: string) =>
  panel(page, 'bert').locator(`.axis-${axis} .axis-label`).filter({ hasText: name });

async function begin(page: Page) {
  await page.setViewportSize({ width: 1280, height: 900 });
  // No cell is held, and other heads are chosen than the note names.
  await open(page, 'preset=bank-river&bert=1.1&gpt=1.1');
  await live(page);
}

test('a head that a note names is chosen in its model, and the note stays', async ({ page }) => {
  await begin(page);
  await note(page).getByRole('button', { name: 'layer 2, head 4' }).last().click();
  await expect(panel(page, 'bert').locator('.panel-head')).toHaveText('layer 2, head 4');
  await expect(panel(page, 'gpt').locator('.panel-head')).toHaveText('layer 1, head 1');
  await expect(page).toHaveURL(/bert=2\.4/);
  await note(page).getByRole('button', { name: 'layer 4, head 2' }).last().click();
  await expect(panel(page, 'gpt').locator('.panel-head')).toHaveText('layer 4, head 2');
  await note(page).getByRole('button', { name: 'watched' }).click();
  await expect(held(page)).toHaveText('watched');
  await expect(word(page, 'sat')).toBeVisible();
  await expect(word(page, 'he')).toBeVisible();
});

test('the keyboard walks the words of a sentence, and stays in it as that changes', async ({
  page,
}) => {
  await begin(page);
  await strip(page).nth(10).click();
  await page.mouse.move(0, 0);
  await note(page).getByRole('button').first().focus();
  await page.keyboard.press('ArrowRight');
  await expect(note(page).getByRole('button').nth(1)).toBeFocused();
  // One stop for the note, one for each word of the caption that is explained, one for those that act.
  for (const name of ['layer', 'head']) {
    await page.keyboard.press('Tab');
    await expect(caption(page).getByRole('button', { name, exact: true })).toBeFocused();
  }
  await page.keyboard.press('Tab');
  await expect(caption(page).locator('.act').first()).toBeFocused();
  await page.keyboard.press('ArrowRight');
  const second = caption(page).locator('.act').nth(1);
  const name = (await second.textContent()) ?? '';
  await page.keyboard.press('Enter');
  await expect(held(page)).toHaveText(name);
  await expect(caption(page).locator(':focus')).toHaveCount(1);
});

test('what a readout names is held, in the tokens of that model', async ({ page }) => {
  await begin(page);
  await label(page, 'rows', 'river').click();
  await expect(held(page)).toHaveText('river');
  const source = readout(page, 'gpt').getByRole('button').last();
  const name = (await source.textContent()) ?? '';
  await source.click();
  if (name !== 'river' && !name.startsWith('<')) await expect(held(page)).toHaveText(name);
});

for (const theme of ['light', 'dark'] as const) {
  test(`labels say who reads them, and all of it is accessible: ${theme}`, async ({ page }) => {
    await page.emulateMedia({ colorScheme: theme });
    await begin(page);
    await label(page, 'columns', 'boats').hover();
    await expect(readout(page, 'bert')).toContainText(/^boats is read most by .+%\)\.$/);
    await expect(readout(page, 'gpt')).toContainText(/^boats is read most by .+%\)\.$/);
    await expectAccessible(page);
    await label(page, 'columns', 'boats').click();
    await expect(readout(page, 'bert')).toContainText(/from (boats|itself)\.$/);
    await page.emulateMedia({ colorScheme: null });
  });
}
