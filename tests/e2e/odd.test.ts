/** Texts that give a view little or much to show: it stays readable, or says why it cannot. */
import type { Page } from '@playwright/test';
import { live, open, panel } from './support.ts';
import { expect, test } from './warm.ts';

const TEXTS = [
  ['one word', 'Hello'],
  ['punctuation alone', '... !?'],
  ['right-to-left text', 'الولد يقرأ الكتاب'],
  ['128 tokens', 'the quick brown fox ran '.repeat(30)],
] as const;

const choose = (label: string, option: string) => async (page: Page) => {
  await page.getByLabel(label, { exact: true }).selectOption(option);
};

const openTab = (name: string | RegExp) => async (page: Page) => {
  await page.getByRole('tab', { name }).click();
};

/** From one view to the next as a person goes, and what both panels have to say there on any text. */
const WALK: readonly (readonly [go: (page: Page) => Promise<void>, says: RegExp])[] = [
  [(page) => page.getByRole('button', { name: 'Ways to look' }).click(), /read/],
  [choose('as', 'arcs from all'), /\d arcs?[;.]/],
  [choose('Show', 'rollout, an estimate'), /rollout, an estimate/i],
  [choose('by', 'words'), /word by word/],
  [choose('as', 'a matrix'), /Point at a cell for its exact weight/],
  [openTab('Step through'), /query of length/],
  [openTab(/Mask/), /may (not )?read/],
  [openTab(/Weighted sum/), /of what .* reads is/],
  [openTab('Measure'), /16 heads/],
];

/** By how many pixels the page, not a panel in it, would scroll sideways. */
function sideways(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}

for (const [name, text] of TEXTS) {
  test(`${name}: every view of both models stays readable at 360 px`, async ({ page }) => {
    const errors: string[] = [];
    page.on('pageerror', (error) => errors.push(error.message));
    await page.setViewportSize({ width: 360, height: 800 });
    await open(page, `text=${encodeURIComponent(text)}`);
    await live(page);
    for (const [go, says] of WALK) {
      await go(page);
      await expect(panel(page, 'bert')).toContainText(says);
      await expect(panel(page, 'gpt')).toContainText(says);
      await expect(page.locator('.view')).not.toContainText(/NaN|not a number|undefined/);
      expect(await sideways(page), String(says)).toBeLessThanOrEqual(0);
    }
    expect(errors).toEqual([]);
  });
}
