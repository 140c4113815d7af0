/** The page loads, runs and asks for nothing but its own files, and what is typed is never markup. */
import { expect, type Page, test } from '@playwright/test';
import { EXPERIMENTS } from '../../src/experiments/names.ts';
import { parameters } from '../../src/store/parameters.ts';
import { some } from '../support/breadth.ts';
import { live, notices, open, sentence, strip } from './support.ts';

const VIEWS = ['compare', 'step', 'measure', 'match', 'experiment'] as const;

/** What the browser refuses because of the page's policy, said to the page and on the console. */
function refusals(page: Page): string[] {
  const refused: string[] = [];
  page.on('console', (message) => {
    const text = message.text();
    if (/content security policy|refused to/i.test(text)) refused.push(text);
  });
  return refused;
}

async function listenForViolations(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const seen: string[] = [];
    Object.assign(window, { violations: seen });
    document.addEventListener('securitypolicyviolation', (event) => {
      seen.push(`${event.effectiveDirective}: ${event.blockedURI} ${event.sample}`);
    });
  });
}

const violations = (page: Page) =>
  page.evaluate(() => (window as unknown as { violations: string[] }).violations);

/** Opens all views, steps and experiments there are. */
async function walkViews(page: Page): Promise<void> {
  for (const step of await page.getByRole('tab').all()) await step.click();
  await page.getByRole('tab', { name: 'Step through' }).click();
  for (const step of await page.getByRole('tablist').last().getByRole('tab').all()) {
    await step.click();
  }
  await page.getByRole('tab', { name: 'Experiment' }).click();
  const trials = page.getByRole('radio');
  expect(await trials.count()).toBeGreaterThanOrEqual(EXPERIMENTS.length);
  for (const label of await page.locator('.trial-choice').all()) {
    await label.click();
    await expect(page.locator('.view')).not.toContainText('Opening…');
  }
}

async function walkExamples(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Compare' }).click();
  const examples = page.getByRole('combobox', { name: 'or take an example' });
  const values = await examples
    .getByRole('option')
    .evaluateAll((options) => options.map((option) => (option as HTMLOptionElement).value));
  for (const value of some(values.filter(Boolean), 4)) await examples.selectOption(value);
}

for (const backend of ['wasm', 'cpu', 'webgl']) {
  const tag = backend === 'webgl' ? ['@webgl'] : [];
  test(`on ${backend} the page keeps to its policy and to its own origin`, { tag }, async ({
    page,
    context,
    baseURL,
  }) => {
    test.slow();
    const elsewhere: string[] = [];
    // The worker's requests too.
    context.on('request', (request) => {
      const { origin, protocol } = new URL(request.url());
      if (protocol !== 'data:' && origin !== new URL(baseURL ?? '').origin) {
        elsewhere.push(request.url());
      }
    });
    const refused = refusals(page);
    await listenForViolations(page);
    await open(page, '', { backend });
    await live(page);
    expect((await page.evaluate(() => window.sightlines.stats())).backend).toBe(backend);
    // What the page shows is the same whatever computes it.
    if (backend === 'wasm') {
      await walkViews(page);
      await walkExamples(page);
    }
    await sentence(page).fill('Nothing leaves this page.');
    await expect(strip(page).filter({ hasText: /^leaves$/ })).toBeVisible();
    expect(elsewhere).toEqual([]);
    expect(await violations(page)).toEqual([]);
    expect(refused).toEqual([]);
  });
}

test('the policy holds: what is not the page’s own is refused', async ({ page }) => {
  await listenForViolations(page);
  await open(page);
  const outcome = await page.evaluate(async () => {
    const refused = async (work: () => unknown) => {
      try {
        await work();
        return false;
      } catch {
        return true;
      }
    };
    // Not in here: what the test's own driver evaluates may evaluate more.
    await new Promise((resolve) => setTimeout(resolve));
    const script = document.createElement('script');
    script.textContent = 'window.hurt = 1';
    document.head.append(script);
    return {
      fetch: await refused(() => fetch('https://example.org/')),
      eval: await refused(() => new Function('return 1')()),
      inline: !('hurt' in window),
    };
  });
  expect(outcome).toEqual({ fetch: true, eval: true, inline: true });
  expect((await violations(page)).map((each) => each.split(':')[0])).toEqual(
    expect.arrayContaining(['connect-src', 'script-src', 'script-src-elem']),
  );
});

const MARKUP = `<img src=x onerror="window.hurt = 1"><script>window.hurt = 1</script>`;

async function isUnhurt(page: Page): Promise<void> {
  expect(await page.evaluate(() => 'hurt' in window)).toBe(false);
  // The page has pictures, but draws them itself.
  expect(await page.locator('body img, main script, main iframe').count()).toBe(0);
}

test('markup that is typed is text in every view', async ({ page }) => {
  const refused = refusals(page);
  await open(page);
  await live(page);
  await sentence(page).fill(MARKUP);
  await expect(
    strip(page)
      .filter({ hasText: /^one?$/ })
      .first(),
  ).toBeVisible();
  await walkViews(page);
  await isUnhurt(page);
  expect(refused).toEqual([]);
});

for (const view of some(VIEWS, 1)) {
  test(`markup in any parameter of a link is text (${view})`, async ({ page }) => {
    const names = Object.keys(parameters).filter((name) => name !== 'view' && name !== 'backend');
    expect(names).toEqual(expect.arrayContaining(['text', 'pair', 'preset', 'word', 'examples']));
    const nasty = names.map((name) => `${name}=${encodeURIComponent(MARKUP)}`).join('&');
    const refused = refusals(page);
    await open(page, `${nasty}&${encodeURIComponent(MARKUP)}=1&view=${view}`);
    await live(page);
    await expect(notices(page)).toContainText('<img src=x');
    await isUnhurt(page);

    // An unknown example hides the text and its pair: once more without it.
    const rest = nasty.replace(/preset=[^&]*&/, '');
    await open(page, `${rest}&view=${view}&try=pair`);
    await live(page);
    await expect(sentence(page)).toHaveValue(MARKUP);
    await isUnhurt(page);
    expect(refused).toEqual([]);
  });
}
