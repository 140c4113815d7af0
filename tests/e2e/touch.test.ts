/** Fingers: what a tap marks is marked for as long as it is held, and no longer. */
import type { Page } from '@playwright/test';
import { heatmap, live, open, panel, readout, sentence, strip } from './support.ts';
import { expect, touch as test } from './warm.ts';

test.beforeEach(({ page }) => page.setViewportSize({ width: 1280, height: 900 }));

/** Everything on the page that says that a token or a cell is in focus, held or described. */
async function expectNothingMarked(page: Page) {
  await expect(page.locator('.strip-tokens :is([data-active], [data-read])')).toHaveCount(0);
  await expect(page.locator('.strip-tokens [aria-pressed="true"]')).toHaveCount(0);
  await expect(page.locator(':is(.band, .cursor)')).toHaveCount(0);
  await expect(page.locator('.strip-hint')).toContainText('Tap a token');
}

/** Taps a cell of BERT's heatmap of twelve tokens or more. */
async function tapCell(page: Page, row: number, column: number) {
  const size = await heatmap(page, 'bert').boundingBox();
  const tokens = await strip(page).count();
  const cell = (size?.width ?? 0) / tokens;
  const position = { x: (column + 0.5) * cell, y: (row + 0.5) * cell };
  await heatmap(page, 'bert').tap({ position });
}

test('a token that was tapped is not marked any more once another cell was held and released', async ({
  page,
}) => {
  // A link that says more than the example's name holds no cell.
  await open(page, 'preset=animal-tired&bert=2.2');
  await live(page);
  await strip(page).nth(3).tap();
  await expect(page).toHaveURL(/cell=3\./);
  await tapCell(page, 8, 5);
  await expect(page).toHaveURL(/cell=8\./);
  await tapCell(page, 8, 5);
  await expect(page).toHaveURL(/cell=8\.5/);
  await tapCell(page, 8, 5);
  await expect(page).not.toHaveURL(/cell=/);
  await expectNothingMarked(page);
  await expect(readout(page, 'bert')).toContainText('Tap a cell');

  await sentence(page).fill('The bridge was closed because of the storm.');
  await expect(strip(page).nth(2)).toHaveText('bridge');
  await expectNothingMarked(page);
});

test('a tap on small cells chooses the row first, at what it reads most, and then a cell in it', async ({
  page,
}) => {
  await open(page, 'preset=animal-tired&bert=2.2');
  await live(page);
  await tapCell(page, 9, 0);
  const row = page.getByRole('toolbar', { name: 'Tokens of the text' }).getByRole('button');
  await expect(row.nth(9)).toHaveAttribute('aria-pressed', 'true');
  const most = panel(page, 'bert').locator('.reads li').first().locator('.bar-value');
  await expect(readout(page, 'bert')).toContainText((await most.textContent()) ?? '?');
  await tapCell(page, 9, 6);
  await expect(page).toHaveURL(/cell=9\.6/);
  await tapCell(page, 3, 3);
  await expect(row.nth(3)).toHaveAttribute('aria-pressed', 'true');
});

test('a second tap releases a token, wherever it was tapped', async ({ page }) => {
  await open(page, 'preset=animal-tired');
  await live(page);
  await strip(page).nth(4).tap();
  await strip(page).nth(4).tap();
  await expectNothingMarked(page);
  await tapCell(page, 5, 5);
  await page.getByRole('button', { name: /^Release/ }).tap();
  await expectNothingMarked(page);

  await page.getByLabel('as', { exact: true }).selectOption('arcs');
  const place = panel(page, 'bert').locator('.arcs-token').nth(4);
  await place.tap();
  await expect(page).toHaveURL(/cell=4\./);
  await place.tap();
  await expectNothingMarked(page);
  await expect(page.locator('.arcs-token[data-read]')).toHaveCount(0);
});

test('what an experiment describes for a tap goes with it', async ({ page }) => {
  await open(page, 'preset=animal-tired&view=experiment&try=words');
  await live(page);
  const bar = page.locator('.words-token').nth(3);
  await expect(page.locator('.words-value').first()).toBeVisible();
  await bar.tap();
  await expect(page.locator('.words-readout')).toContainText('from the left, to GPT');
  await bar.tap();
  await expect(page.locator('.words-readout')).toContainText('Tap a token');
  await expectNothingMarked(page);

  await page.getByText('Leak probe', { exact: true }).tap();
  const place = page.locator('.leak-model[data-side="left"] td').nth(6);
  const said = page.locator('.leak-model[data-side="left"] .readout');
  await place.tap();
  await expect(said).not.toContainText('Tap a place');
  await sentence(page).tap();
  await expect(said).toContainText('Tap a place');
  await expectNothingMarked(page);

  await page.getByText('Another mask', { exact: true }).tap();
  const plane = page.locator('.mask-model[data-side="left"] [role="application"]').nth(2);
  await plane.tap({ position: { x: 60, y: 60 } });
  await expect(page.locator('.mask-model[data-side="left"] .readout')).toContainText(' reads ');
  await sentence(page).fill('The bridge was closed because of the storm.');
  await expect(page.locator('.mask-model[data-side="left"] .readout')).toContainText('Tap a cell');
});

test('a finger presses the words of a sentence and the labels of a matrix', async ({ page }) => {
  await open(page, 'preset=animal-tired&bert=2.2');
  await live(page);
  const held = page.locator('.strip-tokens [aria-pressed="true"]');
  await page.locator('.voice-note').getByRole('button', { name: 'animal' }).first().tap();
  await expect(held).toHaveText('animal');
  const labels = panel(page, 'bert').locator('.axis-rows .axis-label');
  await labels.filter({ hasText: 'tired' }).tap();
  await expect(held).toHaveText('tired');
  await labels.filter({ hasText: 'tired' }).tap();
  await expectNothingMarked(page);
});
