/** Nothing that was typed is lost: Undo on the page, keys in the text box, and the browser's Back. */
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { test as cold, type Page } from '@playwright/test';
import {
  expectAccessible,
  heatmap,
  live,
  notices,
  open,
  panel,
  sentence,
  strip,
} from './support.ts';
import { expect, test } from './warm.ts';

const ANIMAL = "The animal didn't cross the street because it was too tired.";

const step = (page: Page, name: 'Undo' | 'Redo') =>
  page.getByRole('button', { name: new RegExp(`^${name}`) });
const reset = (page: Page) => page.getByRole('button', { name: 'Reset' });
const examples = (page: Page) => page.getByRole('combobox', { name: 'or take an example' });

async function putBlankAt(page: Page, word: string) {
  await strip(page)
    .filter({ hasText: new RegExp(`^${word}$`) })
    .click();
  await page.getByRole('button', { name: /^Put a blank in/ }).click();
  await expect(sentence(page)).toHaveValue(/\[MASK\]/);
}

test('a blank is undone by a button that names the word, and put in again', async ({ page }) => {
  await open(page, 'text=The+cat+sat+down.');
  await live(page);
  await expect(step(page, 'Redo')).toHaveAttribute('aria-disabled', 'true');
  await putBlankAt(page, 'cat');
  const undo = page.getByRole('button', { name: 'Undo: bring back “cat”' });
  await expect(undo).toHaveAttribute('title', 'Undo: bring back “cat”');
  await undo.click();
  await expect(sentence(page)).toHaveValue('The cat sat down.');
  await expect(strip(page).filter({ hasText: /^cat$/ })).toHaveAttribute('aria-pressed', 'true');
  await page.getByRole('button', { name: 'Redo: bring back “[MASK]”' }).click();
  await expect(sentence(page)).toHaveValue('The [MASK] sat down.');
  await expectAccessible(page);
});

test('a blank is undone by the browser’s Back, after which Redo puts it in again', async ({
  page,
}) => {
  await open(page, 'text=The+cat+sat+down.');
  await live(page);
  await putBlankAt(page, 'cat');
  await page.goBack();
  await expect(sentence(page)).toHaveValue('The cat sat down.');
  await step(page, 'Redo').press('Enter');
  await expect(sentence(page)).toHaveValue('The [MASK] sat down.');
  await page.goBack();
  await expect(sentence(page)).toHaveValue('The cat sat down.');
});

test('keys undo in the box what was typed and what the page put there, in one history', async ({
  page,
}) => {
  await open(page, 'text=The+cat', { cold: true });
  await live(page);
  await sentence(page).press('End');
  await sentence(page).pressSequentially(' sat down.');
  await expect(strip(page).filter({ hasText: /^down$/ })).toBeVisible();
  await putBlankAt(page, 'cat');
  await sentence(page).press('End');
  await sentence(page).pressSequentially(' Yes');
  await sentence(page).press('Control+z');
  await expect(sentence(page)).toHaveValue('The [MASK] sat down.');
  await sentence(page).press('Control+z');
  await expect(sentence(page)).toHaveValue('The cat sat down.');
  // The caret is where the text has become another.
  await sentence(page).pressSequentially('!');
  await expect(sentence(page)).toHaveValue('The cat! sat down.');
  await sentence(page).press('Control+z');
  await sentence(page).press('Control+z');
  await expect(sentence(page)).toHaveValue('The cat');
  await sentence(page).press('Control+z');
  await expect(sentence(page)).toHaveValue('The cat');
  await sentence(page).press('Control+Shift+z');
  await expect(sentence(page)).toHaveValue('The cat sat down.');
  await sentence(page).press('Control+y');
  await expect(sentence(page)).toHaveValue('The cat! sat down.');
  await sentence(page).press('Meta+z');
  await expect(sentence(page)).toHaveValue('The cat sat down.');
});

test('the browser’s own command for undoing goes the same way', async ({ page }) => {
  await open(page, 'text=The+cat+sat+down.');
  await live(page);
  await putBlankAt(page, 'cat');
  await sentence(page).press('End');
  await sentence(page).pressSequentially(' Yes');
  const browser = await page.context().newCDPSession(page);
  await browser.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', commands: ['undo'] });
  await browser.detach();
  await expect(sentence(page)).toHaveValue('The [MASK] sat down.');
  await step(page, 'Undo').click();
  await expect(sentence(page)).toHaveValue('The cat sat down.');
});

test('a text that GPT wrote and that was taken over makes way for the one before', async ({
  page,
}) => {
  await open(page, 'text=The+animal+was&view=experiment&try=continue&seed=3&count=4&write=yes');
  await live(page);
  await page
    .getByRole('region', { name: 'GPT writes on' })
    .getByRole('button', { name: 'Make this the sentence' })
    .click();
  await expect(sentence(page)).toHaveValue(/^The animal was .+/);
  await sentence(page).press('Control+z');
  await expect(sentence(page)).toHaveValue('The animal was');
  await sentence(page).press('Control+y');
  await page.goBack();
  await expect(sentence(page)).toHaveValue('The animal was');
});

test('a text that a script sets is a step like a pasted one', async ({ page }) => {
  await open(page, 'text=Mine');
  await live(page);
  await expect(sentence(page)).toHaveValue('Mine');
  await sentence(page).evaluate((box) => {
    const { set } = Object.getOwnPropertyDescriptor(HTMLTextAreaElement.prototype, 'value')!;
    set!.call(box, 'From the console');
    box.dispatchEvent(new InputEvent('input', { bubbles: true }));
  });
  await expect(step(page, 'Undo')).toHaveAccessibleName('Undo: bring back “Mine”');
  await page.goBack();
  await expect(sentence(page)).toHaveValue('Mine');
});

const ODD: readonly (readonly [name: string, text: string])[] = [
  ['emoji', '🙂👩‍👩‍👧 ok 🇫🇷'],
  ['a text from right to left', 'مرحبا بالعالم'],
  ['white space', '  \n '],
  ['a lone surrogate', 'broken \ud800 half'],
  ['a very long text', 'all work and no play '.repeat(90)],
  ['nothing', ''],
];

test('odd texts come back as they were, undo after undo, by keys and by Back', async ({ page }) => {
  await open(page, 'text=First', { cold: true });
  await live(page);
  for (const [, text] of ODD) await sentence(page).fill(text);
  const back = [
    ...ODD.map(([, text]) => text.toWellFormed())
      .reverse()
      .slice(1),
    'First',
  ];
  for (const text of back) {
    await sentence(page).press('Control+z');
    await expect(sentence(page)).toHaveValue(text);
  }
  await expect(step(page, 'Undo')).toHaveAttribute('aria-disabled', 'true');
  for (const [name, text] of ODD) {
    await step(page, 'Redo').click();
    await expect(sentence(page), name).toHaveValue(text.toWellFormed());
  }
  for (const text of back.slice(0, 3)) {
    await page.goBack();
    await expect(sentence(page)).toHaveValue(text);
  }
  // The address says what the box says.
  await page.reload();
  await expect(sentence(page)).toHaveValue(back[2]!);
});

test('a burst of typing is one entry of the browser’s history, and what overwrites it another', async ({
  page,
}) => {
  await open(page, 'text=A');
  await live(page);
  const entries = () => page.evaluate(() => window.history.length);
  const before = await entries();
  await sentence(page).press('End');
  await sentence(page).pressSequentially('n animal', { delay: 20 });
  await sentence(page).fill('A bird');
  await expect(page).toHaveURL(/text=A\+bird/);
  // A history that is full drops its oldest entry.
  expect(Math.min(before + 2, 50)).toBe(await entries());
  await page.goBack();
  await expect(sentence(page)).toHaveValue('An animal');
  await page.goBack();
  await expect(sentence(page)).toHaveValue('A');
});

test('Back takes choices back one at a time', async ({ page }) => {
  await open(page, 'preset=bank-river');
  await live(page);
  const choices: readonly (readonly [choose: () => Promise<unknown>, url: RegExp])[] = [
    [
      () => panel(page, 'bert').getByRole('radio', { name: 'layer 2, head 3' }).click(),
      /bert=2\.3/,
    ],
    [() => page.getByLabel('Show', { exact: true }).selectOption('layer'), /of=layer/],
    [
      () =>
        heatmap(page, 'bert')
          .locator('canvas')
          .click({ position: { x: 60, y: 90 } }),
      /cell=/,
    ],
    [() => page.getByRole('checkbox', { name: 'Hide special tokens' }).check(), /specials=hide/],
    [() => page.getByRole('tab', { name: 'Experiment' }).click(), /view=experiment/],
    [() => page.getByRole('radio', { name: 'Write on' }).press('Space'), /try=continue/],
    [() => page.getByRole('spinbutton', { name: 'Tokens' }).fill('7'), /count=7/],
    [() => examples(page).selectOption('quotes'), /preset=quotes/],
  ];
  const addresses: string[] = [page.url()];
  for (const [choose, url] of choices) {
    await choose();
    await expect(page).toHaveURL(url);
    addresses.push(page.url());
  }
  for (const address of addresses.slice(0, -1).reverse()) {
    await page.goBack();
    await expect(page).toHaveURL(address);
  }
  await expect(sentence(page)).toHaveValue(/bank of the river/);
});

test('Back goes on across a reload, and so does Undo', async ({ page }) => {
  await open(page, 'text=First');
  await live(page);
  await examples(page).selectOption('bank-river');
  await sentence(page).fill('Typed over it');
  await expect(page).toHaveURL(/Typed\+over\+it/);
  await page.reload();
  await live(page);
  await expect(step(page, 'Undo')).toHaveAttribute('aria-disabled', 'false');
  await page.goBack();
  await expect(sentence(page)).toHaveValue(/bank of the river/);
  await page.goBack();
  await expect(sentence(page)).toHaveValue('First');
  await page.goForward();
  await page.goForward();
  await expect(sentence(page)).toHaveValue('Typed over it');
  await step(page, 'Undo').click();
  await expect(sentence(page)).toHaveValue(/bank of the river/);
});

test('Reset goes back to the example as it was opened, and can itself be undone', async ({
  page,
}) => {
  await open(page, 'text=Mine&view=match');
  await live(page);
  await expect(reset(page)).toHaveAttribute('aria-disabled', 'true');
  await examples(page).selectOption('animal-tired');
  await putBlankAt(page, 'tired');
  await page.getByRole('tab', { name: 'Compare' }).click();
  await panel(page, 'gpt').getByRole('radio', { name: 'layer 2, head 3' }).click();
  await expect(reset(page)).toHaveAttribute('title', /^The example is as it was/);
  await reset(page).click();
  await expect(sentence(page)).toHaveValue(ANIMAL);
  await expect(page).toHaveURL(/preset=animal-tired&.*view=match$/);
  await expect(page).not.toHaveURL(/gpt=/);
  await expect(reset(page)).toBeFocused();
  await step(page, 'Undo').click();
  await expect(sentence(page)).toHaveValue(/too \[MASK\]/);
});

test('the page’s name leads home without a reload, and Back returns', async ({ page }) => {
  await open(page, 'text=Mine&view=match&bert=2.2');
  await live(page);
  await page.evaluate(() => Object.assign(window, { isSame: true }));
  await page.getByRole('link', { name: 'Sightlines' }).press('Enter');
  await expect(page).toHaveURL(/\/\?backend=wasm$/);
  await expect(sentence(page)).toHaveValue(ANIMAL);
  await expect(page.getByRole('tab', { name: 'Compare' })).toHaveAttribute('aria-selected', 'true');
  expect(await page.evaluate(() => 'isSame' in window)).toBe(true);
  await live(page);
  await page.goBack();
  await expect(sentence(page)).toHaveValue('Mine');
  await page.goForward();
  await expect(sentence(page)).toHaveValue(ANIMAL);
  await expect(notices(page)).toHaveCount(0);
});

cold(
  'what is undone while the models are on their way is read once they are here',
  async ({ page }) => {
    let arrive = () => {};
    const arrived = new Promise<void>((resolve) => {
      arrive = resolve;
    });
    await page.route('**/*.safetensors*', async (route) => {
      await arrived;
      await route.continue();
    });
    await page.goto('./?text=The+cat+sat&backend=wasm');
    await examples(page).selectOption('bank-river');
    await expect(strip(page).filter({ hasText: /^river$/ })).toBeVisible();
    await step(page, 'Undo').click();
    await expect(sentence(page)).toHaveValue('The cat sat');
    await step(page, 'Redo').click();
    await step(page, 'Undo').click();
    arrive();
    await live(page);
    await expect(strip(page).filter({ hasText: /^cat$/ })).toBeVisible();
  },
);

cold(
  'in the frame of another page the browser’s Back takes the frame’s steps back',
  async ({ page, baseURL }) => {
    const inside = new URL('./?text=The+cat&backend=wasm', baseURL).href;
    const host = createServer((_, response) => {
      response.setHeader('content-type', 'text/html');
      response.end(`<!doctype html><iframe src="${inside}" width="640" height="500"></iframe>`);
    });
    await new Promise<void>((resolve) => {
      host.listen(0, 'localhost', resolve);
    });
    await page.goto(`http://localhost:${(host.address() as AddressInfo).port}/`);
    const frame = page.frameLocator('iframe');
    // The frame's steps are steps of the page around it.
    const back = () => page.evaluate(() => window.history.back());
    const box = frame.getByRole('textbox', { name: 'Type a sentence' });
    await frame.getByRole('combobox', { name: 'or take an example' }).selectOption('bank-river');
    await frame.getByRole('tab', { name: 'Match' }).click();
    await frame.getByRole('link', { name: 'Sightlines' }).click();
    await expect(box).toHaveValue(ANIMAL);
    await back();
    await expect(frame.getByRole('tab', { name: 'Match' })).toHaveAttribute(
      'aria-selected',
      'true',
    );
    await back();
    await expect(box).toHaveValue(/bank of the river/);
    await back();
    await expect(box).toHaveValue('The cat');
    host.close();
  },
);

cold.describe('by touch', () => {
  cold.use({ hasTouch: true, isMobile: true, viewport: { width: 360, height: 740 } });

  cold('what was here before is a tap away, large enough for a finger', async ({ page }) => {
    await page.goto('./?text=The+cat+sat+down.&backend=wasm');
    await live(page);
    await strip(page).filter({ hasText: /^cat$/ }).tap();
    await page.getByRole('button', { name: /^Put a blank in/ }).tap();
    const undo = page.getByRole('button', { name: 'Undo: bring back “cat”' });
    expect((await undo.boundingBox())?.height).toBeGreaterThanOrEqual(44);
    await undo.tap();
    await expect(sentence(page)).toHaveValue('The cat sat down.');
    await step(page, 'Redo').tap();
    await expect(sentence(page)).toHaveValue('The [MASK] sat down.');
    await reset(page).tap();
    await expect(sentence(page)).toHaveValue('The cat sat down.');
    await expectAccessible(page);
  });
});
