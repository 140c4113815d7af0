/** Step through: one head of each model, from query, keys and values to what it adds. */
import type { Locator, Page } from '@playwright/test';
import { follow, live, open, panel, strip } from './support.ts';
import { expect, test } from './warm.ts';

const TITLES = [
  'Query, key, value',
  'Scores',
  'Scale',
  'Mask',
  'Softmax',
  'Weighted sum',
  'Output',
  'Prediction',
];

const BANK = 'text=The+bank+of+the+river.&view=step&bert=2.3&gpt=3.2';

const MODELS = ['bert', 'gpt'] as const;
type Model = (typeof MODELS)[number];

const grid = (page: Page, model: Model) => panel(page, model).getByRole('grid');

/** The row of a key, by its position. */
const keyRow = (page: Page, model: Model, position: number) =>
  grid(page, model).locator(`tr[data-row="${position}"]`);

const cell = (page: Page, model: Model, position: number, part: string): Locator =>
  keyRow(page, model, position).locator(`[data-part="${part}"]`);

/** What a model predicts, where the steps end. */
const ending = (page: Page, model: Model) => panel(page, model).locator('.prediction-table');

const tab = (page: Page, step: number) => page.getByRole('tab', { name: new RegExp(`^${step} `) });

async function number(where: Locator): Promise<number> {
  await expect(where).toHaveText(/\d/);
  return Number((await where.textContent())!.replace('−', '-').replace('%', ''));
}

/** The lines of where a number comes from, as [label, working, value]. */
async function source(page: Page, model: Model): Promise<string[][]> {
  const lines = panel(page, model).locator('.source-lines tr');
  await expect(lines.first()).toBeVisible();
  return lines.evaluateAll((rows) =>
    rows.map((row) =>
      [...row.children].map((each) =>
        (each.textContent ?? '').replace('= ', '').replaceAll('−', '-').trim(),
      ),
    ),
  );
}

async function ready(page: Page): Promise<void> {
  for (const model of MODELS) await expect(grid(page, model)).toHaveAttribute('aria-busy', 'false');
}

test('all steps are walked by keyboard, in both models at once', async ({ page }) => {
  await open(page, BANK);
  await live(page);
  await ready(page);
  await tab(page, 1).focus();
  for (const [index, title] of TITLES.entries()) {
    await expect(tab(page, index + 1)).toHaveAttribute('aria-selected', 'true');
    await expect(tab(page, index + 1)).toBeFocused();
    for (const model of MODELS) {
      if (title === 'Prediction') {
        await expect(ending(page, model)).toContainText('all others');
        continue;
      }
      await expect(grid(page, model)).toHaveAccessibleName(new RegExp(`^${title}`, 'i'));
      await expect(panel(page, model).locator('.source-total')).toHaveText(/\d/);
    }
    await expect(page.locator('.formula math')).toHaveCount(1);
    await page.keyboard.press('ArrowRight');
  }
  await expect(page).toHaveURL(/step=8/);
  await page.keyboard.press('ArrowLeft');
  await expect(page).toHaveURL(/step=7/);
  await page.keyboard.press('Home');
  await expect(page).not.toHaveURL(/step=/);
});

test('all steps are walked by mouse, and each number is made of the one before', async ({
  page,
}) => {
  await open(page, `${BANK}&cell=2.1`);
  await live(page);
  await ready(page);
  const next = page.getByRole('button', { name: 'Next step' });
  await expect(page.getByRole('button', { name: 'Previous step' })).toHaveAttribute(
    'aria-disabled',
    'true',
  );
  await next.click();
  for (const model of MODELS) {
    const score = await number(cell(page, model, 1, 'score'));
    const lines = await source(page, model);
    const values = lines.map((line) => Number(line[2]));
    const total = values.pop()!;
    expect(total).toBe(score);
    expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(score, 9);
    expect(lines.at(-2)?.[0]).toBe('61 other products');
  }
  await next.click();
  for (const model of MODELS) {
    const score = await number(cell(page, model, 1, 'score'));
    const scaled = await number(cell(page, model, 1, 'scaled'));
    expect(Math.abs(scaled - score / 8)).toBeLessThan(0.0011);
    expect((await source(page, model))[0]?.[1]).toMatch(/÷ 8$/);
  }
  await next.click();
  await next.click();
  for (const model of MODELS) {
    const weights = await grid(page, model).locator('td[data-part="weight"]').allTextContents();
    const masked = await grid(page, model).locator('td[data-part="masked"]').allTextContents();
    const powers = masked.map((text) =>
      Math.exp(Number(text.replace('−', '-').replace('∞', 'Infinity'))),
    );
    const sum = powers.reduce((so, power) => so + power, 0);
    for (const [key, text] of weights.entries()) {
      const shown = Number(text.replace(/[%<>]/g, ''));
      expect(Math.abs(shown - (100 * powers[key]!) / sum)).toBeLessThan(0.16);
    }
    await expect(grid(page, model).locator('tfoot')).toHaveText(/together.*1\.000/);
  }
  await next.click();
  for (const model of MODELS) {
    const terms = await grid(page, model).locator('td[data-part="term"]').allTextContents();
    const total = await number(grid(page, model).locator('tfoot .step-total'));
    const sum = terms.reduce((so, text) => so + Number(text.replace('−', '-')), 0);
    expect(Math.abs(sum - total)).toBeLessThan(0.001 * terms.length);
  }
  await next.click();
  await next.click();
  await expect(next).toHaveAttribute('aria-disabled', 'true');
  await tab(page, 4).click();
  await expect(page).toHaveURL(/step=4/);
});

test('the mask leaves BERT’s row whole and strikes out GPT’s future, and says why', async ({
  page,
}) => {
  await open(page, `${BANK}&step=4&cell=2.5`);
  await live(page);
  await ready(page);
  const bert = grid(page, 'bert');
  const gpt = grid(page, 'gpt');
  await expect(bert).not.toContainText('−∞');
  await expect(bert.locator('[data-forbidden]')).toHaveCount(0);
  await expect(panel(page, 'bert').locator('.step-sentence')).toContainText(
    'BERT’s mask leaves the row whole: bank may read all 8 tokens, also the 5 that come later.',
  );
  // [start] the bank | of the river .
  for (const position of [0, 1, 2]) {
    await expect(cell(page, 'gpt', position, 'mask')).toHaveText('+ 0');
    await expect(cell(page, 'gpt', position, 'masked')).toHaveText(/^−?\d/);
  }
  for (const position of [3, 4, 5, 6]) {
    await expect(cell(page, 'gpt', position, 'mask')).toHaveText('−∞comes later');
    await expect(cell(page, 'gpt', position, 'masked')).toHaveText('−∞');
  }
  await expect(gpt.locator('[data-forbidden]')).toHaveCount(4);
  await expect(panel(page, 'gpt').locator('.step-sentence')).toHaveText(
    'In GPT, bank may not read of, the second the or 2 others: they come later; its 3 remaining scores share everything.',
  );
  await tab(page, 5).click();
  for (const position of [3, 4, 5, 6]) {
    await expect(cell(page, 'gpt', position, 'weight')).toHaveText('0.0%');
  }
  await cell(page, 'bert', 5, 'weight').hover();
  expect((await source(page, 'gpt')).at(-1)).toEqual([
    'weight',
    expect.stringMatching(/^0\.0000 ÷ \d/),
    '0.0%',
  ]);
});

test('a link opens the same step of the same word, heads and pair', async ({ page, elsewhere }) => {
  await open(page, BANK);
  await live(page);
  await ready(page);
  await strip(page)
    .filter({ hasText: /^river$/ })
    .click();
  await tab(page, 5).click();
  await page.getByRole('combobox', { name: 'Head of GPT' }).selectOption('layer 4, head 1');
  await cell(page, 'bert', 2, 'weight').click();
  await expect(keyRow(page, 'bert', 2)).toHaveAttribute('aria-selected', 'true');
  await expect(page).toHaveURL(/cell=5\.2/);
  await ready(page);
  await follow(elsewhere, page.url());
  await ready(elsewhere);
  await expect(tab(elsewhere, 5)).toHaveAttribute('aria-selected', 'true');
  await expect(elsewhere.getByRole('combobox', { name: 'Head of GPT' })).toHaveValue('12');
  for (const model of MODELS) {
    await expect(grid(elsewhere, model)).toHaveAccessibleName(/of river/);
    await expect(keyRow(elsewhere, model, 2)).toHaveAttribute('aria-selected', 'true');
    await expect(grid(elsewhere, model)).toHaveText((await grid(page, model).textContent()) ?? '?');
    expect(await source(elsewhere, model)).toEqual(await source(page, model));
  }
});

test('numbers are walked by keyboard, along a strip and from key to key, and held', async ({
  page,
}) => {
  await open(page, `${BANK}&cell=2.1`);
  await live(page);
  await ready(page);
  const title = panel(page, 'bert').locator('.source h3');
  await grid(page, 'bert').locator('[data-part="query"]').focus();
  await page.keyboard.press('Home');
  await expect(title).toHaveText('bank’s query, number 1');
  await page.keyboard.press('ArrowRight');
  await expect(title).toHaveText('bank’s query, number 2');
  const lines = await source(page, 'bert');
  const values = lines.map((line) => Number(line[2]));
  const total = values.pop()!;
  expect(values.reduce((sum, value) => sum + value, 0)).toBeCloseTo(total, 9);
  await page.keyboard.press('ArrowDown');
  await expect(title).toHaveText('[CLS]’s key, number 2');
  await expect(panel(page, 'gpt').locator('.source h3')).toHaveText(
    /<\|endoftext\|>’s key, number/,
  );
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/cell=2\.3/);
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/cell=/);
  // The arrow keys of the grid are its own: the step has not changed.
  await expect(tab(page, 1)).toHaveAttribute('aria-selected', 'true');
});

test('the console gives the numbers that the view shows', async ({ page }) => {
  await open(page, `${BANK}&cell=2.1&step=4`);
  await live(page);
  await ready(page);
  for (const [model, layer, head] of [
    ['bert', 1, 2],
    ['gpt', 2, 1],
  ] as const) {
    const run = await page.evaluate(
      async (inspect) => {
        const { bert, gpt, ...stages } = await window.sightlines.run({
          text: 'The bank of the river.',
          inspect,
        });
        const T = { bert, gpt }[inspect.model].tokens.length;
        const row = (values?: Float32Array) => [...values!.subarray(2 * T, 3 * T)];
        return {
          T,
          scores: row(stages.scores),
          scaled: row(stages.scaled),
          masked: row(stages.masked),
          weights: row(stages.weights),
          lengths: [stages.q, stages.k, stages.v, stages.context, stages.output].map(
            (each) => each!.length / T,
          ),
          inspected: [stages.inspected?.model, stages.inspected?.layer, stages.inspected?.head],
        };
      },
      { model, layer, head },
    );
    expect(run.inspected).toEqual([model, layer, head]);
    expect(run.lengths).toEqual([64, 64, 64, 64, 256]);
    for (let key = 0; key < run.T; key++) {
      expect(await number(cell(page, model, key, 'scaled'))).toBeCloseTo(run.scaled[key]!, 2);
      if (model === 'gpt' && key > 2) expect(run.masked[key]).toBeLessThan(-9000);
      else {
        expect(await number(cell(page, model, key, 'masked'))).toBeCloseTo(run.masked[key]!, 2);
      }
    }
    await tab(page, 5).click();
    for (let key = 0; key < run.T; key++) {
      await expect(cell(page, model, key, 'weight')).toHaveText(/%/);
      const shown = (await cell(page, model, key, 'weight').textContent())!.replace(/[%<>]/g, '');
      expect(Math.abs(Number(shown) / 100 - run.weights[key]!)).toBeLessThan(0.0011);
    }
    await tab(page, 2).click();
    for (let key = 0; key < run.T; key++) {
      expect(await number(cell(page, model, key, 'score'))).toBeCloseTo(run.scores[key]!, 2);
    }
    await tab(page, 4).click();
  }
});

test('what a model has not read is said, and the other model is shown', async ({ page }) => {
  await open(page, 'text=The+cat+sat+on+the+[MASK].&view=step&step=4&cell=6.1');
  await live(page);
  await expect(grid(page, 'bert')).toHaveAttribute('aria-busy', 'false');
  await expect(panel(page, 'gpt')).toContainText(
    'GPT has not read [MASK] yet: it stops at the blank.',
  );
  await expect(grid(page, 'gpt')).toHaveCount(0);
});

test('a hidden special token keeps its number', async ({ page }) => {
  await open(page, `${BANK}&step=5&cell=2.1`);
  await live(page);
  await ready(page);
  const before = await cell(page, 'bert', 0, 'weight').textContent();
  await page.getByRole('checkbox', { name: 'Hide special tokens' }).check();
  await expect(keyRow(page, 'bert', 0)).toHaveAttribute('data-hidden', 'true');
  await expect(cell(page, 'bert', 0, 'weight')).toHaveText(before ?? '?');
  await expect(panel(page, 'bert').locator('.step-sentence')).toContainText('from hidden tokens');
});

test('128 tokens stay in their panel, and the pair that is held is in sight', async ({ page }) => {
  const words = Array.from({ length: 124 }, (_, index) => ['river', 'bank', 'the'][index % 3]);
  await open(page, `text=${words.join('+')}&view=step&step=5&cell=120.100`);
  await live(page);
  await ready(page);
  for (const model of MODELS) {
    expect(await grid(page, model).locator('tbody tr').count()).toBeGreaterThan(120);
    const box = await panel(page, model).locator('.step-scroll').boundingBox();
    const row = await keyRow(page, model, 100).boundingBox();
    expect(box!.height).toBeLessThan(640);
    expect(row!.y).toBeGreaterThan(box!.y);
    expect(row!.y + row!.height).toBeLessThan(box!.y + box!.height);
  }
});

test('the steps end at the prediction, and say what GPT’s head adds to it', async ({ page }) => {
  await open(page, `${BANK}&step=8&cell=2.1`);
  await live(page);
  await expect(ending(page, 'bert')).toContainText('BERT’s word in the place of bank');
  await expect(ending(page, 'gpt')).toContainText('GPT’s next word after bank');
  for (const [model, columns] of [
    ['bert', 2],
    ['gpt', 3],
  ] as const) {
    await expect(ending(page, model).locator('thead th')).toHaveCount(columns);
    const shares = await ending(page, model).locator('td:nth-child(2)').allTextContents();
    const sum = shares.reduce((so, text) => so + Number(text.replace(/[%<]/g, '')), 0);
    expect(Math.abs(sum - 100)).toBeLessThan(0.5);
  }
  const added = await ending(page, 'gpt').locator('td:nth-child(3)').allTextContents();
  expect(added.filter((text) => /^[+−]?\d\.\d{3}$/.test(text))).toHaveLength(5);
  await expect(panel(page, 'gpt')).toContainText(
    /GPT’s head raises .+ \(\+\d.+\) most and lowers .+ \(−\d/,
  );
  await expect(panel(page, 'bert')).toContainText('cannot be told of BERT');
  // Another head adds something else to the same prediction.
  await page.getByRole('combobox', { name: 'Head of GPT' }).selectOption('layer 4, head 1');
  await expect(ending(page, 'gpt').locator('td:nth-child(3)').first()).not.toHaveText(added[0]!);
});

for (const [width, height] of [
  [1280, 720],
  [360, 740],
] as const) {
  test(`at ${width} x ${height} the controls and a whole table are on the screen together`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    await open(page, 'preset=animal-tired&view=step&bert=2.2&gpt=4.2&cell=9.2');
    await live(page);
    await ready(page);
    for (let step = 1; step <= 7; step++) {
      await tab(page, step).click();
      await expect(tab(page, step)).toHaveAttribute('aria-selected', 'true');
      const table = panel(page, 'bert').locator('.step-scroll');
      // Its end, a little above that of the screen.
      await table.evaluate((box) =>
        window.scrollBy(0, box.getBoundingClientRect().bottom - window.innerHeight + 60),
      );
      const box = (await table.boundingBox())!;
      expect(box.y + box.height).toBeLessThanOrEqual(height);
      for (const name of ['Previous step', 'Next step']) {
        const button = page.getByRole('button', { name });
        await expect(button).toBeInViewport({ ratio: 1 });
        const { y, height: tall } = (await button.boundingBox())!;
        expect(y + tall).toBeLessThanOrEqual(box.y);
      }
    }
  });
}

test('without a word held it opens on the one that a head singles out', async ({ page }) => {
  await open(page, 'preset=agreement&view=step&bert=1.1&gpt=4.2');
  await live(page);
  await ready(page);
  for (const model of MODELS) await expect(grid(page, model)).toHaveAccessibleName(/of dogs/);
  await tab(page, 5).click();
  await expect(panel(page, 'bert').locator('.source h3')).toHaveText('chased’s weight');
});

test('a full bar is what the key says, of the numbers that are shown', async ({ page }) => {
  await open(page, `${BANK}&cell=2.1`);
  await live(page);
  await ready(page);
  const key = page.getByRole('region', { name: 'Key' });
  await expect(key).toContainText(
    /A full bar is ±[\d.]+ for query, ±[\d.]+ for key, ±[\d.]+ for value/,
  );
  // Most of a strip can be seen: its longest bar is at least half a full one, of 1.
  const tops = await grid(page, 'bert')
    .locator('[data-part="query"] .strip-bars')
    .evaluate((path) => path.getBoundingClientRect().height / path.parentElement!.clientHeight);
  expect(tops).toBeGreaterThan(0.5);
});
