/** What the end-to-end tests share: opening the page, and reading it as a person would. */
import AxeBuilder from '@axe-core/playwright';
import { expect, type Locator, type Page } from '@playwright/test';

/** The page's query string is given without its `?`. WASM is what most machines without a GPU use. */
export async function open(page: Page, query = '', { backend = 'wasm' } = {}): Promise<void> {
  const forced = backend ? `backend=${backend}` : '';
  await page.goto(`./?${[query, forced].filter(Boolean).join('&')}`);
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
  const { violations } = await new AxeBuilder({ page }).analyze();
  const grave = violations.filter(({ impact }) => impact === 'serious' || impact === 'critical');
  expect(grave.map(({ id, nodes }) => [id, nodes[0]?.html])).toEqual([]);
  const sideways = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect(sideways).toBeLessThanOrEqual(0);
}
