/** The table of heads, read as a person reads it. */
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { METRICS, type MetricName } from '../../src/analysis/metrics/metricNames.ts';
import { type HeadMetrics, metricsOf } from '../../src/analysis/metrics/metrics.ts';
import { readProbes } from '../../src/examples/probes.ts';
import { metricNumber } from '../../src/sentences/metricNumber.ts';
import { METRIC_TITLES } from '../../src/sentences/metricTitles.ts';
import { traceFile } from '../support/preset.ts';
import { live, open, panel } from './support.ts';
import { expect, test } from './warm.ts';

type Model = 'bert' | 'gpt';

const PROBES = readProbes(
  readFileSync(new URL('../../public/probes/metrics.json', import.meta.url), 'utf8'),
);

/** A metric as the table writes it. */
function number(name: MetricName, metrics: HeadMetrics | undefined): string {
  return metricNumber(name, metrics?.[name] ?? Number.NaN);
}

const table = (page: Page, model: Model) => panel(page, model).getByRole('table');

/** A head's row: its name, then its class, then its numbers. */
function rowOf(page: Page, model: Model, layer: number, head: number): Locator {
  const name = new RegExp(`^layer ${layer}, head ${head},`);
  return table(page, model)
    .getByRole('row')
    .filter({ has: page.getByRole('button', { name }) });
}

/** The rows' heads from top to bottom, "2.3". */
async function order(page: Page, model: Model): Promise<string[]> {
  return table(page, model).locator('.measure-name').allTextContents();
}

function cell(row: Locator, name: MetricName): Locator {
  return row.getByRole('cell').nth(METRICS.indexOf(name));
}

const columnButton = (page: Page, model: Model, name: MetricName) =>
  table(page, model)
    .getByRole('columnheader')
    .getByRole('button', { name: METRIC_TITLES[name], exact: true });

test('every head of both models has its metrics, its class and the evidence for it', async ({
  page,
}) => {
  await open(page, 'preset=repeat&view=measure');
  await live(page);
  await expect(table(page, 'bert').locator('tbody tr')).toHaveCount(16);
  const row = rowOf(page, 'bert', 1, 2);
  await expect(row).toContainText('next token');
  await expect(cell(row, 'next')).toHaveText(
    number('next', metricsOf(traceFile('repeat').left)[0]?.[1]),
  );
  await row.hover();
  const below = panel(page, 'bert').locator('.measure-evidence');
  await expect(below).toHaveText(
    /^Layer 1, head 2: next token\. On average 0\.9\d of a row’s attention goes to the token after, over \d+ rows; reading evenly gives 0\.0\d\./,
  );
  for (const name of ['next', 'future'] as const) {
    await expect(cell(rowOf(page, 'gpt', 1, 1), name)).toHaveText('0.00, forbidden by the mask');
  }
});

test('the table says what window.sightlines.analyse says', async ({ page }) => {
  await open(page, 'preset=agreement&view=measure');
  await live(page);
  const said = await page.evaluate(async () => {
    const run = await window.sightlines.run({ text: 'The dogs that chased the cat were tired.' });
    const { bert, gpt, difference, counterparts } = window.sightlines.analyse(structuredClone(run));
    return {
      bert,
      gpt,
      size: difference.size,
      ranked: counterparts.bert[0]?.[0]?.ranked.length,
      tokens: run.bert.tokens.length,
    };
  });
  expect(said.size).toBe(said.tokens);
  expect(said.ranked).toBe(16);
  for (const model of ['bert', 'gpt'] as const) {
    await expect(table(page, model).locator('tbody tr')).toHaveCount(16);
    for (const [layer, heads] of said[model].entries()) {
      for (const [head, record] of heads.entries()) {
        const row = rowOf(page, model, layer + 1, head + 1);
        await expect(row.locator('.measure-class')).toHaveText(record.label);
        const cells = await row.getByRole('cell').allTextContents();
        for (const [at, name] of METRICS.entries()) {
          const value = record[name];
          const text = value === null ? 'not measurable here' : metricNumber(name, value);
          expect(cells[at], `${model} ${layer + 1}.${head + 1} ${name}`).toContain(text);
        }
      }
    }
  }
});

test('a column sorts the heads from the keyboard, and the link keeps the order', async ({
  page,
}) => {
  await open(page, 'preset=agreement&view=measure');
  await live(page);
  await expect(table(page, 'bert').locator('tbody tr')).toHaveCount(16);
  const own = await order(page, 'bert');
  expect(own.slice(0, 5)).toEqual(['1.1', '1.2', '1.3', '1.4', '2.1']);
  await columnButton(page, 'bert', 'previous').focus();
  await page.keyboard.press('Enter');
  const head = (model: Model) =>
    table(page, model).getByRole('columnheader', { name: METRIC_TITLES.previous, exact: true });
  await expect(head('bert')).toHaveAttribute('aria-sort', 'descending');
  await expect(head('gpt')).toHaveAttribute('aria-sort', 'descending');
  await expect(page).toHaveURL(/sort=previous/);
  expect((await order(page, 'bert'))[0]).toBe('1.3');
  expect((await order(page, 'gpt'))[0]).toBe('1.3');
  const numbers = await table(page, 'gpt')
    .locator(`tbody td:nth-of-type(${METRICS.indexOf('previous') + 1})`)
    .allTextContents();
  expect(numbers).toEqual([...numbers].sort((a, b) => Number.parseFloat(b) - Number.parseFloat(a)));

  await page.reload();
  await expect(head('bert')).toHaveAttribute('aria-sort', 'descending');
  await page.keyboard.press('Tab');
  await table(page, 'bert').getByRole('button', { name: 'head', exact: true }).click();
  await expect(page).not.toHaveURL(/sort=/);
  expect(await order(page, 'bert')).toEqual(own);
});

test('heads are walked and chosen from the keyboard', async ({ page }) => {
  await open(page, 'preset=agreement&view=measure');
  await live(page);
  const chosen = table(page, 'gpt').getByRole('button', { pressed: true });
  await expect(chosen).toHaveAccessibleName(/^layer 4, head 2/);
  await chosen.focus();
  await page.keyboard.press('ArrowDown');
  await expect(panel(page, 'gpt').locator('.measure-evidence')).toContainText('Layer 4, head 3:');
  await page.keyboard.press('Enter');
  await expect(chosen).toHaveAccessibleName(/^layer 4, head 3/);
  await expect(page).toHaveURL(/gpt=4\.3/);
  await rowOf(page, 'bert', 3, 1).getByRole('cell').first().click();
  await expect(page).toHaveURL(/bert=3\.1/);
});

test('the probe sentences give other numbers, which stay when the text changes', async ({
  page,
}) => {
  await open(page, 'preset=agreement&view=measure');
  await live(page);
  // One row only has something to copy: too little for that name.
  await expect(rowOf(page, 'gpt', 4, 3)).toContainText('broad');
  await page.getByRole('radio', { name: 'probe sentences' }).check({ force: true });
  await expect(page.getByRole('radio', { name: 'probe sentences' })).toBeChecked();
  await expect(page).toHaveURL(/over=probes/);
  await expect(page.getByText('Means over 24 sentences')).toBeVisible();
  await expect(rowOf(page, 'gpt', 4, 3)).toContainText('induction');
  for (const name of ['entropy', 'distance', 'induction'] as const) {
    await expect(cell(rowOf(page, 'gpt', 4, 3), name)).toHaveText(
      number(name, PROBES.right.metrics[3]?.[2]),
    );
  }
  await rowOf(page, 'gpt', 4, 3).hover();
  await expect(panel(page, 'gpt').locator('.measure-evidence')).toHaveText(
    /^Layer 4, head 3: induction\. .* over \d+ rows of \d+ texts; .*Taken alone, /,
  );
  const before = await table(page, 'bert').innerText();
  await page.getByRole('textbox', { name: 'Type a sentence' }).fill('Something else entirely.');
  await expect(page.getByRole('toolbar', { name: 'Tokens of the text' })).toContainText('entirely');
  expect(await table(page, 'bert').innerText()).toBe(before);
});

test('one word: what cannot be measured says so, and is never 0', async ({ page }) => {
  await open(page, 'text=Rain&view=measure');
  await live(page);
  for (const model of ['bert', 'gpt'] as const) {
    for (const name of ['same', 'induction', 'punctuation'] as const) {
      await expect(cell(rowOf(page, model, 1, 1), name)).toHaveText(/not measurable here$/);
    }
    await expect(panel(page, model)).toContainText('Not measurable here: punctuation');
  }
  await expect(panel(page, 'gpt').locator('.measure-evidence')).toContainText(
    'No class can be told: too few tokens have a choice of what to read.',
  );
});

test('a lone blank leaves GPT one token, and the table stands', async ({ page }) => {
  await open(page, 'text=%5BMASK%5D&view=measure');
  await live(page);
  await expect(cell(rowOf(page, 'gpt', 1, 1), 'previous')).toHaveText(/not measurable here$/);
  await expect(cell(rowOf(page, 'gpt', 1, 1), 'self')).toHaveText('1.00');
});

test('hiding special tokens leaves the numbers alone, and says so', async ({ page }) => {
  await open(page, 'preset=agreement&view=measure');
  await live(page);
  await expect(table(page, 'bert').locator('tbody tr')).toHaveCount(16);
  const before = await table(page, 'bert').innerText();
  await open(page, 'preset=agreement&view=measure&specials=hide');
  await live(page);
  await expect(page.getByText('The metrics still count them, always.')).toBeVisible();
  await expect(table(page, 'bert').locator('tbody tr')).toHaveCount(16);
  expect(await table(page, 'bert').innerText()).toBe(before);
});

test('a table wider than its panel says that it scrolls, and no longer fades at its end', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, 'preset=agreement&view=measure');
  const region = panel(page, 'gpt').getByRole('region', { name: 'Heads of GPT, table' });
  const frame = panel(page, 'gpt').locator('.measure-frame');
  await expect(panel(page, 'gpt')).toContainText('12 columns: the table scrolls sideways');
  await expect(frame).toHaveAttribute('data-cut', 'end');
  await columnButton(page, 'gpt', 'future').focus();
  await region.evaluate((box) => box.scrollTo({ left: box.scrollWidth }));
  await expect(frame).toHaveAttribute('data-cut', 'start');
  await page.setViewportSize({ width: 2200, height: 800 });
  await expect(frame).not.toHaveAttribute('data-cut');
  await expect(panel(page, 'gpt')).not.toContainText('scrolls sideways');
});
