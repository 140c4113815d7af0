/** Models of hundreds of heads, whose attention stays in the worker: what is drawn is what it holds. */
import { expect, type Page, test } from '@playwright/test';
import { METRICS } from '../../src/analysis/metrics/metricNames.ts';
import { isWhole } from '../support/breadth.ts';
import { manyHeads, textOf } from '../support/manyHeads.ts';
import { colours, heatmap, live, open, panel } from './support.ts';

test.skip(!isWhole, 'takes a gigabyte of memory');

async function withManyHeads(page: Page): Promise<void> {
  const files = manyHeads();
  await page.route('**/models/**', (route) => {
    const path = new URL(route.request().url()).pathname.split('/models/')[1] ?? '';
    return route.fulfill({ body: files.get(path)! });
  });
}

test('Compare shows 24 × 16 heads of 512 tokens, in sight and by hovering, as the console has them', async ({
  page,
}) => {
  test.setTimeout(300_000);
  await withManyHeads(page);
  const text = textOf(512);
  await open(page, `text=${encodeURIComponent(text)}`, { cold: true });
  await live(page);
  for (const model of ['bert', 'gpt'] as const) {
    const heads = panel(page, model).getByRole('radio');
    await expect(heads.first()).toHaveAttribute('aria-setsize', String(24 * 16));
    const { width, height } = (await heads.first().boundingBox())!;
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(48);
  }

  // The last row is painted, and has buttons, once it comes into sight; those above it have none then.
  const overview = panel(page, 'gpt').locator('.atlas-stage');
  const last = panel(page, 'gpt').getByRole('radio', { name: 'layer 24, head 16', exact: true });
  const inks = () =>
    overview.locator('canvas').evaluate((element) => {
      const { width, height } = element as HTMLCanvasElement;
      const context = (element as HTMLCanvasElement).getContext('2d')!;
      return context.getImageData(0, height - 48, width, 48).data.some((byte) => byte !== 0);
    });
  expect(await inks()).toBe(false);
  await expect(last).toHaveCount(0);
  await overview.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
  await expect.poll(inks).toBe(true);
  const above = panel(page, 'gpt').getByRole('radio', { name: /^layer 8,/ });
  await expect(above).toHaveCount(0);

  await last.hover();
  await expect(panel(page, 'gpt').locator('.panel-head')).toHaveText(/layer 24, head 16/i);
  expect(await colours(heatmap(page, 'gpt').locator('canvas'))).toBeGreaterThan(20);
  await last.click();
  await page.mouse.move(0, 0);
  await heatmap(page, 'gpt').focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  const weight = await page.evaluate(async (typed) => {
    const { gpt } = await window.sightlines.run({ text: typed });
    const length = gpt.tokens.length;
    return gpt.attention[(24 * 16 - 1) * length ** 2 + 2 * length];
  }, text);
  await expect(panel(page, 'gpt').locator('.readout')).toContainText(
    `${(100 * weight!).toFixed(1)}%`,
  );
});

test('the keyboard walks 24 × 16 heads, those out of sight too, and the rows of Measure', async ({
  page,
}) => {
  test.setTimeout(300_000);
  await withManyHeads(page);
  await open(page, 'text=Short.', { cold: true });
  await live(page);
  const heads = panel(page, 'gpt').getByRole('radio');
  const head = (name: string) => panel(page, 'gpt').getByRole('radio', { name, exact: true });
  await heads.first().click();
  await page.keyboard.press('End');
  await expect(head('layer 24, head 16')).toBeFocused();
  await expect(head('layer 24, head 16')).toBeChecked();
  await expect(head('layer 24, head 16')).toBeInViewport();
  await expect(head('layer 1, head 1')).toHaveCount(0);
  await page.keyboard.press('ArrowUp');
  await expect(head('layer 23, head 16')).toBeFocused();
  expect(await heads.count()).toBeLessThan(24 * 16);

  await page.getByRole('tab', { name: 'Measure' }).click();
  const table = panel(page, 'gpt').getByRole('table');
  const headRows = 2;
  await expect(table).toHaveAttribute('aria-rowcount', String(headRows + 24 * 16));
  const row = (place: number) => table.locator(`[aria-rowindex="${headRows + place}"]`);
  const button = (name: string) => table.getByRole('button', { name });
  await expect(row(1).getByRole('cell')).toHaveCount(METRICS.length);
  await expect(row(384)).toHaveCount(0);
  const box = panel(page, 'gpt').locator('.measure-scroll');
  await box.evaluate((element) => element.scrollTo({ top: element.scrollHeight }));
  await expect(row(384).getByRole('cell')).toHaveCount(METRICS.length);
  await expect(row(1)).toHaveCount(0);

  // The chosen head has its row wherever the table is; those that the keyboard comes to get theirs.
  const chosen = button('layer 23, head 16');
  await chosen.focus();
  await page.keyboard.press('Home');
  await expect(button('layer 1, head 1,')).toBeFocused();
  await expect(chosen).toHaveCount(1);
  await expect(row(384)).toHaveCount(0);
  await page.keyboard.press('End');
  await page.keyboard.press('ArrowUp');
  await expect(button('layer 24, head 15')).toBeFocused();
  await expect(button('layer 24, head 15')).toBeInViewport();
  await expect(row(1)).toHaveCount(0);
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/gpt=24\.15/);
});
