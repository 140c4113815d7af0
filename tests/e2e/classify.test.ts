/** Classify: a person labels sentences, watches a head learn, and reads what it answers. */
import type { Locator, Page } from '@playwright/test';
import { follow, live, open, sentence, strip } from './support.ts';
import { expect, test } from './warm.ts';

const OPEN = 'text=We+ate+bread+and+cheese.&view=experiment&try=classify';
const FEW = `warm: The fire burned in the stove.
cold: Snow fell on the frozen lake.
warm: We sat in the hot sun.
cold: His fingers were stiff with frost.
---
warm: The summer was hot and dry.
cold: The winter wind was icy.`;

const box = (page: Page): Locator => page.getByRole('textbox', { name: 'Labelled sentences' });
const accuracy = (page: Page): Locator => page.getByRole('region', { name: 'Accuracy' });
const heldOut = (page: Page): Locator =>
  page.getByRole('region', { name: 'Held-out sentences' }).getByRole('listitem');
const loss = (page: Page): Locator => page.getByRole('img', { name: /^Loss over \d+ steps/ });
const typed = (page: Page): Locator => page.getByRole('region', { name: 'The sentence above' });
const trained = (page: Page): Locator => page.getByText(/^Trained for \d+ steps\.$/);

test('the starter set is learned in the page, and every number agrees with the others', async ({
  page,
}) => {
  await open(page, OPEN);
  await live(page);
  await expect(trained(page)).toBeVisible();
  await expect(loss(page)).toHaveAccessibleName(
    /^Loss over 160 steps: on BERT’s features from 1\.00 bit to 0\.\d\d bits, on GPT’s features from 1\.00 bit to 0\.\d\d bits$/,
  );
  await expect(heldOut(page)).toHaveCount(16);
  const rows = accuracy(page).getByRole('row');
  await expect(rows).toHaveCount(4);
  await expect(rows.nth(3)).toHaveText(/^nothing: always “food”8 of 16 50\.0%12 of 24 50\.0%$/);
  for (const [at, model] of ['BERT', 'GPT'].entries()) {
    const told = (await rows.nth(at + 1).textContent()) ?? '';
    const [, right] = /features(\d+) of 16/.exec(told)!;
    const list = await heldOut(page).allTextContents();
    const rightly = list.filter((text) => new RegExp(`${model} ✓`).test(text));
    expect(rightly).toHaveLength(Number(right));
    for (const text of list) {
      const [, label, mark, answer] = new RegExp(
        `Label: (\\w+) .*${model} (.)\\w+ (\\w+) >?\\d+%`,
      ).exec(text)!;
      expect(mark).toBe(answer === label ? '✓' : '✗');
    }
    // Only the more probable class is ever answered.
    const shares = list.map((text) => new RegExp(`${model} .\\w+ \\w+ >?(\\d+)%`).exec(text)![1]);
    for (const share of shares) expect(Number(share)).toBeGreaterThanOrEqual(50);
  }
});

test('the sentence on the page is classified, and again when another is typed', async ({
  page,
}) => {
  await open(page, OPEN);
  await live(page);
  await expect(trained(page)).toBeVisible();
  const bars = typed(page).getByRole('list', { name: 'BERT’s head on the sentence above' });
  await expect(bars.getByRole('listitem')).toHaveText([/^food[\d.]+%$/, /^travel[\d.]+%$/]);
  const before = await bars.textContent();
  await sentence(page).fill('The ship sailed to the north.');
  await expect(strip(page).filter({ hasText: 'ship' })).toBeVisible();
  await expect(bars).not.toHaveText(before ?? '');
  await sentence(page).fill('[MASK] ate.');
  await expect(typed(page)).toContainText('GPT reads nothing of it: it stops at the blank.');
  await expect(typed(page)).toContainText('On BERT’s features:');
});

test('a held-out sentence gets the answer that it gets when it is typed', async ({ page }) => {
  await open(page, OPEN);
  await live(page);
  await expect(trained(page)).toBeVisible();
  const first = (await heldOut(page).first().textContent()) ?? '';
  const [, text] = /^(.*) Label/.exec(first)!;
  await sentence(page).fill(text!.trim());
  for (const model of ['BERT', 'GPT']) {
    const [, answer, share] = new RegExp(`${model} .\\w+ (\\w+) >?(\\d+)%`).exec(first)!;
    await expect(typed(page)).toContainText(`On ${model}’s features: ${answer}`);
    const bar = typed(page)
      .getByRole('list', { name: `${model}’s head on the sentence above` })
      .getByRole('listitem')
      .filter({ hasText: answer! });
    await expect
      .poll(async () =>
        Math.round(Number.parseFloat(/([\d.]+)%/.exec((await bar.textContent())!)![1]!)),
      )
      .toBe(Number(share));
  }
});

test('sentences of one’s own are learned, and a link brings back the same result', async ({
  page,
  elsewhere,
}) => {
  await open(page, OPEN);
  await live(page);
  await box(page).fill(FEW);
  await expect(page).toHaveURL(/examples=/);
  await expect(heldOut(page)).toHaveCount(2);
  await expect(trained(page)).toBeVisible();
  await expect(accuracy(page)).toContainText('always “warm”');
  await follow(elsewhere, page.url());
  await expect(box(elsewhere)).toHaveValue(FEW);
  await expect(trained(elsewhere)).toBeVisible();
  expect(await heldOut(elsewhere).allTextContents()).toEqual(await heldOut(page).allTextContents());
  await expect(loss(elsewhere)).toHaveAccessibleName(
    (await loss(page).getAttribute('aria-label')) ?? '?',
  );
  await page.getByRole('button', { name: 'Back to the starter set' }).click();
  await expect(page).not.toHaveURL(/examples=/);
  await expect(heldOut(page)).toHaveCount(16);
});

test('typing is answered while the heads are being trained', async ({ page }) => {
  await open(page, OPEN);
  await live(page);
  await box(page).fill(FEW);
  await sentence(page).fill('The old man fed the birds.');
  await expect(strip(page).filter({ hasText: 'birds' })).toBeVisible();
  await expect(trained(page)).toBeVisible();
  await expect(page.locator('[data-stale]')).toHaveCount(0);
});

test('what cannot be learned from is a sentence, and nothing is lost', async ({ page }) => {
  await open(page, OPEN);
  await live(page);
  await expect(trained(page)).toBeVisible();
  await page.getByRole('button', { name: 'Empty' }).click();
  await expect(page.getByRole('alert')).toContainText('There are no examples to learn from');
  await expect(heldOut(page)).toHaveCount(16);
  await box(page).fill('warm: The sun shone.');
  await expect(page.getByRole('alert')).toContainText('All examples are labelled “warm”');
  await box(page).fill('a: one\nb: two\nc: three');
  await expect(page.getByRole('alert')).toContainText('There are 3 labels');
  await box(page).fill('warm: The sun shone.\nno label\ncold: It snowed.');
  await expect(page.getByText(/^Line 2 has no label and is left out/)).toBeVisible();
  await expect(accuracy(page)).toContainText('No sentence is held out');
  await expect(page.locator('.classify')).not.toContainText(/NaN|not a number|undefined/);
  await box(page).fill('warm: [MASK] shone.\ncold: It snowed.');
  await expect(page.getByRole('alert')).toContainText('GPT reads nothing of “[MASK] shone.”');
  await expect(box(page)).toHaveValue('warm: [MASK] shone.\ncold: It snowed.');
});

test('everything is reached from the keyboard', async ({ page }) => {
  await open(page, OPEN);
  await live(page);
  await expect(trained(page)).toBeVisible();
  await page.getByRole('radio', { name: 'Classify' }).focus();
  // Past the words that are explained, one by one.
  await page.keyboard.press('Tab');
  for (const word of await page.locator('.experiment .term').all()) {
    if (await box(page).evaluate((element) => element === document.activeElement)) break;
    await expect(word).toBeFocused();
    await page.keyboard.press('Tab');
  }
  await expect(box(page)).toBeFocused();
  await page.keyboard.press('Control+End');
  await page.keyboard.type('food: We ate plums.');
  await expect(heldOut(page)).toHaveCount(17);
  await expect(heldOut(page).last()).toContainText('We ate plums.');
});
