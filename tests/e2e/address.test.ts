/** The address follows the page and the page the address, also where it is long or the page in a frame. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from '@playwright/test';
import { live, notices, open, sentence, strip } from './support.ts';

const LONG = '昨日庭で猫を見た。'.repeat(220).slice(0, 1950);

test('a long text stays out of what the server is asked for, and in the address', async ({
  page,
}) => {
  await open(page, 'text=Short%2E&view=match');
  await live(page);
  await sentence(page).fill('Something short, and then');
  await expect(page).toHaveURL(/\?text=Something\+short%2C\+and\+then&view=match&backend=wasm$/);
  await sentence(page).fill(LONG);
  await expect(page).toHaveURL(/\?view=match&backend=wasm#text=%E6%98%A8/);
  await expect(notices(page)).toContainText('which is all that fits');

  // Loaded anew it is the same, and the server answers.
  const [request] = await Promise.all([
    page.waitForRequest((asked) => asked.isNavigationRequest()),
    page.reload(),
  ]);
  expect(request.url().length).toBeLessThan(200);
  await expect(sentence(page)).toHaveValue(LONG);
  await expect(page.getByRole('tab', { name: 'Match' })).toHaveAttribute('aria-selected', 'true');

  // The way back and forth leads through it.
  await page.getByRole('combobox', { name: 'or take an example' }).selectOption('bank-river');
  await expect(strip(page).filter({ hasText: /^river$/ })).toBeVisible();
  await expect(page).toHaveURL(/\/\?[^#]*preset=bank-river[^#]*$/);
  await page.goBack();
  await expect(sentence(page)).toHaveValue(LONG);
  await page.goForward();
  await expect(strip(page).filter({ hasText: /^river$/ })).toBeVisible();
});

test('a fragment that is typed into the address is followed, and what is wrong in it said', async ({
  page,
}) => {
  await page.goto('./?backend=wasm#text=It+rains%2E&bert=2.3');
  await live(page);
  await expect(sentence(page)).toHaveValue('It rains.');
  await page.evaluate(() => {
    location.hash = '#text=It+snows%2E&bert=x';
  });
  await expect(sentence(page)).toHaveValue('It snows.');
  await expect(notices(page)).toContainText('“bert” is “x”');
  await page.goBack();
  await expect(sentence(page)).toHaveValue('It rains.');
});

test('in the frame of another page Share shows the link of what is on the screen', async ({
  page,
  baseURL,
}) => {
  const inside = new URL('./?text=The+cat+sat%2E&backend=wasm', baseURL).href;
  // Another origin, which gives the frame no permission to use the clipboard.
  const host = createServer((_, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(`<!doctype html><iframe src="${inside}" width="340" height="700"></iframe>`);
  });
  await new Promise<void>((resolve) => {
    host.listen(0, 'localhost', resolve);
  });
  await page.setViewportSize({ width: 360, height: 740 });
  await page.goto(`http://localhost:${(host.address() as AddressInfo).port}/`);
  const frame = page.frameLocator('iframe');
  await frame.getByRole('textbox', { name: 'Type a sentence' }).fill('The dog ran (fast)!');
  await expect(frame.getByRole('toolbar', { name: 'Tokens of the text' })).toContainText('dog');
  await frame.getByRole('button', { name: 'Share' }).click();
  const link = frame.getByRole('textbox', { name: 'Link' });
  const expected = new URL('./?text=The+dog+ran+%28fast%29%21', baseURL).href;
  await expect(link).toHaveValue(expected);
  await expect(link).toBeInViewport({ ratio: 1 });
  // Whether the browser copied it or not, the link is selected and can be copied by hand.
  const selected = await link.evaluate((field: HTMLTextAreaElement) =>
    field.value.slice(field.selectionStart, field.selectionEnd),
  );
  expect(selected).toBe(expected);
  host.close();
});
