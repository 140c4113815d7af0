/** A picture in another page's frame: it fits, it waits, it answers, and it leads to the whole page. */
import type { Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { expectAccessible } from './support.ts';

const MODEL = /\.safetensors/;

/** The addresses of files that were asked for. */
function asked(page: Page): string[] {
  const urls: string[] = [];
  page.on('request', (request) => urls.push(request.url()));
  return urls;
}

const pictures = (page: Page) => page.getByRole('application', { name: /^Attention of/ });

async function expectNoScrolling(page: Page): Promise<void> {
  const sizes = await page.evaluate(() => {
    const { scrollWidth, scrollHeight } = document.documentElement;
    return [scrollWidth - innerWidth, scrollHeight - innerHeight];
  });
  expect(Math.max(...sizes)).toBeLessThanOrEqual(0);
}

for (const { width, height, count } of [
  { width: 800, height: 500, count: 2 },
  { width: 360, height: 480, count: 1 },
]) {
  test(`an example fits ${width} by ${height}, and starts no engine before it is touched`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    const urls = asked(page);
    await page.goto('./?preset=animal-tired&embed=1&backend=wasm');
    await expect(pictures(page)).toHaveCount(count);
    await expect(page.getByText(/BERT: .*reads \S+% from/)).toBeVisible();
    for (const picture of await pictures(page).all()) {
      const box = (await picture.boundingBox())!;
      expect(box.y + box.height).toBeLessThan(height);
      expect(box.x + box.width).toBeLessThanOrEqual(width);
    }
    await expectNoScrolling(page);
    await page.mouse.move(width / 2, height / 2);
    await page.evaluate(() => new Promise((done) => requestIdleCallback(done)));
    expect(urls.filter((url) => MODEL.test(url) || url.includes('engine'))).toEqual([]);
    await expectAccessible(page);

    await page.getByRole('textbox', { name: 'Type a sentence' }).fill('The dog sat.');
    await expect(pictures(page).first()).toHaveAccessibleName(/6 by 6 cells/, { timeout: 60_000 });
    expect(urls.filter((url) => MODEL.test(url))).toHaveLength(2);
    await expectNoScrolling(page);
  });
}

test('a fixed sentence cannot be changed, and the whole page opens with what is shown', async ({
  page,
}) => {
  await page.goto('./?preset=bank-river&show=arcs&embed=1&fixed=1&backend=wasm');
  await expect(page.getByRole('heading', { level: 1 })).toContainText('bank');
  await expect(page.getByRole('textbox')).toHaveCount(0);
  const link = page.getByRole('link', { name: 'Open in Sightlines' });
  const { search } = new URL((await link.getAttribute('href'))!, page.url());
  expect(search).toBe('?preset=bank-river&show=arcs');
});

test('by keyboard a cell is walked to and held, and the other model follows', async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 500 });
  await page.goto('./?text=The+cat+sat.&embed=1&backend=wasm');
  await expect(pictures(page)).toHaveCount(2, { timeout: 60_000 });
  await pictures(page).first().focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press('Enter');
  await expect(page.getByText(/BERT: .*reads \S+% from \[CLS\]/)).toBeVisible();
  const link = page.getByRole('link', { name: 'Open in Sightlines' });
  await expect(link).toHaveAttribute('href', /cell=1\.0/);
});

test('a link that is broken is said, and another view scrolls in its place', async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 500 });
  await page.goto('./?preset=quotes&view=match&bert=9.9&embed=1&backend=wasm');
  await expect(page.getByRole('status').first()).toContainText('layer 9, head 9');
  await expect(page.getByRole('heading', { name: /Where they differ/ })).toBeVisible();
  await expectNoScrolling(page);
});

test('in 200 by 100 there is the sentence and the way to the whole page', async ({ page }) => {
  await page.setViewportSize({ width: 200, height: 100 });
  await page.goto('./?preset=cat-mask&embed=1&backend=wasm');
  await expect(page.getByRole('textbox', { name: 'Type a sentence' })).toBeVisible();
  const link = page.getByRole('link', { name: 'Open in Sightlines' });
  const box = (await link.boundingBox())!;
  expect(box.y + box.height).toBeLessThanOrEqual(100);
  await expectNoScrolling(page);
});

test('without storage it works the same', async ({ page }) => {
  await page.addInitScript(() => {
    const refuse = () => {
      throw new DOMException('storage is refused', 'SecurityError');
    };
    for (const name of ['localStorage', 'sessionStorage', 'caches', 'indexedDB']) {
      Object.defineProperty(window, name, { get: refuse });
    }
    Object.defineProperty(navigator, 'serviceWorker', { get: refuse });
    Object.defineProperty(navigator, 'locks', { get: refuse });
  });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  await page.goto('./?text=The+cat+sat.&embed=1&backend=wasm');
  await expect(pictures(page)).toHaveCount(2, { timeout: 60_000 });
  expect(errors).toEqual([]);
});

test('five in one page say how high they would like to be, and fetch the models once', async ({
  page,
  baseURL,
}) => {
  test.setTimeout(120_000);
  const frames = ['animal-tired', 'bank-river', 'cat-mask', 'repeat', 'quotes'].map(
    (id) =>
      `<iframe src="${new URL(`./?preset=${id}&embed=1&backend=wasm`, baseURL)}" title="${id}" width="800" height="300"></iframe>`,
  );
  const around = `<!doctype html><title>Five</title>${frames.join('')}<script>
    addEventListener('message', ({ data, source }) => {
      const frame = [...document.querySelectorAll('iframe')].find((each) => each.contentWindow === source);
      if (frame && data.type === 'sightlines:height') frame.height = data.height;
    });
  </script>`;
  await page.route('**/five.html', (route) =>
    route.fulfill({ contentType: 'text/html', body: around }),
  );
  const urls = asked(page);
  await page.goto('./five.html');
  for (const id of ['animal-tired', 'quotes']) {
    const frame = page.frameLocator(`iframe[title="${id}"]`);
    await expect(frame.getByRole('application')).toHaveCount(2);
    await expect(page.locator(`iframe[title="${id}"]`)).not.toHaveAttribute('height', '300');
  }
  const heights = await page
    .locator('iframe')
    .evaluateAll((all) => all.map(({ clientHeight }) => clientHeight));
  expect(Math.min(...heights)).toBeGreaterThan(400);
  expect(Math.max(...heights)).toBeLessThan(760);
  expect(urls.filter((url) => MODEL.test(url))).toEqual([]);

  // Two are touched at once.
  for (const id of ['animal-tired', 'quotes']) {
    const frame = page.frameLocator(`iframe[title="${id}"]`);
    await frame.getByRole('textbox', { name: 'Type a sentence' }).fill('The dog sat.');
  }
  for (const id of ['animal-tired', 'quotes']) {
    const picture = page.frameLocator(`iframe[title="${id}"]`).getByRole('application').first();
    await expect(picture).toHaveAccessibleName(/6 by 6 cells/, { timeout: 90_000 });
  }
  expect(urls.filter((url) => MODEL.test(url))).toHaveLength(2);
});

test('of one model the picture is as large, and what keeps the other is said', async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 500 });
  await page.route(/mini-gpt\/model/, (route) => route.abort());
  await page.goto('./?text=The+cat+sat.&embed=1&backend=wasm');
  await expect(pictures(page)).toHaveCount(1, { timeout: 60_000 });
  await expect(page.getByText('GPT could not be loaded: press Retry.')).toBeVisible();
  expect((await pictures(page).boundingBox())!.height).toBeGreaterThan(150);
  await page.unroute(/mini-gpt\/model/);
  await page.getByRole('button', { name: 'Retry' }).click();
  await expect(pictures(page)).toHaveCount(2, { timeout: 60_000 });
});

test('a step, which the models have to compute, comes by itself', async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 500 });
  await page.goto('./?preset=animal-tired&view=step&step=2&embed=1&backend=wasm');
  await expect(page.getByRole('grid', { name: /in BERT$/ })).toHaveAttribute('aria-busy', 'false', {
    timeout: 60_000,
  });
});
