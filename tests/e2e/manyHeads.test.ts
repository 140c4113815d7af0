/** Models of hundreds of heads, whose attention stays in the worker: what is drawn is what it holds. */
import { expect, test } from '@playwright/test';
import { isWhole } from '../support/breadth.ts';
import { manyHeads, textOf } from '../support/manyHeads.ts';
import { colours, heatmap, live, open, panel } from './support.ts';

test.skip(!isWhole, 'takes a gigabyte of memory');

test('Compare shows 24 × 16 heads of 512 tokens, in sight and by hovering, as the console has them', async ({
  page,
}) => {
  test.setTimeout(300_000);
  const files = manyHeads();
  await page.route('**/models/**', (route) => {
    const path = new URL(route.request().url()).pathname.split('/models/')[1] ?? '';
    return route.fulfill({ body: files.get(path)! });
  });
  const text = textOf(512);
  await open(page, `text=${encodeURIComponent(text)}`, { cold: true });
  await live(page);
  for (const model of ['bert', 'gpt'] as const) {
    const heads = panel(page, model).getByRole('radio');
    await expect(heads).toHaveCount(24 * 16);
    const { width, height } = (await heads.first().boundingBox())!;
    expect(Math.min(width, height)).toBeGreaterThanOrEqual(48);
  }

  // The last row is painted once it comes into sight.
  const overview = panel(page, 'gpt').locator('.atlas-stage');
  const last = panel(page, 'gpt').getByRole('radio', { name: 'layer 24, head 16', exact: true });
  const inks = () =>
    overview.locator('canvas').evaluate((element) => {
      const { width, height } = element as HTMLCanvasElement;
      const context = (element as HTMLCanvasElement).getContext('2d')!;
      return context.getImageData(0, height - 48, width, 48).data.some((byte) => byte !== 0);
    });
  expect(await inks()).toBe(false);
  await last.scrollIntoViewIfNeeded();
  await expect.poll(inks).toBe(true);

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
