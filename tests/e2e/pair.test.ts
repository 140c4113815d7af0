/** Two sentences: what a person writes, reads and filters. */
import type { Locator, Page } from '@playwright/test';
import { openLocalSession } from '../../src/build/localSession.ts';
import { readTwo } from '../../src/experiments/pair/run.ts';
import { colours, follow, live, open, pixels, sentence } from './support.ts';
import { expect, test } from './warm.ts';

const TEXT = 'The dog ran home.';
const PAIR = 'It was hungry.';
const OPEN = 'text=The+dog+ran+home.&view=experiment&try=pair';
const BOTH = `${OPEN}&pair=It+was+hungry.`;

const second = (page: Page): Locator => page.getByRole('textbox', { name: 'The second sentence' });
const judgement = (page: Page): Locator => page.getByRole('region', { name: 'BERT’s judgement' });
const cost = (page: Page): Locator => page.getByRole('region', { name: 'GPT’s cost' });
const attention = (page: Page, model: 'BERT' | 'GPT'): Locator =>
  page.getByRole('region', { name: `${model}’s attention on the pair` });
const plane = (page: Page, model: 'BERT' | 'GPT'): Locator =>
  attention(page, model).getByRole('application');
const canvas = (page: Page, model: 'BERT' | 'GPT'): Locator => plane(page, model).locator('canvas');

async function settled(page: Page): Promise<void> {
  await expect(judgement(page)).toBeVisible();
  await expect(page.locator('.pair-found[data-stale]')).toHaveCount(0);
}

test('the pair is read as each model reads it, and told as the models compute it', async ({
  page,
}) => {
  await open(page, BOTH);
  await live(page);
  await settled(page);
  const { session } = await openLocalSession();
  const client = { ask: session.ask, fit: () => Promise.reject(new Error('Nothing is fitted.')) };
  for await (const found of readTwo(
    client,
    { text: TEXT, pair: PAIR, judge: 'left', writer: 'right' },
    new AbortController().signal,
  )) {
    const told = (await judgement(page).textContent()) ?? '';
    const [, share] = /BERT gives [<>]?([\d.]+)% that the second/.exec(told)!;
    expect(Number(share)).toBeCloseTo(found.follows * 100, 0);
    const costs = found.costs!;
    const [given, alone] = [
      costs.reduce((sum, each) => sum + each.given, 0),
      costs.reduce((sum, each) => sum + each.alone, 0),
    ];
    const bits = [...((await cost(page).textContent()) ?? '').matchAll(/([\d.]+) bits/g)].map(
      ([, amount]) => Number(amount),
    );
    expect(bits[0]).toBeCloseTo(given, 0);
    expect(bits[1]).toBeCloseTo(alone, 0);
    expect(bits[2]).toBeCloseTo(Math.abs(alone - given), 0);
  }
  await expect(page.getByRole('list', { name: 'BERT’s tokens' }).getByRole('listitem')).toHaveText([
    /^segment 0\s+\[CLS\] the dog ran home \. \[SEP\]\s*$/,
    /^segment 1\s+it was hungry \. \[SEP\]\s*$/,
  ]);
  await expect(page.getByRole('list', { name: 'GPT’s tokens' }).getByRole('listitem')).toHaveText([
    /^first sentence\s+<\|endoftext\|> the dog ran home \.\s*$/,
    /^second sentence.*\s+it was hungry \.\s*$/,
  ]);
  await cost(page).getByText('Token by token').click();
  await expect(cost(page).getByRole('rowheader')).toHaveText(['it', 'was', 'hungry', '.']);
});

test('what is read across agrees with the attention of the pair', async ({ page }) => {
  await open(page, BOTH);
  await live(page);
  await settled(page);
  const back = attention(page, 'BERT')
    .getByRole('table', { name: /^From the second sentence back/ })
    .getByRole('cell');
  const told = (await back.allTextContents()).filter(Boolean);
  const expected = await page.evaluate(async () => {
    const { bert } = await window.sightlines.run({
      text: 'The dog ran home.',
      pair: 'It was hungry.',
    });
    const T = bert.tokens.length;
    // [CLS] the dog ran home . [SEP] it was hungry . [SEP]
    const rows = [7, 8, 9, 10];
    return Array.from({ length: bert.layers * bert.heads }, (_, head) => {
      const shares = rows.map((row) => {
        const from = (head * T + row) * T;
        return bert.attention.slice(from + 1, from + 6).reduce((sum, weight) => sum + weight, 0);
      });
      return shares.reduce((sum, share) => sum + share, 0) / rows.length;
    });
  });
  expect(told).toHaveLength(expected.length);
  for (const [at, share] of expected.entries()) {
    expect(Number.parseFloat(told[at]!.replace('<', ''))).toBeCloseTo(share * 100, 0);
  }
  await expect(attention(page, 'GPT')).toContainText('GPT sends exactly 0 from the first sentence');
});

test('cells are filtered, and what is hidden is outlined and said', async ({ page }) => {
  await open(page, BOTH);
  await live(page);
  await settled(page);
  await expect.poll(() => colours(canvas(page, 'BERT'))).toBeGreaterThan(5);
  const all = await pixels(canvas(page, 'BERT'));
  await page.getByLabel('Cells shown').selectOption('across the sentences');
  await expect(page).toHaveURL(/between=across/);
  await expect.poll(() => pixels(canvas(page, 'BERT'))).not.toBe(all);
  await expect(page.getByText('The weights shown are not renormalised.')).toBeVisible();
  const across = await pixels(canvas(page, 'BERT'));
  await page.getByLabel('Cells shown').selectOption('within each sentence');
  await expect.poll(() => pixels(canvas(page, 'BERT'))).not.toBe(across);
  await plane(page, 'BERT').focus();
  await page.keyboard.press('Control+End');
  await expect(attention(page, 'BERT').locator('.readout')).toHaveText(/Hidden by your choice\.$/);
});

test('both models point at the same pair of words, from the keyboard too', async ({ page }) => {
  await open(page, BOTH);
  await live(page);
  await settled(page);
  await plane(page, 'GPT').focus();
  await page.keyboard.press('Control+End');
  for (const key of ['ArrowUp', 'ArrowLeft', 'ArrowLeft', 'ArrowLeft'])
    await page.keyboard.press(key);
  await expect(attention(page, 'GPT').locator('.readout')).toHaveText(
    /^hungry reads .* from it\.$/,
  );
  await expect(attention(page, 'BERT').locator('.readout')).toHaveText(
    /^hungry reads .* from it\.$/,
  );
  await page.keyboard.press('Enter');
  await attention(page, 'BERT').getByLabel('Head of BERT').selectOption('layer 2, head 3');
  await expect(page).toHaveURL(/bert=2\.3/);
  await expect(attention(page, 'BERT').locator('.readout')).toHaveText(
    /^hungry reads .* from it\.$/,
  );
  await plane(page, 'BERT').focus();
  await page.keyboard.press('Escape');
  await expect(plane(page, 'BERT')).not.toHaveAttribute('data-locked', 'true');
});

test('a second sentence is written, or taken from the two offered', async ({ page }) => {
  await open(page, 'preset=animal-tired&view=experiment&try=pair');
  await live(page);
  // Left empty, one that could follow stands there.
  await settled(page);
  await expect(second(page)).toHaveAttribute('placeholder', 'It lay down in the grass and slept.');
  await expect(page.getByText('Left empty, the second is “It lay down in the')).toBeVisible();
  const said = (await judgement(page).textContent()) ?? '';
  await page.getByRole('button', { name: /^One that could follow/ }).click();
  await expect(page).toHaveURL(/pair=/);
  await expect(judgement(page)).toHaveText(said);
  await page.getByRole('button', { name: /^One from elsewhere/ }).click();
  await expect(judgement(page)).not.toHaveText(said);
  await second(page).fill('');
  await expect(page).not.toHaveURL(/pair=/);
  await expect(judgement(page)).toHaveText(said);
});

test('a link opens the same picture again', async ({ page, elsewhere }) => {
  await open(page, `${BOTH}&between=across&bert=2.3&gpt=3.1`);
  await live(page);
  await settled(page);
  await follow(elsewhere, page.url());
  await settled(elsewhere);
  await expect(second(elsewhere)).toHaveValue(PAIR);
  await expect(judgement(elsewhere)).toHaveText((await judgement(page).textContent()) ?? '?');
  await expect(cost(elsewhere)).toHaveText((await cost(page).textContent()) ?? '?');
  await expect
    .poll(
      async () => (await pixels(canvas(elsewhere, 'GPT'))) === (await pixels(canvas(page, 'GPT'))),
    )
    .toBe(true);
});

test('blanks, long pairs and empty ones are said, and nothing is lost', async ({ page }) => {
  await open(page, BOTH);
  await live(page);
  await settled(page);
  await second(page).fill('It was [MASK].');
  await expect(cost(page)).toContainText('GPT stops at the blank');
  await sentence(page).fill('The [MASK] ran.');
  await expect(attention(page, 'GPT')).toContainText('GPT reads nothing of the second sentence');
  await expect(judgement(page)).toContainText('BERT gives');
  await sentence(page).fill(TEXT);
  await second(page).fill(`${'the quick brown fox ran '.repeat(40)}away`);
  await expect(page.locator('.pair .problem')).toContainText('too long for 128 positions');
  await second(page).fill('   ');
  await expect(page.getByText('Left empty, the second is')).toBeVisible();
  await expect(page.locator('.pair')).not.toContainText(/NaN|not a number|undefined/);
});
