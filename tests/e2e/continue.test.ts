/** GPT writes on and BERT fills blanks: what a person sets, reads, looks at and takes over. */
import type { Locator, Page } from '@playwright/test';
import { follow, live, open, sentence, strip } from './support.ts';
import { expect, test } from './warm.ts';

const gpt = (page: Page): Locator => page.getByRole('region', { name: 'GPT writes on' });
const bert = (page: Page): Locator => page.getByRole('region', { name: 'BERT fills blanks' });
const written = (of: Locator) => of.getByRole('toolbar').getByRole('button');
const status = (page: Page) => page.locator('.run-line').first();
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
const setting = (page: Page, name: string) => page.getByRole('spinbutton', { name });

/** Both models have written all they are going to. */
async function done(page: Page): Promise<void> {
  await live(page);
  await expect(status(page)).toHaveText(/as were asked for|ended the text|and no more/);
  await expect(bert(page)).toHaveAttribute('aria-busy', 'false', { timeout: 40_000 });
  // Before its turn it is not busy either.
  await expect(bert(page).getByRole('toolbar')).not.toContainText('blank');
}

/** Tokens of the console's own generation. */
function generated(page: Page, request: object): Promise<{ label: string; p: number }[]> {
  return page.evaluate(async (asked) => {
    const found: { label: string; p: number }[] = [];
    for await (const token of window.sightlines.generate(asked as { text: string })) {
      found.push(token);
    }
    return found;
  }, request);
}

const QUERY = 'text=The+animal+was&view=experiment&try=continue';

test('it writes as it opens; a link writes the same again', async ({ page, elsewhere }) => {
  await open(page, `${QUERY}&temperature=1.2&topk=0&topp=0.9&seed=7&count=8`);
  await done(page);
  const text = await gpt(page).getByRole('toolbar').textContent();
  const fills = await bert(page).getByRole('toolbar').textContent();

  const request = {
    text: 'The animal was',
    temperature: 1.2,
    topK: null,
    topP: 0.9,
    seed: 7,
    tokens: 8,
  };
  const labels = (await generated(page, request)).map(({ label }) => label);
  expect((await written(gpt(page)).allTextContents()).slice(0, labels.length)).toEqual(labels);

  await follow(elsewhere, page.url());
  await done(elsewhere);
  expect(await gpt(elsewhere).getByRole('toolbar').textContent()).toBe(text);
  expect(await bert(elsewhere).getByRole('toolbar').textContent()).toBe(fills);
});

test('a written token tells what it was drawn from, and what it reads in the chosen head', async ({
  page,
}) => {
  await open(page, `${QUERY}&seed=3&count=6&write=yes&gpt=2.1`);
  await done(page);
  const [first] = await generated(page, { text: 'The animal was', seed: 3, tokens: 6 });
  await written(gpt(page)).first().click();
  await expect(page).toHaveURL(/look=gpt\.1/);
  const looked = gpt(page).locator('.looked');
  await expect(looked).toContainText('Token 1');
  await expect(looked).toContainText(`${(first!.p * 100).toFixed(1)}%`);
  await expect(looked).toContainText(
    /temperature 0\.8 and the 40 most probable, it was drawn with/,
  );
  const rows = looked.getByRole('table').getByRole('row');
  expect(await rows.count()).toBeGreaterThanOrEqual(9);
  await expect(looked.getByRole('row', { name: /\(drawn\)/ })).toContainText(first!.label);
  await expect(
    looked.getByRole('list', { name: 'GPT: what the written token reads' }),
  ).toContainText('%');
  await looked.getByLabel('Head of GPT').selectOption('layer 3, head 2');
  await expect(page).toHaveURL(/gpt=3\.2/);

  // BERT's probabilities for its own first blank are those that it gives with all blanks open.
  await written(bert(page)).first().click();
  await expect(page).toHaveURL(/look=bert\.\d/);
  await expect(bert(page).locator('.looked')).toContainText(/BERT gave it .*rank \d/);
  await expect(bert(page).locator('.looked')).toContainText('With all the others in place BERT');
});

test('the written tokens are walked with the keyboard, and held', async ({ page }) => {
  await open(page, `${QUERY}&seed=3&count=6&write=yes`);
  await done(page);
  await written(gpt(page)).last().focus();
  await page.keyboard.press('Home');
  await expect(written(gpt(page)).first()).toBeFocused();
  await expect(gpt(page).locator('.looked h3').first()).toHaveText('Token 1');
  await page.keyboard.press('ArrowRight');
  await expect(gpt(page).locator('.looked h3').first()).toHaveText(/Token 2|The end/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/look=gpt\.2/);
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/look=/);
  await setting(page, 'Seed').fill('12');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/seed=12/);
});

test('writing is stopped, gone on with, and done again with another seed', async ({ page }) => {
  // Temperature 5 hardly ever ends a text.
  await open(page, `${QUERY}&temperature=5&topk=0&count=120`);
  await expect(written(gpt(page)).nth(2)).toBeVisible();
  await button(page, 'Stop').click();
  await expect(status(page)).toHaveText(/as were asked for/);
  const stopped = await written(gpt(page)).allTextContents();
  expect(stopped.length).toBeLessThan(120);
  await expect(page).toHaveURL(new RegExp(`count=${stopped.length}\\b`));
  await button(page, 'Write on').click();
  await expect(written(gpt(page))).toHaveCount(Math.min(stopped.length + 20, 124));
  expect((await written(gpt(page)).allTextContents()).slice(0, stopped.length)).toEqual(stopped);
  await button(page, 'Another seed').click();
  await expect(page).toHaveURL(/seed=2/);
  await expect
    .poll(async () => (await written(gpt(page)).allTextContents()).slice(0, 3))
    .not.toEqual(stopped.slice(0, 3));
});

test('what was written becomes the sentence that every view shows, and the old one is kept', async ({
  page,
}) => {
  await open(page, `${QUERY}&temperature=0&count=5&write=yes`);
  await done(page);
  await expect(page.getByText('Temperature 0 always takes the most probable')).toBeVisible();
  const labels = (await written(gpt(page)).allTextContents()).filter(
    (each) => each !== 'end of text',
  );
  await gpt(page).getByRole('button', { name: 'Make this the sentence' }).click();
  await expect(sentence(page)).toHaveValue(/^The animal was./);
  await expect(strip(page)).toHaveCount(3 + labels.length + 2);
  await page.getByRole('button', { name: 'Back to the text before' }).click();
  await expect(sentence(page)).toHaveValue('The animal was');
});

test('BERT is shown for what it is, in either order, on the text’s own blanks, too', async ({
  page,
}) => {
  await open(
    page,
    `text=${encodeURIComponent('The [MASK] sat on the [MASK].')}&view=experiment&try=continue&count=4&write=yes`,
  );
  await done(page);
  await expect(gpt(page)).toContainText('cannot read past the blank');
  await expect(gpt(page).getByRole('toolbar')).not.toContainText('sat');
  await expect(bert(page)).toContainText('not trained this way');
  await expect(written(bert(page))).toHaveCount(2);
  await bert(page).getByLabel('Order').selectOption('the surest first');
  await expect(page).toHaveURL(/order=sure/);
  await expect(bert(page)).toContainText(/stands by all 2|of its 2 tokens/);
});

test('settings that cannot be are refused with a sentence, and nothing is lost', async ({
  page,
}) => {
  await open(page, `${QUERY}&count=4&write=yes`);
  await done(page);
  const text = await gpt(page).getByRole('toolbar').textContent();
  for (const [name, value, sentenceOf] of [
    ['Temperature', '9', /from 0, .* to 5/],
    ['Top p', '0', /no token would be left/],
    ['Top k', '0', /1 or more, or leave it empty/],
    ['Tokens', '500', /from 1 to 127/],
    ['Seed', '1.5', /whole number/],
  ] as const) {
    await setting(page, name).fill(value);
    await expect(page.getByRole('alert')).toHaveText(sentenceOf);
    await expect(setting(page, name)).toHaveValue(value);
    await setting(page, name).fill(
      { Temperature: '0.8', Tokens: '4', Seed: '1' }[name as string] ?? '',
    );
    await expect(page.getByRole('alert')).toHaveCount(0);
  }
  await setting(page, 'Top k').fill('40');
  await done(page);
  await expect(gpt(page).getByRole('toolbar')).toHaveText(text ?? '?');
});

test('GPT writes from nothing, and stops at 128 tokens with a sentence', async ({ page }) => {
  await open(page, `${QUERY}&count=4`);
  await live(page);
  await sentence(page).fill('');
  await expect(written(gpt(page)).first()).toBeVisible();
  await expect(gpt(page)).toContainText('it begins a text of its own');
  await expect(gpt(page).getByRole('toolbar')).toContainText('<|endoftext|>');

  const long = encodeURIComponent('the red dog ran to '.repeat(26));
  await open(page, `text=${long}&view=experiment&try=continue&temperature=5&topk=0&write=yes`);
  await done(page);
  await expect(status(page)).toContainText('the models read at most 128 tokens');
  await expect(bert(page)).toContainText('There is no room for a blank');
  await expect(page.locator('.view')).not.toContainText('NaN');
});

test('typing goes on while GPT writes', async ({ page }) => {
  await open(page, `${QUERY}&temperature=5&topk=0&count=120&write=yes`);
  await live(page);
  await expect(written(gpt(page)).first()).toBeVisible();
  await sentence(page).fill('A cat');
  await expect(strip(page)).toHaveText(['[CLS]', 'a', 'cat', '[SEP]']);
  await expect(page).not.toHaveURL(/write=/);
  await expect(gpt(page).getByRole('toolbar')).toContainText(/^A cat/);
});

test('an example is gone on with from an unfinished beginning; its end is there to choose', async ({
  page,
}) => {
  await open(page, 'preset=animal-tired&view=experiment&try=continue&count=4');
  await done(page);
  const from = page.getByRole('combobox', { name: 'Go on from' });
  await expect(from).toHaveValue('middle');
  await expect(gpt(page).getByRole('toolbar')).toContainText(
    /^The animal didn't cross the street because/,
  );
  await expect(written(gpt(page))).toHaveCount(4);
  await expect(gpt(page)).toContainText('has not met the rest of the text');
  await expect(bert(page).getByRole('toolbar')).toContainText(/^The animal didn't cross/);
  await from.selectOption('the end');
  await expect(page).toHaveURL(/start=end/);
  await done(page);
  await expect(gpt(page).getByRole('toolbar')).toContainText(/because it was too tired\./);
});

test('the end of a text is drawn in words, and what it was drawn from is told', async ({
  page,
}) => {
  // At temperature 0 the most probable token after this sentence is its end.
  await open(
    page,
    'preset=doctor-nurse&view=experiment&try=continue&temperature=0&write=yes&look=gpt.1',
  );
  await done(page);
  await expect(page.getByRole('combobox', { name: 'Go on from' })).toHaveValue('end');
  await expect(written(gpt(page))).toHaveText(['end of text']);
  await expect(gpt(page).locator('.looked')).toContainText('The end of the text: GPT gave it');
  await expect(gpt(page).getByRole('row', { name: /^end of text \(drawn\)/ })).toBeVisible();
  await expect(status(page)).toContainText('GPT ended the text at once');
  await expect(page.locator('.view')).not.toContainText('<|endoftext|>');
});

test('a text of one word, of emoji or from right to left is gone on with, BERT on the left', async ({
  page,
}) => {
  for (const text of ['Hello', '🙂', 'سلام']) {
    await open(page, `text=${encodeURIComponent(text)}&view=experiment&try=continue&count=3`);
    await done(page);
    await expect(written(gpt(page))).not.toHaveCount(0);
    await expect(written(bert(page))).toHaveCount(3);
  }
  const regions = page.locator('.write-findings > section');
  await expect(regions.first()).toHaveAccessibleName('BERT fills blanks');
});
