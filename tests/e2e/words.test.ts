/** Word by word: surprisals along the sentence, as a person reads them. */
import type { Page } from '@playwright/test';
import { follow, live, open, sentence, strip } from './support.ts';
import { expect, test } from './warm.ts';

const plot = (page: Page) => page.getByRole('toolbar', { name: 'Tokens with their surprisals' });
const bars = (page: Page) => plot(page).getByRole('button');
const readout = (page: Page) => page.locator('.words-readout');
const sums = (page: Page, model: 'BERT' | 'GPT') =>
  page.getByRole('region', { name: new RegExp(`^${model}, each token`) });

/** Waits until BERT has been asked for everything. */
async function through(page: Page, tokens: number): Promise<void> {
  await expect(page.locator('.words-progress')).toContainText(`${tokens} of ${tokens} token`, {
    timeout: 60_000,
  });
}

/** The table's bits, [token, BERT's, GPT's] each; NaN where there is a word instead. */
async function table(page: Page): Promise<[string, number, number][]> {
  await page.getByText('Show as table').click();
  const rows = page.locator('.words-table tbody tr');
  // The table is made once its place is open.
  await expect(rows).not.toHaveCount(0);
  const cells = await rows.evaluateAll((all) =>
    all.map((row) => [...row.children].map((cell) => cell.textContent ?? '')),
  );
  return cells.map((row) => [row[0]!, Number(row[1]), Number(row.at(-4))]);
}

test('every token has a number for each model, the sums add up, and GPT’s first guess is the console’s', async ({
  page,
}) => {
  await open(page, 'text=The+dog+ran+home.&view=experiment&try=words');
  await live(page);
  await through(page, 5);
  await expect(bars(page)).toHaveCount(5);
  const rows = await table(page);
  expect(rows.map(([token]) => token)).toEqual(['the', 'dog', 'ran', 'home', '.']);
  for (const [at, model] of [
    [1, 'BERT'],
    [2, 'GPT'],
  ] as const) {
    const total = rows.reduce((sum, row) => sum + (row[at] as number), 0);
    expect(total).toBeGreaterThan(0);
    const said = (await sums(page, model).textContent()) ?? '';
    expect(Number(/sum over 5 tokens([\d.]+) bits/.exec(said)![1])).toBeCloseTo(total, 0);
    expect(Number(/bits per token([\d.]+)sum/.exec(said)![1])).toBeCloseTo(total / 5, 1);
  }
  await expect(sums(page, 'GPT')).toContainText(/log-likelihood−[\d.]+ bits$/);
  await expect(sums(page, 'BERT')).toContainText(/pseudo-log-likelihood−[\d.]+ bits$/);
  await expect(page.getByText('The two sums cannot be set against each other')).toBeVisible();
  const next = await page.evaluate(async () => {
    const run = await window.sightlines.run({ text: 'The dog' });
    return run.gpt.next[0]!;
  });
  const cells = page.locator('.words-table tbody tr').nth(2).getByRole('cell');
  await expect(cells.last()).toHaveText(next.label);
});

test('a token is read by pointer and keyboard, held, and opened as a slot', async ({ page }) => {
  await open(page, 'text=The+dog+ran+home.&view=experiment&try=words');
  await live(page);
  await through(page, 5);
  await bars(page).nth(1).hover();
  await expect(readout(page)).toHaveText(
    /^dog from the left, to GPT: [\d.]+ bits?.* From both sides, to BERT: [\d.]+ bits?.*\.\s*$/,
  );
  await page.mouse.move(0, 0);
  await bars(page).first().focus();
  await page.keyboard.press('ArrowRight');
  await page.keyboard.press('ArrowRight');
  await expect(readout(page)).toHaveText(/^ran from the left/);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/cell=3\.3/);
  await expect(bars(page).nth(2)).toHaveAttribute('aria-pressed', 'true');
  await page.keyboard.press('End');
  await expect(page).toHaveURL(/cell=5\.5/);
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/cell=/);
  await bars(page).nth(2).click();
  await page.getByRole('button', { name: 'Take it out in One slot' }).click();
  await expect(page.getByText('The word is ran: choose another above.')).toBeVisible();
  await expect(page).toHaveURL(/cell=3\.3/);
});

test('bars are as high as their bits, both models’ on one axis', async ({ page }) => {
  await open(page, 'preset=animal-tired&view=experiment&try=words');
  await live(page);
  await through(page, 13);
  const drawn = await page.locator('.words-half').evaluateAll((halves) =>
    halves.map((half) => ({
      share: half.querySelector('.words-bar')!.getBoundingClientRect().height / half.clientHeight,
      bits: Number(half.querySelector('.words-value')!.textContent),
    })),
  );
  expect(drawn).toHaveLength(26);
  const largest = drawn.reduce((most, each) => (each.bits > most.bits ? each : most));
  for (const { share, bits } of drawn) {
    expect(share).toBeCloseTo((bits / largest.bits) * largest.share, 1);
  }
});

test('a link opens the same picture, with the word that was held', async ({ page, elsewhere }) => {
  await open(page, 'text=The+old+man+fed+the+birds.&view=experiment&try=words&cell=4.4');
  await live(page);
  await through(page, 7);
  await expect(readout(page)).toHaveText(/^fed from the left/);
  await follow(elsewhere, page.url());
  await through(elsewhere, 7);
  await expect(readout(elsewhere)).toHaveText((await readout(page).textContent()) ?? '?');
  await expect(plot(elsewhere)).toHaveText((await plot(page).textContent()) ?? '?');
});

test('GPT stops at a blank: what it has not read says so', async ({ page }) => {
  await open(page, 'text=The+cat+sat+on+[MASK]+today.&view=experiment&try=words');
  await live(page);
  await through(page, 6);
  await expect(bars(page)).toHaveCount(7);
  await bars(page).nth(5).hover();
  await expect(readout(page)).toContainText('not read, because GPT stops at the blank');
  await bars(page).nth(4).hover();
  await expect(readout(page)).toContainText('is a blank: there is no real word');
  await expect(sums(page, 'GPT')).toContainText('sum over 4 tokens, up to the blank');
  await expect(sums(page, 'BERT')).toContainText('sum over 6 tokens');
});

test('typing goes on while BERT is asked for a long text, and the newest text wins', async ({
  page,
}) => {
  await open(page, `text=${'the quick brown fox ran '.repeat(8)}&view=experiment&try=words`);
  await live(page);
  await expect(page.locator('.words-progress')).toContainText(' of 40 tokens');
  await sentence(page).fill('');
  await sentence(page).pressSequentially('Birds swim here');
  await expect(strip(page).filter({ hasText: /^here$/ })).toBeVisible();
  await through(page, 3);
  await expect(bars(page)).toHaveCount(3);
  await expect(bars(page).last()).toHaveAccessibleName(
    /^here: [\d.]+ bits? to BERT, [\d.]+ bits? to GPT$/,
  );
  await expect(page.locator('.words [data-stale]')).toHaveCount(0);
});

for (const [name, text] of [
  ['one word', 'Hello'],
  ['punctuation alone', '?!'],
  ['emoji', 'I am happy 🙂'],
  ['right-to-left text', 'الولد يقرأ الكتاب'],
] as const) {
  test(`${name}: every token is measured, at 360 px`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 800 });
    await open(page, `text=${encodeURIComponent(text)}&view=experiment&try=words`);
    await live(page);
    const tokens = (await strip(page).count()) - 2;
    await through(page, tokens);
    await expect(bars(page)).toHaveCount(tokens);
    for (const bar of await bars(page).all()) {
      await expect(bar).toHaveAccessibleName(/: [\d.]+ bits? to BERT, [\d.]+ bits? to GPT$/);
    }
    await expect(page.locator('.words')).not.toContainText(/NaN|Infinity|undefined/);
    const sideways = await page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    expect(sideways).toBeLessThanOrEqual(0);
  });
}

test('126 tokens scroll in their panel under a standing axis, and follow the keyboard', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 800 });
  const text = 'the quick brown fox ran '.repeat(30);
  await open(page, `text=${encodeURIComponent(text)}&view=experiment&try=words`);
  await live(page);
  await expect(page.locator('.words-progress')).toContainText(' of 126 tokens');
  await expect(bars(page)).toHaveCount(126);
  await bars(page).first().focus();
  await page.keyboard.press('End');
  await expect(bars(page).last()).toBeInViewport();
  await expect(page.locator('.words-axis')).toBeInViewport();
  await expect(readout(page)).toContainText('from the left, to GPT:');
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways).toBeLessThanOrEqual(0);
});

test('a text of blanks alone says what to do', async ({ page }) => {
  await open(page, 'text=[MASK]&view=experiment&try=words');
  await live(page);
  await expect(page.getByRole('alert')).toHaveText(/no word to measure.*type one/);
});
