/** What keeps a backend from computing is said as it is: where it was asked for, and where another takes its place. */
import { expect, type Page, test } from '@playwright/test';
import { some } from '../support/breadth.ts';
import { live, open, sentence, strip } from './support.ts';

const binary = '**/*.wasm';
const engine = '**/assets/engine-*.js';

/** Something in the worker is otherwise before the engine looks at it. */
async function inWorker(page: Page, script: string): Promise<void> {
  await page.route(engine, async (route) => {
    const response = await route.fetch();
    await route.fulfill({ response, body: `${script};${await response.text()}` });
  });
}

const FAULTS = [
  {
    what: 'the binary is missing',
    why: /the server answered 404 for tfjs-backend-wasm-simd-\S+\.wasm/,
    prepare: (page: Page) => page.route(binary, (route) => route.fulfill({ status: 404 })),
  },
  {
    what: 'the binary cannot be reached',
    why: /\.wasm could not be fetched \(.+\); check your connection/,
    prepare: (page: Page) => page.route(binary, (route) => route.abort('internetdisconnected')),
  },
  {
    what: 'a page comes in the place of the binary',
    why: /\.wasm is not what it should be \(.*WebAssembly/,
    prepare: (page: Page) =>
      page.route(binary, (route) =>
        route.fulfill({ contentType: 'text/html', body: '<!doctype>' }),
      ),
  },
  {
    what: 'the browser has no WebAssembly',
    why: /(?:this|This) browser has no WebAssembly/,
    prepare: (page: Page) => inWorker(page, 'delete globalThis.WebAssembly'),
  },
  {
    what: 'the browser refuses it memory',
    why: /could not start here: Out of memory\./,
    prepare: (page: Page) =>
      inWorker(page, 'WebAssembly.compile = async () => { throw new RangeError("Out of memory") }'),
  },
] as const;

for (const { what, why, prepare } of some(FAULTS, 2)) {
  test(`where ${what}, WASM that was asked for says so`, async ({ page }) => {
    await prepare(page);
    await open(page);
    const alert = page.getByRole('alert');
    await expect(alert).toContainText('WASM could not start here: ');
    await expect(alert).toContainText(why);
    await expect(alert).toContainText('?backend=cpu');
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
}

for (const { what, why, prepare } of some([FAULTS[3], FAULTS[0]], 1)) {
  test(`where ${what}, plain JavaScript computes and says why`, async ({ page }) => {
    await prepare(page);
    await open(page, '', { backend: '' });
    await live(page);
    const health = page.getByLabel('Health', { exact: true });
    await expect(health).toContainText('cpu');
    await expect(health).toContainText(why);
    await expect(health).toContainText('So plain JavaScript computes, slowly.');
    await sentence(page).fill('It works.');
    await expect(strip(page).filter({ hasText: /^works$/ })).toBeVisible();
    await page.unrouteAll({ behavior: 'ignoreErrors' });
  });
}

test('where the browser offers no WebGL, WebGL that was asked for says so', async ({ page }) => {
  await inWorker(page, 'delete globalThis.OffscreenCanvas');
  await open(page, '', { backend: 'webgl' });
  const alert = page.getByRole('alert');
  await expect(alert).toContainText('WebGL could not start here: this browser has no Offscreen');
  await expect(alert).toContainText('?backend=wasm');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('where the driver compiles no program, WASM computes and says why @webgl', async ({
  page,
}) => {
  await inWorker(
    page,
    `const { getParameter } = WebGL2RenderingContext.prototype;
     WebGL2RenderingContext.prototype.getParameter = function (name) {
       const value = getParameter.call(this, name);
       return typeof value === 'string' && /swiftshader/i.test(value) ? 'Some Card 4000' : value;
     };
     const open = OffscreenCanvas.prototype.getContext;
     OffscreenCanvas.prototype.getContext = function (kind, options) {
       return open.call(this, kind, { ...options, failIfMajorPerformanceCaveat: false });
     };
     WebGL2RenderingContext.prototype.getShaderParameter = () => false`,
  );
  await open(page, '', { backend: '' });
  await live(page);
  const health = page.getByLabel('Health', { exact: true });
  await expect(health).toContainText(
    /WebGL .+: Failed to compile fragment shader\. So WASM computes/,
  );
  await page.unrouteAll({ behavior: 'ignoreErrors' });
});

test('an engine of which a part is missing says so, and Retry fetches it', async ({ page }) => {
  await page.route(engine, (route) => route.fulfill({ status: 404 }));
  await open(page);
  await expect(page.getByRole('alert')).toContainText('The engine stopped unexpectedly');
  await page.unrouteAll({ behavior: 'ignoreErrors' });
  await page.getByRole('button', { name: 'Retry' }).click();
  await live(page);
});
