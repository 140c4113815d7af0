/** What the end-to-end tests share: opening the page, and reading it as a person would. */
import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Locator, type Page } from '@playwright/test';
import { textOf, valuesOfAddress } from '../../src/store/values.ts';
import { isKept } from './warm.ts';

/** An address that no test is about: passing it, a page leaves behind what it was at. */
const BETWEEN = 'Between two tests.';

/** Goes to an address within the page, as following a link back and forth does. */
async function go(page: Page, search: string): Promise<void> {
  await page.evaluate((to) => {
    window.history.pushState(null, '', to);
    window.dispatchEvent(new PopStateEvent('popstate'));
  }, `./${search}`);
  const text = textOf(valuesOfAddress(search));
  await expect(sentence(page)).toHaveValue(text);
  // An empty text leaves the last picture where it is.
  if (text.trim() !== '') await expect(page.locator('.reading[data-stale]')).toHaveCount(0);
}

/** Whether this page is at home, with its models answering, from an earlier test. */
async function isWarm(page: Page): Promise<boolean> {
  const { baseURL = '' } = base.info().project.use;
  if (!isKept(page) || !page.url().startsWith(baseURL)) return false;
  const started = page.evaluate(async () => {
    const { backend } = await window.sightlines.stats();
    // What a test had kept in the browser, the page still goes by.
    const remembers = window.localStorage.length > 0;
    window.localStorage.clear();
    return !remembers && backend === 'wasm' && document.querySelector('.reading') !== null;
  });
  return started.catch(() => false);
}

/**
 * The page's query string is given without its `?`. WASM is what most machines without a GPU use. A page
 * that is kept goes there from where it is, unless it is to be loaded anew (`cold`).
 */
export async function open(
  page: Page,
  query = '',
  { backend = 'wasm', cold = false } = {},
): Promise<void> {
  const forced = backend ? `backend=${backend}` : '';
  const search = `?${[query, forced].filter(Boolean).join('&')}`;
  const warm = await isWarm(page);
  if (cold || backend !== 'wasm' || !warm) {
    await page.goto(`./${search}`);
    return;
  }
  await page.mouse.move(0, 0);
  const view = /\bview=(?!compare)/.test(query) ? '' : '&view=match';
  await go(page, `?text=${encodeURIComponent(BETWEEN)}${view}`);
  // Focus is shown, and counts as walked to, where a key was the last thing that was touched.
  await page.keyboard.press('Escape');
  await page.evaluate(() => {
    window.scrollTo(0, 0);
    (document.activeElement as HTMLElement | null)?.blur();
  });
  await go(page, search);
}

/** Opens what a link says, as the page wrote it. */
export async function follow(page: Page, link: string): Promise<void> {
  const { search } = new URL(link);
  await open(page, search.slice(1).replace(/&?backend=\w+/, ''));
  await live(page);
}

/** Waits until both models answer in the page. */
export async function live(page: Page): Promise<void> {
  await page.evaluate(() => window.sightlines.ready);
  await expect(page.getByLabel('Health', { exact: true })).toContainText('computed in this page');
}

export function sentence(page: Page): Locator {
  return page.getByRole('textbox', { name: 'Type a sentence' });
}

/** The tokens of the strip, as a reader sees them. */
export function strip(page: Page): Locator {
  return page.getByRole('toolbar', { name: 'Tokens of the text' }).getByRole('button');
}

export function panel(page: Page, model: 'bert' | 'gpt'): Locator {
  return page.getByRole('region', { name: model === 'bert' ? 'BERT' : 'GPT', exact: true });
}

export function heatmap(page: Page, model: 'bert' | 'gpt'): Locator {
  return panel(page, model).getByRole('application');
}

export function readout(page: Page, model: 'bert' | 'gpt'): Locator {
  return panel(page, model).locator('.readout');
}

export function notices(page: Page): Locator {
  return page.locator('.notices');
}

/** Colours of a canvas, as one string: equal only for equal pictures. */
export function pixels(canvas: Locator): Promise<string> {
  return canvas.evaluate((element) => (element as HTMLCanvasElement).toDataURL());
}

/** How many different colours a canvas shows. */
export function colours(canvas: Locator): Promise<number> {
  return canvas.evaluate((element) => {
    const { width, height } = element as HTMLCanvasElement;
    const context = (element as HTMLCanvasElement).getContext('2d');
    const data = new Uint32Array(context?.getImageData(0, 0, width, height).data.buffer ?? []);
    return new Set(data).size;
  });
}

/** No serious or critical violation, and no page that scrolls sideways. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page })
    // Otherwise each look opens a page of its own to end in: for frames of other origins, of which there are none.
    .setLegacyMode()
    .options({ resultTypes: ['violations'] })
    .analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways).toBeLessThanOrEqual(0);
}
