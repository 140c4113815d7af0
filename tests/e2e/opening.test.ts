/** Other models in the places of the comparison: from files, from the hub, from a link; by mouse, keyboard and finger. */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BrowserContext, Locator, Page } from '@playwright/test';
import { expect, test } from '@playwright/test';
import { isWhole } from '../support/breadth.ts';
import {
  fixture,
  json,
  safetensors,
  said,
  singles,
  attention as values,
} from '../support/dumps.ts';
import { bytesFolder, folderOf } from '../support/openable.ts';
import { BERT, GPT } from '../support/publishedModels.ts';
import { repository, type StandIn, standInHub } from '../support/standInHub.ts';
import { colours, expectAccessible, live, open, sentence } from './support.ts';

const dialog = (page: Page) => page.getByRole('dialog', { name: 'Open a model' });
const stands = (page: Page) => dialog(page).getByRole('region', { name: 'What stands there now' });
const panel = (page: Page, side: 'left' | 'right') =>
  page.locator(`.models-beside > .panel[data-side="${side}"]`);
const matrix = (page: Page, side: 'left' | 'right') =>
  panel(page, side).getByRole('application').locator('canvas').first();

type Files = ReadonlyMap<string, Blob>;

const payload = (files: Files) =>
  Promise.all(
    Array.from(files, async ([name, blob]) => ({
      name,
      mimeType: 'application/octet-stream',
      buffer: Buffer.from(await blob.arrayBuffer()),
    })),
  );

/** Chooses files in the dialog. */
async function choose(page: Page, files: Files): Promise<void> {
  await dialog(page)
    .locator('input[data-choose="files"]')
    .setInputFiles(await payload(files));
}

const oneFile = (name: string, file: Blob): Files => new Map([[name, file]]);

const attention = (name = 'llama.safetensors'): Files =>
  oneFile(name, fixture('transformers.safetensors'));

async function openFrom(page: Page, from: Locator, files: Files): Promise<void> {
  await from.click();
  await expect(dialog(page)).toBeVisible();
  await choose(page, files);
}

const close = (page: Page) => dialog(page).getByRole('button', { name: 'Close' }).click();

/** A browser to which the hub is a server of the test's. */
async function withHub(context: BrowserContext): Promise<StandIn> {
  const hub = standInHub({
    repositories: { 'org/tiny-bert': repository(BERT), 'org/tiny-gpt': repository(GPT) },
  });
  await context.route(/^https:\/\/(huggingface\.co|[\w.-]*\.hf\.co)\//, async (route) => {
    const request = route.request();
    let url = request.url();
    for (;;) {
      const headers = await request.allHeaders();
      const answer = await hub.answer(new Request(url, { method: request.method(), headers }));
      const to = answer.headers.get('location');
      if (to === null) {
        const body = Buffer.from(await answer.arrayBuffer());
        const own = Object.fromEntries(answer.headers);
        await route.fulfill({
          status: answer.status,
          headers: { ...own, 'access-control-allow-origin': '*' },
          body,
        });
        return;
      }
      url = new URL(to, url).href;
    }
  });
  return hub;
}

test('two checkpoints from files read what is typed, the picture is kept, and the link says what to open', async ({
  page,
}) => {
  await open(page, 'text=the+cat+sat');
  await live(page);
  const other = panel(page, 'left').getByRole('heading').getByRole('button').first();
  await openFrom(page, other, folderOf('distilbert-head'));
  await expect(stands(page)).toContainText('(distilbert), 2 layers of 2 heads');
  await expect(stands(page)).toContainText('fills blanks');
  if (isWhole) await expectAccessible(page);
  await dialog(page)
    .getByRole('radio', { name: /^Right/ })
    .check({ force: true });
  await choose(page, bytesFolder());
  await expect(stands(page)).toContainText('(gpt2), 3 layers of 3 heads, 24 wide');
  const weights = await bytesFolder().get('model.safetensors')!.arrayBuffer();
  const hash = createHash('sha256').update(new Uint8Array(weights)).digest('hex');
  await expect(stands(page)).toContainText(`${hash.slice(0, 16)}…`);
  await close(page);
  await sentence(page).fill('the dog ran to the red mat');
  await expect(page.locator('.reading[data-stale]')).toHaveCount(0);
  await expect(panel(page, 'left')).toContainText('All 4 heads');
  await expect(panel(page, 'right')).toContainText('All 9 heads');
  for (const side of ['left', 'right'] as const) {
    expect(await colours(matrix(page, side))).toBeGreaterThan(8);
  }
  await page.getByRole('button', { name: /^Keep your model \(left\)/ }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('dialog').getByRole('button', { name: 'SVG', exact: true }).click(),
  ]);
  expect(download.suggestedFilename()).toMatch(/^sightlines-attention-your-model.*\.svg$/);
  await page.keyboard.press('Escape');

  const link = await page.evaluate(() => window.location.href);
  const params = new URL(link).searchParams;
  expect([params.get('left'), params.get('right')]).toEqual([
    'file:model-00001-of-00002.safetensors',
    'file:model.safetensors',
  ]);
  await page.goto(link);
  const lines = page.locator('.opening');
  await expect(lines).toHaveCount(2);
  await expect(lines.last()).toContainText(
    'This link shows model.safetensors here, a model from somebody’s disk.',
  );
  await expect(panel(page, 'right')).toContainText('All 16 heads');
  await lines
    .last()
    .locator('input')
    .setInputFiles(await payload(bytesFolder()));
  await expect(panel(page, 'right')).toContainText('All 9 heads');
  await expect(lines).toHaveCount(1);
  await lines.first().getByRole('button', { name: 'Go on with BERT' }).click();
  await expect(lines).toHaveCount(0);
  expect(page.url()).not.toContain('left=');
});

test('a model of the hub is opened from the keyboard, kept, and opened again by its link', async ({
  page,
  context,
  baseURL,
}) => {
  const hub = await withHub(context);
  const elsewhere: string[] = [];
  context.on('request', (request) => {
    if (new URL(request.url()).origin !== new URL(baseURL ?? '').origin) {
      elsewhere.push(request.url());
    }
  });
  await open(page, 'text=the+cat+sat');
  await live(page);
  expect(elsewhere).toEqual([]);
  await page.getByRole('button', { name: 'Models', exact: true }).focus();
  await page.keyboard.press('Enter');
  await dialog(page).getByLabel('From the hub, by its id').focus();
  await page.keyboard.type('org/tiny-gpt');
  await page.keyboard.press('Enter');
  await expect(stands(page)).toContainText('org/tiny-gpt (gpt2)');
  await expect(stands(page)).toContainText('hub:org/tiny-gpt');
  await expect(dialog(page)).toContainText('Kept for the next visit: 1 model');
  await page.keyboard.press('Escape');
  await expect(panel(page, 'left')).toContainText('tiny-gpt reads only what came before');
  expect(elsewhere.length).toBeGreaterThan(0);
  for (const { init } of hub.asked) expect(init.headers ?? {}).not.toHaveProperty('referer');
  expect(elsewhere.some((url) => url.includes('cat'))).toBe(false);

  await page.goBack();
  await expect(panel(page, 'left')).toContainText('BERT reads both ways');
  await page.goForward();
  await expect(panel(page, 'left')).toContainText('tiny-gpt');
  await page.reload();
  await expect(panel(page, 'left')).toContainText('tiny-gpt', { timeout: 30_000 });
  await page.getByRole('button', { name: 'Models', exact: true }).click();
  await dialog(page).getByText('Kept for the next visit').click();
  await dialog(page).getByRole('button', { name: 'Remove org/tiny-gpt' }).click();
  await expect(dialog(page)).not.toContainText('Kept for the next visit');
});

test('attention from files is shown by touch at 360 px, and says what cannot be asked of it', async ({
  browser,
  baseURL,
}) => {
  const context = await browser.newContext({
    baseURL: baseURL ?? '',
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    isMobile: true,
    colorScheme: 'dark',
  });
  const page = await context.newPage();
  await open(page, 'text=the+cat+sat', { cold: true });
  await live(page);
  await page.getByRole('button', { name: 'Change BERT for another model' }).tap();
  await choose(page, attention());
  await expect(stands(page)).toContainText('nothing else can be asked of it');
  if (isWhole) await expectAccessible(page);
  await dialog(page)
    .getByRole('radio', { name: /^Right/ })
    .check({ force: true });
  await choose(page, attention('tuned.safetensors'));
  await expect(stands(page)).toContainText('attention:tuned.safetensors');
  await dialog(page).getByRole('button', { name: 'Close' }).tap();
  expect(await page.evaluate(() => window.sightlines.stats())).toMatchObject({ backend: null });
  await expect(sentence(page)).not.toBeEditable();
  expect(await colours(matrix(page, 'left'))).toBeGreaterThan(8);
  if (isWhole) await expectAccessible(page);
  for (const view of ['Measure', 'Match']) {
    await page.getByRole('tab', { name: view }).tap();
    await expect(page.getByRole('tabpanel')).not.toContainText('only its attention is here');
    await expect(page.locator('.problem, .status-failed')).toHaveCount(0);
  }
  await page.getByRole('tab', { name: 'Step through' }).tap();
  await expect(page.getByRole('tabpanel')).toContainText('only its attention is here');
  await page.getByRole('tab', { name: 'Compare' }).tap();
  await page.getByRole('button', { name: 'Type another' }).tap();
  await expect(sentence(page)).toBeEditable();
  await sentence(page).fill('the dog');
  await live(page);
  await context.close();
});

test('cross-attention from a file has a row for each token that reads, and is kept so', async ({
  page,
}) => {
  await open(page, 'text=the+cat+sat');
  await live(page);
  const other = panel(page, 'left').getByRole('heading').getByRole('button').first();
  await openFrom(page, other, oneFile('t5.safetensors', fixture('cross.safetensors')));
  await expect(stands(page)).toContainText('another text reads this one: “Das Haus ist klein.”');
  await dialog(page).getByRole('button', { name: 'Show its cross-attention' }).click();
  await expect(stands(page)).toContainText('cross:t5.safetensors');
  await close(page);
  await expect(panel(page, 'left')).toContainText('t5-small reads another text');
  const plane = panel(page, 'left').getByRole('application').first();
  await expect(plane).toHaveAccessibleName(/: 6 by 12 cells/);
  expect(await colours(matrix(page, 'left'))).toBeGreaterThan(8);
  await plane.focus();
  await page.keyboard.press('Control+End');
  await expect(panel(page, 'left').locator('.readout').first()).toContainText(
    /<\/s> \(2nd\)|<\/s>/,
  );
  if (isWhole) await expectAccessible(page);

  await page.getByRole('button', { name: /^Keep t5-small/ }).click();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('dialog').getByRole('button', { name: 'CSV', exact: true }).click(),
  ]);
  const rows = readFileSync(await download.path(), 'utf8')
    .trim()
    .split('\n');
  expect(rows.filter((row) => /,open\r?$/.test(row)).length).toBeGreaterThanOrEqual(6 * 12);
  expect(rows.join('\n')).not.toMatch(/t5-small.*forbidden/);
  await page.keyboard.press('Escape');

  for (const [view, what] of [
    ['Measure', 'n/m'],
    ['Match', 'open a second file of cross-attention between the same two texts'],
    ['Step through', 'only its attention is here'],
  ] as const) {
    await page.getByRole('tab', { name: view }).click();
    await expect(page.getByRole('tabpanel')).toContainText(what);
  }

  // Its link asks for the file, and shows the same attention of it.
  await expect(page).toHaveURL(/left=cross%3At5/);
  await page.reload();
  await expect(page.locator('.notices')).toHaveCount(0);
  const chosen = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Choose the file' }).click();
  await (await chosen).setFiles(
    await payload(oneFile('t5.safetensors', fixture('cross.safetensors'))),
  );
  await page.getByRole('tab', { name: 'Compare' }).click();
  await expect(panel(page, 'left')).toContainText('t5-small reads another text');
  await page.getByRole('button', { name: 'Type another' }).click();
  await expect(sentence(page)).toBeEditable();
  await expect(page).not.toHaveURL(/cross/);
});

test('a long text and a long name leave the pictures their room, and each other', async ({
  page,
}) => {
  test.skip(!isWhole, 'long texts and narrow screens are met in each view');
  await page.setViewportSize({ width: 1280, height: 800 });
  await open(page, 'text=the+cat+sat');
  await live(page);
  const long = safetensors(
    { attentions: singles([1, 2, 140, 140], values([1, 2, 140, 140])) },
    {
      tokens: JSON.stringify(Array.from({ length: 140 }, (_, at) => (at ? 'Ġfox' : 'fox'))),
      text: Array.from({ length: 140 }, () => 'fox').join(' '),
      model: 'org/a-model-whose-name-goes-on-and-on-instruct-v2.5-128k',
    },
  );
  const other = panel(page, 'left').getByRole('heading').getByRole('button').first();
  await openFrom(page, other, oneFile('long.safetensors', long));
  await expect(stands(page)).toContainText('attention:long.safetensors');
  await close(page);
  const size = async (locator: Locator) => (await locator.boundingBox()) ?? { width: 0, height: 0 };
  expect((await size(page.locator('.cut'))).width).toBeGreaterThan(200);
  expect((await size(page.getByRole('button', { name: 'Type another' }))).height).toBeLessThan(40);
  await page.getByRole('tab', { name: 'Match' }).click();
  const name = page.locator('.match-head').first().locator('.accent');
  expect((await size(name)).height).toBeLessThan(60);
  await page.getByRole('tab', { name: 'Compare' }).click();
  await page.getByRole('button', { name: 'Present', exact: true }).click();
  const picture = page.getByRole('dialog').getByRole('application').locator('canvas').first();
  await expect(picture).toBeVisible();
  expect((await size(picture)).height).toBeGreaterThan(250);
});

test('an address that hands on to a server that may not be asked is refused where it is asked', async ({
  page,
}) => {
  const asked: string[] = [];
  const elsewhere = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('access-control-allow-origin', '*');
    response.end('{"model_type": "bert"}');
  });
  await new Promise<void>((resolve) => elsewhere.listen(0, 'localhost', resolve));
  const { port } = elsewhere.address() as AddressInfo;
  // What the page's own policy forbids is not forbidden to its worker: that has a check of its own.
  await page.route('**/handed-on/**', (route) =>
    route.fulfill({
      status: 302,
      headers: { location: `http://localhost:${port}${new URL(route.request().url()).pathname}` },
    }),
  );
  await open(page, 'text=the+cat+sat');
  await live(page);
  const refused = await page.evaluate(() =>
    window.sightlines.open({ left: { url: './handed-on/' } }).then(
      () => 'It was opened.',
      (error: Error) => error.message,
    ),
  );
  elsewhere.close();
  expect(refused).toBe(
    `The page asks only its own server and the hub, so not localhost:${port}: download the model’s files and open them from your disk.`,
  );
  expect(asked.length).toBeGreaterThan(0);
  expect(await page.evaluate(() => window.sightlines.models.left?.source)).toBeNull();
});

test('every refusal is a sentence that says what to do, and changes nothing', async ({ page }) => {
  test.skip(!isWhole, 'Sentences of most refusals are tested where they are made.');
  await open(page, 'text=the+cat+sat');
  await live(page);
  await page.getByRole('button', { name: 'Models', exact: true }).click();
  const config = (value: object) => new Blob([JSON.stringify(value)]);
  const cases: readonly (readonly [Files, RegExp])[] = [
    [
      new Map([...folderOf('gpt2-head'), ['config.json', config({ model_type: 't5' })]]),
      /encoder–decoder/,
    ],
    [oneFile('pytorch_model.bin', new Blob(['\x80\x02'])), /never opened: convert it/],
    [oneFile('a.json', json({ attentions: [[[[1]]]] })), /The file has no tokens/],
    [
      oneFile(
        'a.safetensors',
        safetensors({ 'attentions.0': singles([1, 2, 2], [1, 0, 0, 1]) }, said(3)),
      ),
      /has 2 rows, but there are 3 names/,
    ],
    [oneFile('notes.txt', new Blob(['hello'])), /./],
  ];
  for (const [files, why] of cases) {
    await choose(page, files);
    const told = dialog(page).getByRole('alert');
    await expect(told).toContainText(why);
    await expect(told).toContainText(/[a-z].*[.:].*[a-z]/i);
    await dialog(page).getByRole('button', { name: 'Dismiss' }).click();
  }
  await close(page);
  const dropped = await page.evaluateHandle(() => {
    const data = new DataTransfer();
    data.items.add(new File(['hello'], 'notes.txt'));
    return data;
  });
  await panel(page, 'right').dispatchEvent('drop', { dataTransfer: dropped });
  await expect(dialog(page).getByRole('radio', { name: /^Right/ })).toBeChecked();
  await expect(dialog(page).getByRole('alert')).toContainText(/./);
  await dialog(page).getByLabel('From the hub, by its id').fill('no such id!');
  await dialog(page).getByRole('button', { name: 'Open', exact: true }).click();
  await expect(dialog(page).getByRole('alert')).toContainText('is no id of the hub');
  await close(page);
  await expect(panel(page, 'left')).toContainText('BERT reads both ways');
  await expect(page.locator('.reading[data-stale]')).toHaveCount(0);
});

test('a model that is exchanged ten times from the console takes no more memory', async ({
  page,
}) => {
  test.skip(!isWhole, 'The same is tested of the engine without a browser.');
  await open(page, 'text=the+cat+sat');
  await live(page);
  const [first, second] = await Promise.all(
    [folderOf('bert-both-heads'), folderOf('distilbert-head')].map(payload),
  );
  const taken = await page.evaluate(
    async ([one, other]) => {
      const filesOf = (files: typeof one) =>
        Object.fromEntries(
          files!.map(({ name, text }) => [
            name,
            new Blob([Uint8Array.from(atob(text), (c) => c.charCodeAt(0))]),
          ]),
        );
      const seen: string[] = [];
      for (let n = 0; n < 10; n++) {
        await window.sightlines.open({ left: { files: filesOf(n % 2 ? one : other) } });
        const { numTensors, numBytes } = await window.sightlines.stats();
        seen.push(`${n % 2} ${numTensors} ${numBytes}`);
      }
      await window.sightlines.open({ left: null });
      return seen;
    },
    [first, second].map((files) =>
      files!.map(({ name, buffer }) => ({ name, text: buffer.toString('base64') })),
    ),
  );
  expect(new Set(taken).size).toBe(2);
  const opened = await page.evaluate(async () => {
    await window.sightlines.open({ left: { url: './models/mini-gpt/' } });
    const { models } = window.sightlines;
    await window.sightlines.open({ left: null });
    return models.left;
  });
  expect(opened).toMatchObject({ family: 'gpt2', layers: 4, source: './models/mini-gpt/' });
  expect(await page.evaluate(() => window.sightlines.models.left?.source)).toBeNull();
});
