/** A repeated pattern: what a person reads of its second time, of the heads, and of the controls. */
import type { Locator, Page } from '@playwright/test';
import { follow, live, open, sentence, strip } from './support.ts';
import { expect, test } from './warm.ts';

const lead = (page: Page): Locator => page.locator('.copy-lead');
const twice = (page: Page) => page.getByRole('region', { name: 'Twice the same tokens' });
const heads = (page: Page) => page.getByRole('region', { name: 'Heads that look it up' });
const bought = (page: Page) => page.getByRole('region', { name: 'What the repetition bought' });
const offer = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const share = (text: string) => Number.parseFloat(text) / 100;

const TEXT = 'blue seven table river blue seven table river blue seven';
const QUERY = `text=${TEXT.replaceAll(' ', '+')}&view=experiment&try=copy`;

/** All controls have come. */
async function done(page: Page): Promise<void> {
  await live(page);
  await expect(bought(page).getByRole('table')).not.toContainText('…');
}

test('the second time is set against the first, with what would come next', async ({ page }) => {
  await open(page, QUERY);
  await done(page);
  await expect(lead(page)).toContainText('The text says blue seven table river twice (4 tokens).');
  await expect(lead(page)).toContainText(/After the first copy came blue\. After the second, GPT/);
  const rows = twice(page).getByRole('row');
  await expect(rows.getByRole('rowheader')).toHaveText([
    /^blue.*begins it/,
    'seven',
    'table',
    'river',
    /^blue.*would come next/,
  ]);
  // "river" after the second "table": the page and the console, asked about the text up to there.
  const p = await page.evaluate(async () => {
    const { gpt } = await window.sightlines.run({
      text: 'blue seven table river blue seven table',
    });
    return gpt.next[0];
  });
  const cell = (await rows.nth(4).getByRole('cell').last().textContent()) ?? '';
  const [told, rank] = [/([\d.]+)%/.exec(cell)![1]!, /rank ([\d,]+)/.exec(cell)![1]!];
  if (p!.label === 'river') {
    expect(share(told)).toBeCloseTo(p!.p, 3);
    expect(rank).toBe('1');
  } else {
    expect(rank).not.toBe('1');
  }
});

test('heads are ranked as the console measures them, and one click chooses one', async ({
  page,
}) => {
  await open(page, QUERY);
  await done(page);
  const best = await page.evaluate(async (text) => {
    const run = await window.sightlines.run({ text });
    const { gpt } = window.sightlines.analyse(run);
    const all = gpt.flatMap((layer, l) =>
      layer.map(({ induction }, h) => ({ name: `layer ${l + 1}, head ${h + 1}`, induction })),
    );
    return all.sort((a, b) => b.induction! - a.induction!)[0]!;
  }, TEXT);
  const first = heads(page).getByRole('listitem').first();
  await expect(first).toContainText(best.name);
  expect(share((await first.locator('b').textContent()) ?? '')).toBeCloseTo(best.induction!, 2);
  await first.getByRole('button').focus();
  await page.keyboard.press('Enter');
  const [, layer, head] = /layer (\d), head (\d)/.exec(best.name)!;
  await expect(first.getByRole('button')).toHaveAttribute('aria-pressed', 'true');
  if (best.name !== 'layer 1, head 1') {
    await expect(page).toHaveURL(new RegExp(`gpt=${layer}\\.${head}`));
  }
  await expect(heads(page)).toContainText(/is number 1 of 16\..* reads [\d.]+% from/);
  await heads(page)
    .getByRole('button', { name: /^Show all 16/ })
    .click();
  await expect(heads(page).getByRole('listitem')).toHaveCount(16);
});

test('the word above is the one whose look-up is told', async ({ page }) => {
  await open(page, `${QUERY}&cell=6.3`);
  await done(page);
  await expect(heads(page)).toContainText(
    /the second seven reads [\d.<>]+% from the first table, which followed it the first time/,
  );
  await expect(heads(page)).toContainText('The word is the second seven');
});

test('controls keep the second copy and change what stood before it; heads are switched off', async ({
  page,
}) => {
  await open(page, QUERY);
  await done(page);
  const rows = bought(page).getByRole('row');
  await expect(rows.nth(3)).toContainText('after the same words in another order');
  await expect(rows.nth(4)).toContainText('after other words');
  await expect(rows.nth(5)).toContainText(/two heads that look it up most .*not trained this way/);
  const before = await rows.nth(4).textContent();
  await offer(page, 'Shuffle anew').click();
  await expect(page).toHaveURL(/seed=2/);
  await expect(rows.nth(4)).not.toHaveText(before ?? '');
  await heads(page).getByRole('button', { name: 'Switch this head off' }).click();
  await expect(page).toHaveURL(/try=heads.*gptOff=1\.1|gptOff=1\.1.*try=heads/);
});

test('a link opens the same picture again', async ({ page, elsewhere }) => {
  await open(page, `${QUERY}&seed=5&gpt=3.2`);
  await done(page);
  await follow(elsewhere, page.url());
  await done(elsewhere);
  for (const part of [lead, twice, heads, bought]) {
    expect(await part(elsewhere).textContent()).toBe(await part(page).textContent());
  }
});

test('a text without a repeat is read as if it were said twice, or made so with a click', async ({
  page,
}) => {
  await open(page, 'text=The+dog+ran+home.&view=experiment&try=copy');
  await live(page);
  await expect(page.getByText('here it reads it said twice, “The dog ran home.')).toBeVisible();
  await expect(lead(page)).toContainText('The text says the dog ran twice');
  await expect(sentence(page)).toHaveValue('The dog ran home.');
  await offer(page, 'Say this text twice').click();
  await expect(sentence(page)).toHaveValue('The dog ran home. The dog ran');
  await expect(lead(page)).toContainText('The text says the dog ran twice');
  await offer(page, 'A pattern of random words').click();
  await expect(strip(page)).toHaveCount(11);
  await expect(lead(page)).toContainText('twice (4 tokens)');
});

test('texts with little to say are answered in words', async ({ page }) => {
  await open(page, QUERY);
  await done(page);
  await sentence(page).fill('');
  await expect(page.locator('.nothing')).toContainText('There is nothing to repeat yet');
  await expect(offer(page, 'Say this text twice')).toBeDisabled();
  await open(page, 'text=ha+ha+ha+ha&view=experiment&try=copy');
  await done(page);
  await expect(bought(page)).toContainText('they have no other order');
  await open(page, 'text=a+b+a+b+[MASK]+c&view=experiment&try=copy');
  await done(page);
  await expect(lead(page)).toContainText('The text says a b twice');
  await expect(page.locator('.view')).not.toContainText(/NaN|Infinity|undefined/);
});

test('a text of 128 tokens is read to its end', async ({ page }) => {
  const text = encodeURIComponent('the quick brown fox ran '.repeat(30));
  await open(page, `text=${text}&view=experiment&try=copy`);
  await done(page);
  await expect(lead(page)).toContainText(/… twice \(\d\d tokens\)/);
  await sentence(page).fill('one two one two');
  await expect(lead(page)).toContainText('The text says one two twice');
});
