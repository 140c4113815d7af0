/** Other models in the places of the comparison: from files, from a link, by mouse, keyboard and finger. */
import type { Locator, Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { fixture } from '../support/dumps.ts';
import { bytesFolder, folderOf } from '../support/openable.ts';
import { expectAccessible, live, open, sentence } from './support.ts';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Open a model' });
const panel = (page: Page, name: string) => page.getByRole('region', { name, exact: true });

type Files = ReadonlyMap<string, Blob>;

async function payload(files: Files, folder = '') {
  return Promise.all(
    Array.from(files, async ([name, blob]) => ({
      name: folder + name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(await blob.arrayBuffer()),
    })),
  );
}

/** Chooses files in the dialog. */
async function choose(page: Page, files: Files): Promise<void> {
  await dialog(page)
    .locator('input[data-choose="files"]')
    .setInputFiles(await payload(files));
}

const attention = (name = 'transformers.safetensors'): Files => new Map([[name, fixture(name)]]);

async function openFrom(page: Page, from: Locator, files: Files): Promise<void> {
  await from.click();
  await expect(dialog(page)).toBeVisible();
  await choose(page, files);
}

test('two checkpoints from files read what is typed, side by side, and a link says what to open', async ({
  page,
}) => {
  await open(page, 'text=the+cat+sat');
  await live(page);
  await openFrom(
    page,
    page.getByRole('button', { name: 'Another model in the place of BERT' }),
    folderOf('distilbert-head'),
  );
  await expect(dialog(page)).toContainText('distilbert, 2 layers');
  await expectAccessible(page);
  await dialog(page)
    .getByRole('radio', { name: /^Right/ })
    .check({ force: true });
  await choose(page, bytesFolder());
  await expect(dialog(page)).toContainText('gpt2, 3 layers of 3 heads, 24 wide');
  await dialog(page).getByRole('button', { name: 'Close' }).click();
  await sentence(page).fill('the dog ran to the red mat');
  await expect(page.locator('.reading[data-stale]')).toHaveCount(0);
  await page.screenshot({ path: '/tmp/op/two.png' });
  const link = await page.evaluate(() => location.search);
  expect(link).toContain('left=file');
});
