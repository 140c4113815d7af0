/** The two models against each other: what a person reads there, points at and chooses. */
import type { Locator, Page } from '@playwright/test';
import { percent } from '../../src/sentences/numbers/percent.ts';
import { colours, follow, live, open, pixels } from './support.ts';
import { expect, test } from './warm.ts';

const part = (page: Page, name: RegExp): Locator => page.getByRole('region', { name });
const differing = (page: Page) => part(page, /^Where they differ/);
const right = (page: Page) => part(page, /^What GPT cannot see/);
const plane = (page: Page) => differing(page).getByRole('application');
const readout = (page: Page) => differing(page).locator('.readout');
const counterparts = (page: Page, of: 'BERT' | 'GPT') =>
  page.getByRole('region', { name: new RegExp(`^${of}’s heads most like`) });

/** "31.4%" as a number from 0 to 1. */
const share = (text: string) => Number.parseFloat(text) / 100;

test('both weights and their difference are read in words, and agree with the console', async ({
  page,
}) => {
  await open(page, 'text=The+dog+ran+home.&view=match&bert=2.3&gpt=3.1&cell=3.2');
  await live(page);
  await expect(readout(page)).toHaveText(
    /^ran reads <?[\d.]+% from dog in BERT, <?[\d.]+% in GPT: [\d.]+ points? more in (BERT|GPT)\.$/,
  );
  const text = (await readout(page).textContent()) ?? '';
  const weights = await page.evaluate(async () => {
    const run = await window.sightlines.run({ text: 'The dog ran home.' });
    const at = ({ attention, tokens }: typeof run.bert | typeof run.gpt, head: number) =>
      attention[(head * tokens.length + 3) * tokens.length + 2]!;
    return { bert: at(run.bert, 1 * run.bert.heads + 2), gpt: at(run.gpt, 2 * run.gpt.heads + 0) };
  });
  expect(text).toContain(
    `reads ${percent(weights.bert)} from dog in BERT, ${percent(weights.gpt)} in GPT`,
  );
  const more = Number(/([\d.]+) points? more in (BERT|GPT)/.exec(text)![1]) / 100;
  expect(more).toBeCloseTo(Math.abs(weights.bert - weights.gpt), 3);
  expect(text).toContain(weights.bert > weights.gpt ? 'more in BERT' : 'more in GPT');
});

test('the matrix is walked and held from the keyboard; cells that are not shared say why', async ({
  page,
}) => {
  await open(page, 'text=The+dog+ran+home.&view=match');
  await live(page);
  await plane(page).focus();
  await page.keyboard.press('ArrowDown');
  await expect(readout(page)).toHaveText(
    /^the reads .* from \[CLS\] in BERT, .* from <\|endoftext\|> in GPT/,
  );
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(readout(page)).toHaveText(
    /^the reads .* from dog in BERT; GPT forbids this: dog comes later\.$/,
  );
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/cell=1\.2/);
  await page.keyboard.press('End');
  await expect(readout(page)).toHaveText(/GPT has no \[SEP\]\.$/);
  await expect(page).toHaveURL(/cell=1\.6/);
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/cell=/);
});

test('a listed difference is held by a click, and is the one that the readout tells', async ({
  page,
}) => {
  await open(page, 'view=match');
  await live(page);
  const first = differing(page).getByRole('listitem').filter({ hasText: 'points more' }).first();
  const amount = /[\d.]+ points? more in (BERT|GPT)/.exec((await first.textContent()) ?? '')![0];
  await first.getByRole('button').click();
  await expect(readout(page)).toContainText(amount);
  await expect(page).toHaveURL(/cell=/);
});

test('the matrix is coloured, hatched, and another one for another head', async ({ page }) => {
  await open(page, 'view=match');
  await live(page);
  const canvas = plane(page).locator('canvas');
  await expect.poll(() => colours(canvas)).toBeGreaterThan(20);
  const before = await pixels(canvas);
  await differing(page).getByLabel('Head of GPT').selectOption('layer 1, head 3');
  await expect(page).toHaveURL(/gpt=1\.3/);
  await expect.poll(() => pixels(canvas)).not.toBe(before);
});

test('what GPT cannot see is told by head and by word, and a head is chosen there', async ({
  page,
}) => {
  await open(page, 'text=The+dog+ran+home.&view=match&bert=1.1');
  await live(page);
  const heads = right(page).getByRole('radio');
  await expect(heads).toHaveCount(16);
  await heads.first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowDown');
  await expect(right(page).getByRole('radio', { checked: true })).toHaveAccessibleName(
    /^layer 2, head 2: [\d.<>]+% to the right$/,
  );
  await expect(page).toHaveURL(/bert=2\.2/);
  await expect(right(page)).toContainText(/GPT sends exactly 0: .* over 16 heads, is 0\./);

  const rows = right(page)
    .getByRole('region', { name: 'To the right, by word' })
    .getByRole('listitem');
  await expect(rows).toHaveText([
    /^\[CLS\]/,
    /^the/,
    /^dog/,
    /^ran/,
    /^home/,
    /^\./,
    /^\[SEP\]0\.0%$/,
  ]);
  const told = (await rows.locator('.bar-value').allTextContents()).map(share);
  const expected = await page.evaluate(async () => {
    const { bert } = await window.sightlines.run({ text: 'The dog ran home.' });
    const count = bert.tokens.length;
    const start = (1 * bert.heads + 1) * count * count;
    return bert.tokens.map((_, row) => {
      const weights = bert.attention.slice(start + row * count, start + (row + 1) * count);
      return weights.slice(row + 1).reduce((sum, weight) => sum + weight, 0);
    });
  });
  for (const [row, value] of expected.entries()) expect(told[row]).toBeCloseTo(value, 2);
});

test('a counterpart is named with score and chance, and a click goes to it', async ({ page }) => {
  await open(page, 'preset=animal-tired&view=match&bert=3.1&gpt=1.1');
  await live(page);
  const list = counterparts(page, 'GPT');
  await expect(list).toContainText(
    /BERT’s layer 3, head 1 reads most like GPT’s layer \d, head \d \([>\d.]+; chance 0\.\d\d\)\./,
  );
  const best = list.getByRole('button', { name: /^1 layer/ });
  const [, layer, head] = /layer (\d), head (\d)/.exec((await best.textContent()) ?? '')!;
  await best.click();
  await expect(page).toHaveURL(new RegExp(`gpt=${layer}\\.${head}`));
  await expect(best).toHaveAttribute('aria-pressed', 'true');
  await expect(counterparts(page, 'BERT')).toContainText(`GPT’s layer ${layer}, head ${head}`);
  await list.getByRole('button', { name: 'Show all 16' }).click();
  await expect(list.getByRole('listitem')).toHaveCount(16);
  const scores = (await list.locator('.match-score b').allTextContents()).map((score) =>
    Number(score.replace(/[<>]/, '')),
  );
  expect(scores).toEqual([...scores].sort((a, b) => b - a));
});

test('leaving special tokens out is said where it counts, and the link keeps it', async ({
  page,
}) => {
  await open(page, 'preset=animal-tired&view=match&bert=3.1');
  await live(page);
  await differing(page).getByRole('checkbox', { name: 'Hide special tokens' }).check();
  await expect(page).toHaveURL(/specials=hide/);
  await expect(part(page, /^Counterparts/)).toContainText('without special tokens as you chose');
  await expect(counterparts(page, 'GPT')).toContainText('has no counterpart here');
});

test('a link opens the same picture again', async ({ page, elsewhere }) => {
  await open(page, 'text=The+old+man+fed+the+birds.&view=match&bert=2.3&gpt=4.1&cell=3.2');
  await live(page);
  await follow(elsewhere, page.url());
  await expect(readout(elsewhere)).toHaveText((await readout(page).textContent()) ?? '?');
  await expect(counterparts(elsewhere, 'BERT')).toHaveText(
    (await counterparts(page, 'BERT').textContent()) ?? '?',
  );
  await expect
    .poll(
      async () =>
        (await pixels(plane(elsewhere).locator('canvas'))) ===
        (await pixels(plane(page).locator('canvas'))),
    )
    .toBe(true);
});

test('texts that leave little to compare say so', async ({ page }) => {
  await open(page, 'text=Hello&view=match');
  await live(page);
  await expect(counterparts(page, 'GPT')).toContainText('above chance: the nearest is');
  await open(page, 'text=[MASK]&view=match');
  await live(page);
  await expect(counterparts(page, 'GPT')).toContainText('cannot be compared');
  await expect(differing(page)).toContainText('GPT stopped before it');
  await plane(page).focus();
  await page.keyboard.press('ArrowRight');
  await expect(readout(page)).toHaveText(/GPT has not read \[MASK\]: it stops at the blank\.$/);
});

for (const [name, text] of [
  ['128 tokens', 'the quick brown fox ran '.repeat(30)],
  ['right-to-left text', 'الولد يقرأ الكتاب'],
  ['punctuation alone', '... !?'],
] as const) {
  test(`${name}: every part stays readable at 360 px`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await open(page, `text=${encodeURIComponent(text)}&view=match&cell=2.1`);
    await live(page);
    await expect(readout(page)).toHaveText(/ reads .*% from .* in BERT, .*% in GPT: /);
    await expect(right(page)).toContainText(/send .*% of their reading to the right/);
    await expect(counterparts(page, 'BERT').getByRole('listitem').first()).toContainText(
      /chance|cannot/,
    );
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways).toBeLessThanOrEqual(0);
  });
}
