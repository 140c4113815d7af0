/**
 * Pages that are kept warm: each worker of the runner opens the built page once, models and all, and its
 * tests go from address to address in it as a reader does who follows links. Where a first visit is the
 * point, a test takes Playwright's own `test`, whose every page is new, or opens its page `cold`.
 */
import {
  type Browser,
  type BrowserContextOptions,
  test as base,
  type Page,
  type WorkerInfo,
} from '@playwright/test';

/** What is kept, and what a test that is over may have left. */
const kept = new WeakSet<Page>();

async function keep(
  browser: Browser,
  { project }: WorkerInfo,
  options: BrowserContextOptions = {},
): Promise<Page> {
  const { baseURL, serviceWorkers } = project.use;
  const context = await browser.newContext({
    ...options,
    ...(baseURL && { baseURL }),
    ...(serviceWorkers && { serviceWorkers }),
  });
  const page = await context.newPage();
  kept.add(page);
  return page;
}

/** A page for all tests of a worker, as the runner declares one. */
const keptWarm = (options?: BrowserContextOptions) =>
  [
    async (
      { browser }: { readonly browser: Browser },
      use: (page: Page) => Promise<void>,
      info: WorkerInfo,
    ) => {
      const page = await keep(browser, info, options);
      await use(page);
      await page.context().close();
    },
    { scope: 'worker' },
  ] satisfies [unknown, { scope: 'worker' }];

/** Takes back what a test may have changed around the page. What it did in it, going elsewhere takes back. */
async function tidy(page: Page): Promise<void> {
  for (const event of ['console', 'pageerror', 'request', 'response'] as const) {
    page.removeAllListeners(event);
  }
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.context().clearPermissions();
  await page.emulateMedia({ colorScheme: null, reducedMotion: null, forcedColors: null });
  await page.setViewportSize({ width: 1280, height: 720 });
}

export const isKept = (page: Page): boolean => kept.has(page);

export const test = base.extend<
  {
    /** The same page in a browser of its own, which knows of the first only what a link says. */
    elsewhere: Page;
  },
  { readonly here: Page; readonly there: Page; readonly underFinger: Page }
>({
  here: keptWarm(),
  there: keptWarm(),
  underFinger: keptWarm({ hasTouch: true }),
  context: async ({ here }, use) => use(here.context()),
  page: async ({ here }, use) => {
    await use(here);
    await tidy(here);
  },
  elsewhere: async ({ there }, use) => {
    await use(there);
    await tidy(there);
  },
});

/** The same where fingers are what a reader has. */
export const touch = test.extend({
  context: async ({ underFinger }, use) => use(underFinger.context()),
  page: async ({ underFinger }, use) => {
    await use(underFinger);
    await tidy(underFinger);
  },
});

export { expect } from '@playwright/test';
