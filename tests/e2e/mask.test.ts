/** The same weights under another mask: what a person sets, paints and reads there. */
import type { Locator, Page } from '@playwright/test';
import { follow, live, open, pixels, sentence } from './support.ts';
import { expect, test } from './warm.ts';

const TEXT = 'text=The+dog+ran+home.&view=experiment&try=mask';

const finding = (page: Page, model: 'BERT' | 'GPT'): Locator =>
  page.getByRole('region', { name: new RegExp(`^${model}( not trained this way)?$`) });
const said = (page: Page, model: 'BERT' | 'GPT') => finding(page, model).locator('.mask-sentence');
const mask = (page: Page, model: 'BERT' | 'GPT') =>
  page.getByRole('application', { name: `Mask of ${model}` });
const after = (page: Page, model: 'BERT' | 'GPT') =>
  page.getByRole('application', { name: `After: attention of ${model}` });
const words = (page: Page, model: 'BERT' | 'GPT') =>
  page.getByRole('list', { name: `${model}’s words before and after` });

test('BERT under the causal mask: said, labelled, with words before and after', async ({
  page,
}) => {
  await open(page, `${TEXT}&mask=causal`);
  await live(page);
  await expect(said(page, 'BERT')).toHaveText(
    /^Under the causal mask, BERT’s first word for the blank \(.+\) (keeps its|rises from|falls from) .*%.* (stays first|to rank \d+).*[\d.]+ bits? away from what it was\.$/,
  );
  await expect(finding(page, 'BERT')).toContainText('not trained this way');
  await expect(finding(page, 'GPT')).not.toContainText('not trained this way');
  await expect(said(page, 'GPT')).toHaveText(/this is its own mask on this text/);
  // 7 tokens: 28 of 49 pairs, as every causal mask has it.
  await expect(finding(page, 'BERT')).toContainText('28 of 49 pairs are open');
  await expect(words(page, 'BERT').getByRole('listitem').first()).toHaveText(
    /before [\d.<>]+%, rank #1, after [\d.<>]+%, rank #\d+$/,
  );
});

test('what GPT says next before is what the console says', async ({ page }) => {
  await open(page, `${TEXT}&mask=bidirectional&on=gpt`);
  await live(page);
  await expect(finding(page, 'GPT')).toContainText('not trained this way');
  await expect(finding(page, 'BERT')).toHaveCount(0);
  const next = await page.evaluate(
    async () => (await window.sightlines.run({ text: 'The dog ran home.' })).gpt.next,
  );
  const rows = words(page, 'GPT').getByRole('listitem');
  for (const [at, { label, p }] of next.slice(0, 4).entries()) {
    await expect(rows.nth(at)).toContainText(label);
    const text = (await rows.nth(at).textContent()) ?? '';
    expect(Number(/before ([\d.]+)%/.exec(text)?.[1] ?? 0)).toBeCloseTo(p * 100, 0);
  }
});

test('a cell is turned over with the pointer and with the keyboard, and painting is undone', async ({
  page,
}) => {
  await open(page, `${TEXT}&on=bert`);
  await live(page);
  const plane = mask(page, 'BERT');
  await expect(said(page, 'BERT')).toHaveText(/^BERT reads under its own mask/);
  const whole = await pixels(plane.locator('canvas'));
  await plane.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press(' ');
  await expect(page).toHaveURL(/flip=1\.2/);
  await expect(said(page, 'BERT')).toHaveText(/^With 1 cell turned over, BERT’s/);
  await expect(finding(page, 'BERT')).toContainText('the may not read dog: you turned it over.');
  expect(await pixels(plane.locator('canvas'))).not.toBe(whole);
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/flip=1\.2(,|%2C)2\.2/);
  await expect(said(page, 'BERT')).toHaveText(/^With 2 cells turned over/);
  await plane.locator('canvas').click({ position: { x: 4, y: 4 } });
  await expect(page).toHaveURL(/0\.0/);
  await page.getByRole('button', { name: 'Undo painting' }).click();
  await expect(page).not.toHaveURL(/flip=/);
  await expect(said(page, 'BERT')).toHaveText(/^BERT reads under its own mask/);
});

test('attention is read cell by cell, with what the mask has closed', async ({ page }) => {
  await open(page, `${TEXT}&mask=causal&on=bert&bert=1.1`);
  await live(page);
  await expect(finding(page, 'BERT')).toContainText('not trained this way');
  await after(page, 'BERT').focus();
  const readout = finding(page, 'BERT').locator('.readout');
  await expect(readout).toHaveText(
    /^\[CLS\] reads 100\.0% from itself, [\d.]+% before: [\d.]+ points more\.$/,
  );
  await page.keyboard.press('ArrowRight');
  await expect(readout).toHaveText(
    /^\[CLS\] may no longer read the, from which it read [\d.<]+%\.$/,
  );
});

test('a row without keys is refused with a sentence, and the earlier picture stays', async ({
  page,
}) => {
  await open(page, `text=Go&view=experiment&try=mask&on=gpt`);
  await live(page);
  const plane = mask(page, 'GPT');
  await expect(said(page, 'GPT')).toHaveText(/^GPT reads under its own mask/);
  const before = await pixels(after(page, 'GPT').locator('canvas'));
  await plane.focus();
  await page.keyboard.press('Enter');
  await expect(said(page, 'GPT').getByRole('alert')).toHaveText(
    /^This mask leaves “<\|endoftext\|>” \(token 0\) nothing to read.*: let it read at least one token\.$/,
  );
  await expect(words(page, 'GPT')).toBeVisible();
  expect(await pixels(after(page, 'GPT').locator('canvas'))).toBe(before);
  await page.getByRole('button', { name: 'Undo painting' }).click();
  await expect(said(page, 'GPT')).toHaveText(/^GPT reads under its own mask/);
});

test('numbers outside their bounds are not taken, and said', async ({ page }) => {
  await open(page, `${TEXT}&mask=window.0`);
  await live(page);
  await expect(said(page, 'BERT').getByRole('alert')).toHaveText(/1 or more, not 0/);
  const field = page.getByRole('spinbutton', { name: 'Tokens to a side, itself included' });
  await expect(field).toHaveAttribute('aria-invalid', 'true');
  await expect(page.getByText('A window is a whole number from 1 to 7 here.')).toBeVisible();
  await field.fill('2');
  await expect(page).toHaveURL(/mask=window\.2/);
  await expect(said(page, 'BERT')).toHaveText(/^With a window of 2 \(3 tokens at most\), BERT’s/);
  await field.fill('99');
  await expect(page.getByText('A window is a whole number from 1 to 7 here.')).toBeVisible();
  await expect(page).toHaveURL(/mask=window\.2/);
  await page.getByRole('combobox', { name: 'Mask' }).selectOption('both ways up to a word');
  await expect(page).toHaveURL(/mask=prefix\.\d/);
  await open(page, `${TEXT}&mask=prefix.40`);
  await live(page);
  await expect(said(page, 'GPT').getByRole('alert')).toHaveText(/longer than the text/);
  await open(page, `${TEXT}&mask=causal&layers=9`);
  await live(page);
  await expect(said(page, 'BERT').getByRole('alert')).toHaveText(
    'There is no layer 9: BERT has layers 1 to 4. Choose among these.',
  );
  await page.getByRole('checkbox', { name: '2', exact: true }).click();
  await expect(said(page, 'BERT')).toHaveText(/^Under the causal mask, in layer 2 only,/);
});

test('a word is hidden from all, and another one that is held takes its place', async ({
  page,
}) => {
  await open(page, TEXT);
  await live(page);
  await page.getByRole('combobox', { name: 'Mask' }).selectOption('one word hidden from all');
  await expect(page).toHaveURL(/mask=hide\.\d/);
  await page
    .getByRole('toolbar', { name: 'Tokens of the text' })
    .getByRole('button', { name: 'dog' })
    .click();
  await page.getByRole('button', { name: 'Hide dog instead' }).click();
  await expect(page).toHaveURL(/mask=hide\.2/);
  await expect(said(page, 'GPT')).toHaveText(/^With dog hidden from all, GPT’s/);
});

test('the mask holds in the chosen layers, and the last one cannot be taken away', async ({
  page,
}) => {
  await open(page, `${TEXT}&mask=causal&on=bert&layers=1,2&bert=4.1`);
  await live(page);
  await expect(said(page, 'BERT')).toHaveText(/^Under the causal mask, in layers 1 and 2 only,/);
  await expect(finding(page, 'BERT')).toContainText('Layer 4, shown here, keeps its own mask');
  await page.getByRole('checkbox', { name: '2', exact: true }).click();
  await expect(page).toHaveURL(/layers=1(&|$)/);
  await page.getByRole('checkbox', { name: '1', exact: true }).click();
  await expect(page.getByRole('checkbox', { name: '1', exact: true })).toBeChecked();
  await expect(said(page, 'BERT')).toHaveText(/, in layer 1 only,/);
});

test('a link opens the same picture again; typing another text forgets what was painted', async ({
  page,
  elsewhere,
}) => {
  await open(page, `${TEXT}&mask=causal&flip=1.2&on=bert&layers=2,3&bert=2.1`);
  await live(page);
  await expect(said(page, 'BERT')).toHaveText(
    /^Under the causal mask, with 1 cell turned over, in layers/,
  );
  await follow(elsewhere, page.url());
  await expect(said(elsewhere, 'BERT')).toHaveText((await said(page, 'BERT').textContent()) ?? '?');
  await expect
    .poll(
      async () =>
        (await pixels(after(elsewhere, 'BERT').locator('canvas'))) ===
        (await pixels(after(page, 'BERT').locator('canvas'))),
    )
    .toBe(true);
  await sentence(page).fill('The cat sat.');
  await expect(page).not.toHaveURL(/flip=/);
  await expect(said(page, 'BERT')).toHaveText(
    /^Under the causal mask, in layers 2 and 3 only, BERT’s/,
  );
});

for (const [name, text] of [
  ['128 tokens', 'the quick brown fox ran '.repeat(30)],
  ['a blank of its own', 'The cat sat on the [MASK].'],
  ['nothing but a blank', '[MASK]'],
  ['right-to-left text', 'الولد يقرأ الكتاب'],
] as const) {
  test(`${name}: the experiment answers, and fits 360 px`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await open(page, `view=experiment&try=mask&mask=causal&text=${encodeURIComponent(text)}`);
    await live(page);
    await expect(said(page, 'BERT')).toHaveText(/^Under the causal mask, BERT’s first word/);
    await expect(page.locator('.experiment')).not.toContainText('NaN');
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways).toBeLessThanOrEqual(0);
  });
}
