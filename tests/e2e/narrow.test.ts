/** Nothing scrolls sideways on the narrowest telephones, or at 400% on a laptop, whatever is shown. */
import type { Page } from '@playwright/test';
import { STEPS, type StepName } from '../../src/analysis/steps/stepNames.ts';
import { EXPERIMENTS, type ExperimentName } from '../../src/experiments/names.ts';
import { isWhole, some } from '../support/breadth.ts';
import { heatmap, live, notices, open, panel, readout, sentence } from './support.ts';
import { expect, test } from './warm.ts';

const SETTINGS: Partial<Record<ExperimentName, string>> = {
  continue: '&write=yes&count=3',
  pair: '&pair=It+lay+down',
  mask: '&mask=window.3',
  heads: '&bertOff=1.3',
};

const WIDEST_FIRST = [...new Set<StepName>(['output', 'vectors', 'mask', ...STEPS])];

/** Every view, step and experiment, and Compare through each of its lenses. */
const PLACES = [
  'show=arcs&bertAlso=1.2,2.2,3.3',
  'show=all-arcs&by=words&sort=entropy',
  'of=rollout',
  ...some(WIDEST_FIRST, 2).map((name) => `view=step&step=${STEPS.indexOf(name) + 1}`),
  'view=measure',
  'view=match',
  ...EXPERIMENTS.map((name) => `view=experiment&try=${name}${SETTINGS[name] ?? ''}`),
];

const TEXTS = {
  'long words': `Donaudampfschifffahrtselektrizitätenhauptbetriebswerk said ${'w'.repeat(90)} [MASK]`,
  '128 tokens': 'The old man saw the cat and the dog near the river bank. '.repeat(12),
};

/** Goes to another address without loading the page anew, as the way back does. */
async function go(page: Page, query: string): Promise<void> {
  await page.evaluate((to) => {
    history.pushState(null, '', to);
    dispatchEvent(new PopStateEvent('popstate'));
  }, `?${query}&backend=wasm`);
}

/** Cells of tables whose text runs over what stands beside them. */
const spilt = (page: Page) =>
  page.locator('#view td').evaluateAll((cells) =>
    cells
      .filter((cell) => cell.scrollWidth > cell.clientWidth + 1)
      .filter((cell) => getComputedStyle(cell).overflowX === 'visible')
      .map((cell) => cell.textContent),
  );

for (const [what, text] of some(Object.entries(TEXTS), 1)) {
  test(`no view scrolls sideways at 320 px, and no number covers another there or at 768 px: ${what}`, async ({
    page,
  }) => {
    test.slow();
    await page.setViewportSize({ width: 320, height: 640 });
    await open(page, `text=${encodeURIComponent(text)}`);
    await live(page);
    const view = page.locator('#view');
    for (const [at, place] of PLACES.entries()) {
      // A part that the page does not know makes a notice, here of a long word.
      const unknown = `place${at}${'x'.repeat(60)}`;
      await go(page, `${place}&cell=3.2&${unknown}=1&text=${encodeURIComponent(text)}`);
      await expect(notices(page)).toContainText(`“place${at}x`);
      await expect(view).not.toContainText('Opening…');
      await expect(view.locator('[aria-busy="true"]')).toHaveCount(0);
      // What can be kept has come.
      await expect(view.locator('.keep-button').first(), place).toBeVisible();
      const sideways = () =>
        page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
          return document.documentElement.scrollWidth - document.documentElement.clientWidth;
        });
      await expect.poll(sideways, place).toBe(0);
      expect(await spilt(page), place).toEqual([]);
      if (!isWhole && at % 3 !== 0) continue;
      await page.setViewportSize({ width: 768, height: 640 });
      await expect.poll(() => spilt(page), `${place} at 768 px`).toEqual([]);
      await page.setViewportSize({ width: 320, height: 640 });
    }
    await page.getByRole('button', { name: 'Share' }).click();
    await expect(page.getByRole('textbox', { name: 'Link' })).toBeInViewport({ ratio: 1 });
  });
}

test('what is not read of one endless word wraps beside the strip at 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await open(page, `text=${'x'.repeat(200)}`);
  await live(page);
  await expect(page.getByRole('region', { name: 'The tokens' })).toContainText('not read');
  const over = await page
    .locator('.cut')
    .evaluate((cut) => cut.getBoundingClientRect().right - document.documentElement.clientWidth);
  expect(over).toBeLessThanOrEqual(0);
});

/** Where the picture in front stands, and how far the page is scrolled. */
const placeOf = (page: Page, model: 'bert' | 'gpt') =>
  heatmap(page, model).evaluate((plane) => {
    const { left, top } = plane.getBoundingClientRect();
    return { left: Math.round(left), top: Math.round(top), scroll: window.scrollY };
  });

test('at 360 px one model is in front, and the switch turns to the other in its place', async ({
  page,
}) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, 'preset=animal-tired&cell=9.2');
  await live(page);
  await expect(heatmap(page, 'bert')).toBeInViewport({ ratio: 0.95 });
  await expect(heatmap(page, 'gpt')).not.toBeInViewport();
  // Both weights are said above the picture, too.
  await expect(page.locator('.caption')).toHaveText(
    /^BERT: it reads .+% from animal\. GPT: it reads .+% from animal\.\s*$/,
  );
  const besideBert = panel(page, 'bert').locator('.readout-beside');
  const ofGpt = (await readout(page, 'gpt').textContent()) ?? '?';
  await expect(besideBert).toHaveText(`GPT: ${ofGpt}`);

  await page.evaluate(() => window.scrollTo(0, 240));
  const before = await placeOf(page, 'bert');
  await page.getByRole('radio', { name: 'GPT', exact: true }).press('ArrowRight');
  await page.getByRole('radio', { name: 'GPT', exact: true }).check();
  expect(await placeOf(page, 'gpt')).toEqual(before);
  await expect(page).toHaveURL(/cell=9\.2/);
  await expect(page.locator('.caption')).toHaveText(/^GPT: it reads .+ BERT: it reads /);
  // The sentence has stayed.
  await expect(sentence(page)).toBeInViewport({ ratio: 1 });
});

test('a swipe turns to the other model, too', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, 'preset=animal-tired');
  await live(page);
  await page.locator('.models-beside').evaluate((box) => box.scrollTo(box.clientWidth, 0));
  await expect(page.getByRole('radio', { name: 'GPT', exact: true })).toBeChecked();
  await expect(heatmap(page, 'bert')).not.toBeInViewport();
});

test('the ways to look and the key are folded away at 360 px', async ({ page }) => {
  await page.setViewportSize({ width: 360, height: 740 });
  await open(page, 'preset=animal-tired');
  await live(page);
  const ways = page.getByRole('region', { name: 'Ways to look' });
  await expect(ways).toBeHidden();
  await page.getByRole('button', { name: 'Ways to look' }).press('Enter');
  await expect(ways).toBeVisible();
  await expect(page.getByRole('region', { name: 'Key' })).toBeVisible();
});
