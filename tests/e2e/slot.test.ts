/** One slot: what a person reads when a word is taken out for both models. */
import type { Locator, Page } from '@playwright/test';
import { follow, live, open, sentence, strip } from './support.ts';
import { expect, test } from './warm.ts';

const bert = (page: Page) => page.getByRole('region', { name: /^BERT fills it in/ });
const gpt = (page: Page) => page.getByRole('region', { name: /^GPT predicts it/ });
const right = (page: Page) => page.getByRole('region', { name: 'What the right side added' });
const candidates = (of: Locator) => of.getByRole('list').getByRole('listitem');
/** A number of the list below the bars, as written. */
const told = (of: Locator, name: string) =>
  of.locator('.slot-numbers div', { hasText: name }).locator('dd');
const number = async (of: Locator) =>
  Number.parseFloat(((await of.textContent()) ?? '').replace('−', '-').replace(',', ''));

test('the word that is held is taken out, and both models’ words are those for a blank there', async ({
  page,
}) => {
  await open(page, 'text=The+dog+ran+home.&view=experiment&cell=3.3');
  await live(page);
  await expect(page.getByText('The word is ran: choose another above.')).toBeVisible();
  await expect(sentence(page)).toHaveValue('The dog ran home.');
  const expected = await page.evaluate(async () => {
    const run = await window.sightlines.run({ text: 'The dog [MASK] home.' });
    return { bert: run.bert.masked[0]!.top, gpt: run.gpt.next };
  });
  for (const [panel, top] of [
    [bert(page), expected.bert],
    [gpt(page), expected.gpt],
  ] as const) {
    for (const [at, { label, p }] of top.entries()) {
      await expect(candidates(panel).nth(at)).toContainText(`${at + 1} ${label}`);
      const share = await number(candidates(panel).nth(at).locator('.bar-value'));
      expect(share / 100).toBeCloseTo(p, 2);
    }
    const shares = await candidates(panel).locator('.bar-value').allTextContents();
    const sum = shares.reduce((total, each) => total + Number.parseFloat(each.replace('<', '')), 0);
    expect(sum).toBeGreaterThan(98.5);
    expect(sum).toBeLessThan(101.5);
  }
});

test('rank, probability, surprisal and entropy are told, and the right side’s bits are their difference', async ({
  page,
}) => {
  await open(page, 'preset=animal-tired&view=experiment&cell=7.7');
  await live(page);
  const surprisal = { bert: 0, gpt: 0 };
  for (const [model, panel] of [
    ['bert', bert(page)],
    ['gpt', gpt(page)],
  ] as const) {
    await expect(told(panel, 'rank')).toHaveText(/^[\d,]+ of 8,192$/);
    await expect(told(panel, 'probability')).toHaveText(/^[<>]?[\d.]+%$/);
    await expect(told(panel, 'entropy')).toHaveText(/^[\d.]+ bits? of 13\.0$/);
    surprisal[model] = await number(told(panel, 'surprisal'));
    await expect(panel.getByText('(the real word)')).toHaveCount(1);
  }
  const gain = await number(right(page).locator('.slot-number'));
  expect(gain).toBeCloseTo(surprisal.gpt - surprisal.bert, 0);
  await expect(right(page)).toContainText(
    /street (surprises BERT [\d.]+ bits? (less|more) than it surprises GPT|is as unexpected)/,
  );
  await expect(right(page)).toContainText('The two differ in more than the mask');
});

test('the word is chosen from the strip, by pointer and by keyboard, and is in the link', async ({
  page,
}) => {
  await open(page, 'text=The+elephant+ran+home.&view=experiment');
  await live(page);
  await expect(
    page.getByText(/The word is elephant, the longest (content word|word of several tokens)/),
  ).toBeVisible();
  await strip(page).filter({ hasText: /^ran$/ }).focus();
  await page.keyboard.press('Enter');
  await expect(page.getByText('The word is ran:')).toBeVisible();
  await page.keyboard.press('ArrowRight');
  await expect(page.getByText('The word is home:')).toBeVisible();
  await expect(right(page)).toContainText(/home (surprises|is as unexpected)/);
  await expect(page).toHaveURL(/cell=\d+\.\d+/);
  await page.keyboard.press('Home');
  await expect(page.getByRole('alert')).toHaveText(
    /^\[CLS\] is not part of the text.*Choose a word above\.$/,
  );
  await strip(page).filter({ hasText: /^the$/ }).click();
  await expect(page.getByText('Nothing stands to the left')).toBeVisible();
  await expect(right(page)).toContainText(/the (surprises|is as unexpected)/);
});

test('a link opens the same finding again', async ({ page, elsewhere }) => {
  await open(page, 'text=The+old+man+fed+the+birds.&view=experiment&cell=4.4');
  await live(page);
  await expect(right(page)).toContainText(/fed (surprises|is as unexpected)/);
  await follow(elsewhere, page.url());
  for (const part of [right, bert, gpt]) {
    await expect(part(elsewhere)).toHaveText((await part(page).textContent()) ?? '?');
  }
});

test('a blank of the text is a slot without a real word; GPT never gets behind it', async ({
  page,
}) => {
  await open(page, 'text=The+cat+sat+on+the+[MASK]+today.&view=experiment');
  await live(page);
  await expect(page.getByText('The slot is [MASK], the blank of the text')).toBeVisible();
  await expect(right(page)).toContainText('There is no real word in a blank');
  await expect(candidates(bert(page))).toHaveCount(9);
  await expect(candidates(gpt(page))).toHaveCount(9);
  await strip(page)
    .filter({ hasText: /^today$/ })
    .click();
  await expect(gpt(page)).toContainText('GPT stops at the blank before this word');
  await expect(right(page)).toContainText('nothing to set BERT against');
  await expect(told(bert(page), 'rank')).toHaveText(/ of 8,192$/);
});

test('typing goes on while a slot is filled, and the newest text is the one that is told', async ({
  page,
}) => {
  await open(page, 'text=The+dog+ran+home.&view=experiment');
  await live(page);
  await sentence(page).fill('');
  await sentence(page).pressSequentially('Birds swim');
  await expect(page.getByText(/The word is birds, /)).toBeVisible();
  await expect(right(page)).toContainText(/birds (surprises|is as unexpected)/);
  await expect(page.locator('[data-stale]')).toHaveCount(0);
});

for (const [name, text] of [
  ['one word', 'Hello'],
  ['punctuation alone', '?!'],
  ['128 tokens', 'the quick brown fox ran '.repeat(30)],
  ['emoji', 'I am happy 🙂'],
  ['right-to-left text', 'الولد يقرأ الكتاب'],
] as const) {
  test(`${name}: a slot is found and filled at 360 px`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await open(page, `text=${encodeURIComponent(text)}&view=experiment`);
    await live(page);
    await expect(page.getByText(/^The word is .*, the longest /)).toBeVisible();
    await expect(right(page)).toContainText(/(surprises BERT|is as unexpected)/);
    await expect(page.locator('.slot')).not.toContainText(/NaN|Infinity|undefined/);
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways).toBeLessThanOrEqual(0);
  });
}

test('a word of several tokens is taken out whole, and its tokens are named', async ({ page }) => {
  await open(page, `text=${encodeURIComponent("It didn't.")}&view=experiment&cell=2.2`);
  await live(page);
  await expect(page.getByText(/^didn't is 2 tokens to the models: didn, 't\. All/)).toBeVisible();
});
