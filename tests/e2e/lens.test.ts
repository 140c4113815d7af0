/** Other ways to look: averages, rollout, words, arcs, and overviews in the order of a metric. */
import type { Page } from '@playwright/test';
import {
  follow,
  heatmap,
  live,
  notices,
  open,
  panel,
  readout,
  sentence,
  strip,
} from './support.ts';
import { expect, test } from './warm.ts';

const viewOptions = (page: Page, label: string) =>
  page.getByRole('region', { name: 'Ways to look' }).getByLabel(label, { exact: true });

const tokensOf = (page: Page, model: 'bert' | 'gpt') =>
  panel(page, model).getByRole('toolbar').getByRole('button');

const title = (page: Page, model: 'bert' | 'gpt') => panel(page, model).locator('.panel-head');
const caption = (page: Page) => page.locator('.caption');

/** Every arc as what it says of itself: "layer 1, head 1: it reads 31.4% from animal". */
const arcs = (page: Page, model: 'bert' | 'gpt') => panel(page, model).locator('.arcs-hit');

async function ends(page: Page, model: 'bert' | 'gpt'): Promise<{ row: number; column: number }[]> {
  return arcs(page, model).evaluateAll((all) =>
    all.map((each) => {
      const { row, column } = (each as SVGElement).dataset;
      return { row: Number(row), column: Number(column) };
    }),
  );
}

/** About forty tokens. */
const FORTY =
  'It is a truth universally acknowledged, that a single man in possession of a good fortune, must be in want of a wife. However little known the feelings of such a man may be.';

test('a mean of heads is named, follows the layer, and says that it is one', async ({ page }) => {
  await open(page, 'preset=animal-tired&cell=9.2');
  await live(page);
  await viewOptions(page, 'Show').selectOption('the mean of its layer');
  await expect(page).toHaveURL(/of=layer/);
  await expect(title(page, 'bert')).toHaveText('mean of layer 1');
  await expect(readout(page, 'bert')).toHaveText(/^it reads .+% from animal, on average\.$/);
  await panel(page, 'bert').getByRole('radio', { name: 'layer 3, head 2' }).click();
  await expect(title(page, 'bert')).toHaveText('mean of layer 3');
  await expect(caption(page)).toContainText('In BERT’s mean of layer 3');
  await viewOptions(page, 'Show').selectOption('the mean of all heads');
  await expect(title(page, 'gpt')).toHaveText('mean of all 16 heads');
  await expect(page.getByRole('region', { name: 'Ways to look' })).toContainText(
    'the chosen head makes no difference',
  );
});

test('rollout says in title, caption and readout that it is an estimate', async ({ page }) => {
  await open(page, 'preset=animal-tired&cell=9.2');
  await live(page);
  // By keyboard alone: the select is a stop of its own, and letters choose in it.
  await viewOptions(page, 'Show').focus();
  await page.keyboard.press('r');
  await expect(viewOptions(page, 'Show')).toHaveValue('rollout');
  await expect(page).toHaveURL(/of=rollout/);
  await expect(title(page, 'gpt')).toHaveText('rollout, an estimate');
  await expect(caption(page)).toContainText('In rollout, an estimate');
  await expect(readout(page, 'gpt')).toContainText('as rollout estimates');
  await expect(page.getByRole('region', { name: 'Ways to look' })).toContainText(
    'Abnar and Zuidema',
  );
});

test('words are merged in both models, and hold the token that they begin with', async ({
  page,
}) => {
  await open(page, 'preset=animal-tired');
  await live(page);
  await viewOptions(page, 'by').selectOption('words');
  await expect(page.getByRole('region', { name: 'Ways to look' })).toContainText(
    'to a word summed, from a word averaged',
  );
  await strip(page).filter({ hasText: /^'t$/ }).click();
  await expect(page).toHaveURL(/cell=4\./);
  for (const model of ['bert', 'gpt'] as const) {
    await expect(readout(page, model)).toHaveText(/^didn't reads .+% from .+\.$|^GPT forbids this/);
    await expect(panel(page, model).getByRole('heading', { name: "didn't reads" })).toBeVisible();
  }
  await expect(caption(page)).toHaveText(/^Word by word, in .+didn't reads most from/);
  await heatmap(page, 'bert').focus();
  await page.keyboard.press('ArrowDown');
  await expect(page).toHaveURL(/cell=5\./);
  await expect(readout(page, 'bert')).toHaveText(/^cross reads/);
});

test('arcs start from the word in focus, walked and held from the keyboard', async ({ page }) => {
  await open(page, 'preset=animal-tired&show=arcs');
  await live(page);
  const first = tokensOf(page, 'bert').first();
  await first.focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('ArrowDown');
  await expect(tokensOf(page, 'bert').filter({ hasText: /^animal$/ })).toBeFocused();
  await expect(readout(page, 'bert')).toHaveText(/^animal reads .+% from/);
  const strongest = await readout(page, 'bert').textContent();
  await page.keyboard.press('ArrowRight');
  await expect(readout(page, 'bert')).not.toHaveText(strongest ?? '');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/cell=2\./);
  await expect(page.getByText('Holding animal')).toBeVisible();
  for (const model of ['bert', 'gpt'] as const) {
    await expect(arcs(page, model)).not.toHaveCount(0);
    for (const { row } of await ends(page, model)) expect(row).toBe(2);
  }
  await page.keyboard.press('Escape');
  await expect(page).not.toHaveURL(/cell=/);
});

test('an arc under the pointer says its exact weight', async ({ page }) => {
  await open(page, 'preset=animal-tired&show=all-arcs&bert=1.3');
  await live(page);
  const arc = panel(page, 'bert').locator('.arcs-all .arcs-hit').last();
  const said = await arc.locator('title').textContent();
  expect(said).toMatch(/^layer 1, head 3: .+ reads .+% from .+$/);
  await arc.dispatchEvent('pointerover', { pointerType: 'mouse', bubbles: true });
  await expect(readout(page, 'bert')).toHaveText(`${said?.replace('layer 1, head 3: ', '')}.`);
});

test('GPT’s arcs never go to what comes later, and its side of it is shut', async ({ page }) => {
  await open(page, `text=${encodeURIComponent(FORTY)}&show=all-arcs`);
  await live(page);
  await expect(strip(page).last()).toHaveText('[SEP]');
  await expect(panel(page, 'gpt')).toContainText('after: forbidden by the mask');
  await expect(panel(page, 'bert')).toContainText('reads after →');
  await expect(panel(page, 'gpt').locator('[data-closed="after"]')).toHaveCount(1);
  await expect(panel(page, 'bert').locator('[data-closed]')).toHaveCount(0);
  await expect(arcs(page, 'gpt')).not.toHaveCount(0);
  const gpt = await ends(page, 'gpt');
  expect(gpt.filter(({ row, column }) => column > row)).toEqual([]);
  const bert = await ends(page, 'bert');
  expect(bert.some(({ row, column }) => column > row)).toBe(true);
});

test('forty tokens stay readable as arcs on a small screen', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, `text=${encodeURIComponent(FORTY)}&show=all-arcs`);
  await live(page);
  const all = tokensOf(page, 'bert');
  await expect(all.last()).toHaveText('[SEP]');
  expect(await all.count()).toBeGreaterThanOrEqual(40);
  const boxes = await all.evaluateAll((each) =>
    each.map((one) => one.getBoundingClientRect().toJSON()),
  );
  for (const [at, box] of boxes.entries()) {
    expect(box.height).toBeGreaterThanOrEqual(18);
    if (at > 0) expect(box.y).toBeGreaterThanOrEqual(boxes[at - 1].bottom - 0.5);
  }
  const size = await all
    .first()
    .evaluate((each) => Number.parseFloat(getComputedStyle(each).fontSize));
  expect(size).toBeGreaterThanOrEqual(12);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways).toBeLessThanOrEqual(0);
});

test('several heads are drawn together, named, and taken away again', async ({ page }) => {
  await open(page, 'preset=animal-tired&show=arcs&cell=9.2');
  await live(page);
  const heads = panel(page, 'bert').getByRole('list', { name: 'Heads of BERT that are drawn' });
  await panel(page, 'bert').getByLabel('Add a head of BERT').selectOption('layer 3, head 3');
  await panel(page, 'bert')
    .getByRole('radio', { name: 'layer 2, head 4' })
    .click({ modifiers: ['Shift'] });
  await expect(page).toHaveURL(/bertAlso=3\.3,2\.4|bertAlso=3\.3%2C2\.4/);
  await expect(heads.getByRole('listitem')).toHaveText([
    /^layer 1, head 1.*%/,
    /^layer 3, head 3.*%/,
    /^layer 2, head 4.*%/,
  ]);
  const dashes = await panel(page, 'bert')
    .locator('.arc-heads .arcs-line')
    .evaluateAll((lines) => lines.map((line) => line.getAttribute('stroke-dasharray')));
  expect(new Set(dashes).size).toBe(3);
  await page.getByRole('button', { name: 'Take layer 3, head 3 away' }).press('Enter');
  await expect(heads.getByRole('listitem')).toHaveCount(2);
  await expect(page).toHaveURL(/bertAlso=2\.4/);
});

test('hidden special tokens have no arcs; what they weigh is still to be had', async ({ page }) => {
  await open(page, 'preset=animal-tired&show=arcs&of=all&cell=9.0');
  await live(page);
  const before = await readout(page, 'bert').textContent();
  await page.getByRole('checkbox', { name: 'Hide special tokens' }).check();
  await expect(panel(page, 'bert').locator('.arcs-note')).toContainText('to or from hidden tokens');
  expect((await ends(page, 'bert')).filter(({ column }) => column === 0)).toEqual([]);
  await expect(readout(page, 'bert')).toHaveText(
    before?.replace(/\.$/, ', hidden by the filter.') ?? '?',
  );
});

test('overviews sorted by a metric keep their places until they are sorted again', async ({
  page,
}) => {
  await open(page, 'preset=animal-tired');
  await live(page);
  await viewOptions(page, 'Heads by').selectOption('previous token');
  await expect(page).toHaveURL(/sort=previous/);
  const heads = panel(page, 'bert').getByRole('radio');
  await expect(heads.first()).toHaveAccessibleName(/^layer \d, head \d, [<>]?\d\.\d+$/);
  const read = () =>
    heads.evaluateAll((all) => all.map((each) => each.getAttribute('aria-label') ?? ''));
  const value = (label: string) => Number(/[\d.]+$/.exec(label)?.[0]);
  const names = (labels: string[]) => labels.map((label) => label.replace(/, [^,]+$/, ''));
  const sorted = await read();
  expect(sorted).toHaveLength(16);
  for (const [at, label] of sorted.entries()) {
    if (at > 0) expect(value(label)).toBeLessThanOrEqual(value(sorted[at - 1] ?? ''));
  }

  await sentence(page).fill('Rain, rain, go away; come again another day.');
  await expect(strip(page).filter({ hasText: /^another$/ })).toBeVisible();
  const ways = page.getByRole('region', { name: 'Ways to look' });
  await expect(ways).toContainText('keep the places that they had');
  const kept = await read();
  expect(names(kept)).toEqual(names(sorted));
  expect(kept).not.toEqual(sorted);

  await heads.nth(0).click();
  await heads.nth(0).press('ArrowRight');
  await expect(heads.nth(1)).toBeFocused();
  await expect(heads.nth(1)).toBeChecked();

  await ways.getByRole('button', { name: 'Sort again' }).click();
  await expect(ways).toContainText('largest first');
  expect(names(await read())).not.toEqual(names(sorted));
});

test('what a text does not let be measured is said, and comes last', async ({ page }) => {
  await open(page, 'text=Hello&sort=induction');
  await live(page);
  await expect(panel(page, 'gpt').getByRole('radio').first()).toHaveAccessibleName(
    'layer 1, head 1, not measurable here',
  );
});

const VIEWS = [
  'of=layer&show=matrix&cell=9.2',
  'of=all&by=words&cell=9.2',
  'of=rollout&show=arcs&cell=9.2&specials=hide',
  'show=all-arcs&by=words&sort=entropy&cell=9.2',
  'show=arcs&bertAlso=2.4,3.3&gptAlso=1.1&cell=9.2',
];

for (const view of VIEWS) {
  test(`a link opens the same picture elsewhere: ${view}`, async ({ page, elsewhere, context }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    await open(page, `preset=animal-tired&${view}`);
    await live(page);
    await page.getByRole('button', { name: 'Share' }).click();
    const link = await page.getByRole('textbox', { name: 'Link' }).inputValue();
    await follow(elsewhere, link);
    await expect(notices(elsewhere)).toHaveCount(0);
    await expect(caption(elsewhere)).toHaveText((await caption(page).textContent()) ?? '?');
    for (const model of ['bert', 'gpt'] as const) {
      await expect(title(elsewhere, model)).toHaveText(
        (await title(page, model).textContent()) ?? '?',
      );
      await expect(readout(elsewhere, model)).toHaveText(
        (await readout(page, model).textContent()) ?? '?',
      );
      await expect(arcs(elsewhere, model)).toHaveCount(await arcs(page, model).count());
    }
  });
}
