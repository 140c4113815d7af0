/** Heads switched off: what a person toggles, reads and ranks. */
import type { Locator, Page } from '@playwright/test';
import { openLocalSession } from '../../src/build/localSession.ts';
import { type HeadsFinding, runAblation, slotsOf } from '../../src/experiments/heads/run.ts';
import { follow, live, notices, open, sentence, strip } from './support.ts';
import { expect, test } from './warm.ts';

/** As the page writes a divergence of exactly nothing. */
const NO_CHANGE = /(?<![.\d])0 bits of Kullback/;

const TEXT = 'The dog ran home.';
const OPEN = 'text=The+dog+ran+home.&view=experiment&try=heads';

const ablations = (page: Page, model: 'BERT' | 'GPT'): Locator =>
  page.getByRole('toolbar', { name: new RegExp(`^Heads of ${model} to switch off`) });
const head = (page: Page, model: 'BERT' | 'GPT', name: string) =>
  ablations(page, model).getByRole('button', { name: `${name} off` });
const change = (page: Page, model: 'BERT' | 'GPT'): Locator =>
  page.getByRole('region', { name: `${model}’s change` });
const moved = (page: Page, model: 'BERT' | 'GPT'): Locator =>
  change(page, model)
    .getByRole('table', { name: /^Change of attention/ })
    .getByRole('cell');
const ranked = (page: Page, model: 'BERT' | 'GPT'): Locator =>
  page.getByRole('region', { name: `${model}’s heads, ranked` }).getByRole('listitem');

/** "0.055 bits" as a number. */
const amount = (text: string | null) => Number(/<?(\d+\.\d+) bits/.exec(text ?? '')?.[1]);

async function settled(page: Page): Promise<void> {
  await expect(change(page, 'GPT')).toBeVisible();
  await expect(page.locator('.heads-findings[data-stale]')).toHaveCount(0);
}

test('a link switches heads off, and the page says what the models themselves compute', async ({
  page,
}) => {
  await open(page, `${OPEN}&bertOff=1.2,3.1&gptOff=2.4&cell=2.2`);
  await live(page);
  await settled(page);
  const { session } = await openLocalSession();
  const client = { ask: session.ask, fit: () => Promise.reject(new Error('Nothing is fitted.')) };
  const slots = slotsOf(await session.compare({ text: TEXT }), 2)!;
  const off = {
    left: [
      { layer: 0, head: 1 },
      { layer: 2, head: 0 },
    ],
    right: [{ layer: 1, head: 3 }],
  };
  const run = runAblation(
    client,
    { text: TEXT, slots, off, means: null },
    new AbortController().signal,
  );
  let value: HeadsFinding | undefined;
  for await (const found of run) value = found;
  for (const [side, name] of [
    ['left', 'BERT'],
    ['right', 'GPT'],
  ] as const) {
    const [slot] = value![side].slots;
    const told = change(page, name);
    expect(amount(await told.locator('.heads-bits').textContent())).toBeCloseTo(slot!.bits, 2);
    await expect(told).toContainText('The real word, dog:');
    const words = await told.getByRole('table').first().getByRole('rowheader').allTextContents();
    expect(words).toEqual(slot!.words.map(({ label }) => label));
    const cells = await moved(page, name).allTextContents();
    const values = cells.filter(Boolean).map((cell) => Number.parseFloat(cell.replace('<', '')));
    expect(values).toHaveLength(16);
    for (const [at, expected] of value![side].attention.entries()) {
      expect(values[at]).toBeCloseTo(expected * 100, 0);
    }
  }
  await expect(page.getByText('not trained this way')).toHaveCount(2);
});

test('switches are walked and pressed from the keyboard, and the address keeps them', async ({
  page,
}) => {
  await open(page, OPEN);
  await live(page);
  await settled(page);
  await expect(change(page, 'BERT')).toContainText(NO_CHANGE);
  await head(page, 'BERT', 'layer 1, head 1').focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(head(page, 'BERT', 'layer 2, head 2')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/bertOff=2\.2/);
  await expect(head(page, 'BERT', 'layer 2, head 2')).toHaveAttribute('aria-pressed', 'true');
  await expect(page.getByText('BERT runs without layer 2, head 2:')).toBeVisible();
  await expect(change(page, 'BERT')).not.toContainText(NO_CHANGE);
  await page.keyboard.press('End');
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/bertOff=2\.2,4\.4/);
  await page.keyboard.press('Space');
  await expect(page).toHaveURL(/bertOff=2\.2(&|$)/);
  await page.keyboard.press('Tab');
  await expect(page.getByRole('button', { name: 'All on in BERT' })).toBeFocused();
});

test('only layers after the missing head change their attention', async ({ page }) => {
  await open(page, `${OPEN}&bertOff=3.2&gptOff=4.1`);
  await live(page);
  await settled(page);
  const bert = (await moved(page, 'BERT').allTextContents()).filter(Boolean);
  expect(bert.slice(0, 12).every((text) => text.startsWith('0') && !text.includes('%'))).toBe(true);
  expect(bert.slice(12).every((text) => text.includes('%'))).toBe(true);
  await expect(change(page, 'GPT')).toContainText('Only the last layer is touched');
});

test('all heads off is said plainly and computes', async ({ page }) => {
  await open(page, OPEN);
  await live(page);
  await settled(page);
  for (const model of ['BERT', 'GPT'] as const) {
    await page.getByRole('button', { name: `All off in ${model}` }).click();
    await expect(page.getByText(`All 16 heads of ${model} are off.`)).toBeVisible();
  }
  await settled(page);
  await expect(page.locator('.heads-trial')).not.toContainText(/NaN|not a number|undefined/);
  await expect(change(page, 'BERT')).toContainText(/[1-9]\d*\.\d+ bits|0\.\d*[1-9]\d* bits/);
  await page.getByRole('button', { name: 'All on in BERT' }).click();
  await expect(page).not.toHaveURL(/bertOff/);
});

test('means may stand in for zeros, and say another thing', async ({ page }) => {
  await open(page, `${OPEN}&bertOff=1.1,1.2,1.3,1.4&gptOff=1.1,1.2,1.3,1.4`);
  await live(page);
  await settled(page);
  const told = change(page, 'GPT').locator('.heads-bits');
  const zeros = amount(await told.textContent());
  await page.getByLabel('In place of what a head read').selectOption('mean');
  await expect(page).toHaveURL(/instead=mean/);
  await expect.poll(async () => amount(await told.textContent())).not.toBe(zeros);
  await expect(page.getByText('is replaced by its mean over the probe sentences')).toHaveCount(2);
});

test('all heads are ranked, and a click on one of them switches it off', async ({ page }) => {
  await open(page, OPEN);
  await live(page);
  await page.getByRole('button', { name: 'Rank all heads' }).click();
  await expect(page).toHaveURL(/rank=yes/);
  await expect(page.getByText(/^Most is lost here without BERT’s layer \d/)).toBeVisible();
  await expect(page.getByRole('progressbar', { name: 'Heads tried' })).toHaveAttribute(
    'value',
    '32',
  );
  for (const model of ['BERT', 'GPT'] as const) {
    await expect(ranked(page, model)).toHaveCount(16);
    const lost = (await ranked(page, model).locator('.bar-value').allTextContents()).map(amount);
    expect(lost).toEqual([...lost].sort((a, b) => b - a));
  }
  const first = ranked(page, 'GPT').first().getByRole('button');
  const [, layer, number] = /layer (\d), head (\d)/.exec((await first.textContent()) ?? '')!;
  const lost = amount(await first.locator('.bar-value').textContent());
  await first.click();
  await expect(page).toHaveURL(new RegExp(`gptOff=${layer}\\.${number}`));
  await expect(first).toHaveAttribute('aria-pressed', 'true');
  await settled(page);
  // The ranking is the mean over GPT's two predictions.
  const told = change(page, 'GPT');
  const one = amount(await told.locator('.heads-bits').textContent());
  await told.getByLabel('What GPT predicts').selectOption('after the end of the text');
  await expect(told).not.toContainText('The real word');
  const two = amount(await told.locator('.heads-bits').textContent());
  expect((one + two) / 2).toBeCloseTo(lost, 2);
});

test('a link opens the same result again', async ({ page, elsewhere }) => {
  await open(page, `${OPEN}&bertOff=2.3&instead=mean&rank=yes&cell=3.2`);
  await live(page);
  await settled(page);
  await expect(page.getByText(/^Most is lost here/)).toBeVisible();
  await follow(elsewhere, page.url());
  await expect(elsewhere.getByText(/^Most is lost here/)).toBeVisible();
  await settled(elsewhere);
  for (const model of ['BERT', 'GPT'] as const) {
    await expect(change(elsewhere, model)).toHaveText((await change(page, model).textContent())!);
    expect(await ranked(elsewhere, model).allTextContents()).toEqual(
      await ranked(page, model).allTextContents(),
    );
  }
});

test('the text may be typed on while all heads are being ranked', async ({ page }) => {
  await open(page, `${OPEN}&rank=yes&bertOff=1.1`);
  await live(page);
  await sentence(page).fill('The old man fed the birds.');
  await expect(strip(page).filter({ hasText: 'birds' })).toBeVisible();
  await expect(page.getByText(/^Most is lost here/)).toBeVisible();
  await expect(page.locator('[data-stale]')).toHaveCount(0);
});

test('places that cannot be predicted, and heads that there are not, are said', async ({
  page,
}) => {
  await open(page, `${OPEN}&cell=0.0&gptOff=9.9,1.1`);
  await live(page);
  await settled(page);
  await expect(page.locator('.heads-trial')).toContainText('[CLS] is not part of the text');
  await expect(page.locator('.heads-trial')).toContainText('heads that GPT does not have');
  await open(page, 'text=The+[MASK]+ran+[MASK].&view=experiment&try=heads&bertOff=1.1');
  await live(page);
  await settled(page);
  await expect(page.locator('.heads-trial')).toContainText('what really stands there nobody knows');
  await expect(change(page, 'BERT').getByLabel('What BERT predicts')).toContainText('blank 2 of 2');
  await expect(change(page, 'BERT')).not.toContainText('The real word');
  await open(page, `${OPEN}&bertOff=nonsense`);
  await live(page);
  await expect(notices(page)).toContainText('bertOff');
});
