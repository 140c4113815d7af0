/** The leak probe: a token is changed, and a person reads which places moved. */
import type { Locator, Page } from '@playwright/test';
import { follow, live, open } from './support.ts';
import { expect, test } from './warm.ts';

const LINK = 'text=The+dog+ran+home+today.&view=experiment&try=leak';

const finding = (page: Page, model: 'BERT' | 'GPT'): Locator =>
  page.getByRole('region', { name: model, exact: true });
const said = (page: Page, model: 'BERT' | 'GPT') => finding(page, model).locator('.leak-sentence');
const grid = (page: Page, model: 'BERT' | 'GPT') => finding(page, model).getByRole('grid');
const word = (page: Page) => page.getByRole('textbox', { name: 'Into' });

/** The numbers of one row, as they are written. */
const row = (page: Page, model: 'BERT' | 'GPT', position: number) =>
  grid(page, model)
    .getByRole('row')
    .nth(position + 1)
    .getByRole('gridcell')
    .allTextContents();

test('what GPT has read before the changed token does not move, and what BERT has does', async ({
  page,
}) => {
  await open(page, `${LINK}&cell=3.1`);
  await live(page);
  await expect(said(page, 'GPT')).toHaveText(
    /^Putting \w+ in the place of ran moves all 4 places from there on in GPT, and none to the left: the largest change there, over 3 places and 4 layers, is exactly 0\.What it writes next is (less than )?[\d.]+ bits? away from before\.$/,
  );
  await expect(said(page, 'BERT')).toHaveText(
    /moves .* from there on in BERT, and all 3 places to the left: by up to [\d.]+, at .+ after layer [1-4]\./,
  );
  for (const position of [0, 1, 2]) {
    expect(await row(page, 'GPT', position)).toEqual(['0', '0', '0', '0']);
    for (const text of await row(page, 'BERT', position)) expect(text).not.toBe('0');
  }
  for (const text of await row(page, 'GPT', 3)) expect(text).toMatch(/^\d\.\d+$/);
  await expect(grid(page, 'BERT').getByRole('row')).toHaveCount(9);
  await expect(grid(page, 'GPT').getByRole('row')).toHaveCount(8);
});

test('the word to begin with is the one that the other experiments begin with', async ({
  page,
}) => {
  await open(page, 'text=The+old+elephant+ran+home+today.&view=experiment');
  await live(page);
  for (const name of ['Leak probe', 'Heads off', 'One slot']) {
    await page.getByText(name, { exact: true }).click();
    await expect(
      page
        .locator('.view')
        .getByText(/^The word is elephant[,:]/)
        .first(),
    ).toBeVisible();
  }
});

test('the word is chosen in the strip, and typed beside it', async ({ page }) => {
  await open(page, LINK);
  await live(page);
  await expect(page.locator('.run-line', { hasText: 'The word is' })).toContainText(
    'choose another above',
  );
  await page
    .getByRole('toolbar', { name: 'Tokens of the text' })
    .getByRole('button', { name: 'home' })
    .click();
  await expect(said(page, 'GPT')).toContainText('in the place of home');
  await word(page).fill('away');
  await word(page).press('Enter');
  await expect(page).toHaveURL(/word=away/);
  await expect(said(page, 'GPT')).toHaveText(/^Putting away in the place of home moves/);
  await word(page).fill('');
  await page.getByRole('button', { name: 'Put it there' }).click();
  await expect(page).not.toHaveURL(/word=/);
});

test('words that cannot be put there are refused with a sentence; what was found stays', async ({
  page,
}) => {
  await open(page, `${LINK}&cell=3.1`);
  await live(page);
  await expect(said(page, 'GPT')).toContainText('in the place of ran');
  const before = await grid(page, 'GPT').textContent();
  await word(page).fill('two words');
  await word(page).press('Enter');
  await expect(page.getByRole('alert')).toHaveText(
    /“two words” is 2 tokens.*: choose a word that is one\./,
  );
  await expect(grid(page, 'GPT')).toHaveText(before ?? '?');
  await word(page).fill('ran');
  await word(page).press('Enter');
  await expect(page.getByRole('alert')).toHaveText(
    '“ran” stands there already: choose another word.',
  );
  await open(page, `${LINK}&cell=0.1`);
  await live(page);
  await expect(page.getByRole('alert')).toHaveText(/^\[CLS\] is not part of the text/);
  await open(page, 'text=The&view=experiment&try=leak&shuffle=yes');
  await live(page);
  await expect(page.getByRole('alert')).toHaveText(
    /no two different tokens.*: choose an earlier word\.$/,
  );
});

test('all tokens from a word on are put into another order, by a seed', async ({ page }) => {
  await open(page, `${LINK}&cell=2.1`);
  await live(page);
  await page.getByRole('combobox', { name: 'Change' }).selectOption('the order from there on');
  await expect(page).toHaveURL(/shuffle=yes/);
  await expect(said(page, 'GPT')).toHaveText(
    /^Putting the tokens from .+ on into another order moves .* and none to the left/,
  );
  const first = await grid(page, 'GPT').textContent();
  await page.getByRole('button', { name: 'Another order' }).click();
  await expect(page).toHaveURL(/seed=2/);
  await expect(grid(page, 'GPT')).not.toHaveText(first ?? '?');
  await page.getByRole('spinbutton', { name: 'Seed' }).fill('1');
  await expect(grid(page, 'GPT')).toHaveText(first ?? '?');
});

test('places are walked with the keyboard and told in words', async ({ page }) => {
  await open(page, `${LINK}&cell=3.1`);
  await live(page);
  await grid(page, 'GPT').getByRole('gridcell').first().focus();
  const readout = finding(page, 'GPT').locator('.readout');
  await expect(readout).toHaveText('<|endoftext|> has not moved at all after layer 1.');
  for (const key of ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowRight']) {
    await page.keyboard.press(key);
  }
  await expect(readout).toHaveText(
    /^ran, whose token was changed, has moved by [\d.]+ of its length after layer 2\.$/,
  );
  await page.keyboard.press('End');
  await expect(grid(page, 'GPT').getByRole('gridcell').last()).toBeFocused();
});

test('a token that GPT does not read is changed for BERT alone', async ({ page }) => {
  await open(page, 'text=The+cat+[MASK]+home+today.&view=experiment&try=leak&cell=5.1');
  await live(page);
  await expect(said(page, 'BERT')).toContainText('What it puts into the blank is');
  await expect(said(page, 'GPT')).toHaveText(/^GPT stops at the blank and has not read this token/);
});

test('a link opens the same picture again', async ({ page, elsewhere }) => {
  await open(page, `${LINK}&cell=2.1&shuffle=yes&seed=7`);
  await live(page);
  await expect(grid(page, 'BERT')).toBeVisible();
  await expect(grid(page, 'GPT')).toBeVisible();
  await follow(elsewhere, page.url());
  for (const model of ['BERT', 'GPT'] as const) {
    await expect(grid(elsewhere, model)).toHaveText((await grid(page, model).textContent()) ?? '?');
    await expect(said(elsewhere, model)).toHaveText((await said(page, model).textContent()) ?? '?');
  }
});

for (const [name, text] of [
  ['128 tokens', 'the quick brown fox ran '.repeat(30)],
  ['one word', 'Hello'],
  ['right-to-left text', 'الولد يقرأ الكتاب'],
  ['punctuation alone', '... !?'],
] as const) {
  test(`${name}: the probe answers, and fits 360 px`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await open(page, `view=experiment&try=leak&text=${encodeURIComponent(text)}`);
    await live(page);
    await expect(said(page, 'GPT')).toContainText('is exactly 0.');
    await expect(page.locator('.experiment')).not.toContainText('NaN');
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways).toBeLessThanOrEqual(0);
  });
}
