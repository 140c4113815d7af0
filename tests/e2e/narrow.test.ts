/** Nothing scrolls sideways on the narrowest telephones, or at 400% on a laptop, whatever is shown. */
import type { Page } from '@playwright/test';
import { STEPS } from '../../src/analysis/steps/stepNames.ts';
import { EXPERIMENTS, type ExperimentName } from '../../src/experiments/names.ts';
import { live, notices, open } from './support.ts';
import { expect, test } from './warm.ts';

const SETTINGS: Partial<Record<ExperimentName, string>> = {
  continue: '&write=yes&count=3',
  pair: '&pair=It+lay+down',
  mask: '&mask=window.3',
  heads: '&bertOff=1.3',
};

/** Every view, step and experiment, and Compare through each of its lenses. */
const PLACES = [
  'show=arcs&bertAlso=1.2,2.2,3.3',
  'show=all-arcs&by=words&sort=entropy',
  'of=rollout',
  ...STEPS.map((_, i) => `view=step&step=${i + 1}`),
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

for (const [what, text] of Object.entries(TEXTS)) {
  test(`no view scrolls sideways at 320 px: ${what}`, async ({ page }) => {
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
      const sideways = () =>
        page.evaluate(() => {
          for (const details of document.querySelectorAll('details')) details.open = true;
          return document.documentElement.scrollWidth - document.documentElement.clientWidth;
        });
      await expect.poll(sideways, place).toBe(0);
    }
    await page.getByRole('button', { name: 'Share' }).click();
    await expect(page.getByRole('textbox', { name: 'Link' })).toBeInViewport({ ratio: 1 });
  });
}

test('what is not read of one endless word wraps in the strip at 320 px', async ({ page }) => {
  await page.setViewportSize({ width: 320, height: 700 });
  await open(page, `text=${'x'.repeat(200)}`);
  await live(page);
  await expect(page.getByRole('region', { name: 'The tokens' })).toContainText('not read');
  const over = await page
    .getByRole('toolbar', { name: 'Tokens of the text' })
    .evaluate((strip) => strip.scrollWidth - strip.clientWidth);
  expect(over).toBeLessThanOrEqual(0);
});
