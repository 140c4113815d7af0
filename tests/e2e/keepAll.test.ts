/** Every figure of every view can be kept: as an SVG that stands by itself, with the numbers of its CSV. */
import type { Locator, Page } from '@playwright/test';
import { csvParseRows } from 'd3';
import { isWhole } from '../support/breadth.ts';
import { live, open } from './support.ts';
import { expect, test } from './warm.ts';

const TEXT = 'text=The+dog+ran+home+today.';
const TRY = `${TEXT}&view=experiment&try`;

/** Each with what its buttons are called, in the order of the page, once everything is there. */
const PAGES: readonly (readonly [query: string, figures: readonly string[]])[] = [
  [
    TEXT,
    [
      'BERT, layer 1, head 1',
      'what is read in BERT',
      'GPT, layer 1, head 1',
      'what is read in GPT',
      'what GPT writes next',
    ],
  ],
  [`${TEXT}&view=match`, ['the difference', 'the shares to the right', 'the counterparts']],
  [`${TEXT}&view=measure`, ['the heads of BERT', 'the heads of GPT']],
  ...[1, 4, 5, 6, 7, 8].map(
    (step) =>
      [`${TEXT}&view=step&step=${step}`, ['this step of BERT', 'this step of GPT']] as const,
  ),
  [`${TRY}=slot`, ['how BERT fills it in', 'what the right side added', 'how GPT predicts it']],
  [`${TRY}=words`, ['the surprisals']],
  [
    'text=The+dog+ran+home+and+the&view=experiment&try=continue&count=6&write=yes',
    ['what GPT writes', 'what BERT fills in'],
  ],
  [`${TRY}=pair&pair=It+was+late.`, ['what the second sentence costs GPT', 'who reads across']],
  [`${TRY}=mask&mask=causal`, ['BERT under this mask', 'GPT under this mask']],
  [`${TRY}=leak&cell=3.1`, ['what moves in BERT', 'what moves in GPT']],
  [
    `${TRY}=heads&bertOff=2.1&gptOff=1.1&rank=yes`,
    ['BERT’s change', 'GPT’s change', 'the ranking'],
  ],
  [
    `${TRY}=classify`,
    ['the loss in training', 'the accuracy', 'the answers', 'the held-out sentences'],
  ],
  [
    'text=red+green+blue+and+red+green+blue+and&view=experiment&try=copy',
    ['both copies', 'the heads that look it up', 'what the repetition bought'],
  ],
];

const buttons = (page: Page) => page.getByRole('button', { name: /^Keep / });

/**
 * Has the page remember what it hands to the reader. A browser lets a page save some ten files in a row and
 * then asks, so with more than that none need arrive; that they do is another test's (keep.test.ts).
 */
const remember = (page: Page) =>
  page.evaluate(() => {
    const make = URL.createObjectURL.bind(URL);
    URL.createObjectURL = (file: Blob) => {
      Object.assign(globalThis, { handed: file });
      return make(file);
    };
  });

/** What a button of the dialog hands to the reader. */
async function fileOf(page: Page, dialog: Locator, name: 'SVG' | 'CSV'): Promise<string> {
  await page.evaluate(() => Object.assign(globalThis, { handed: null }));
  await dialog.getByRole('button', { name, exact: true }).click();
  return page.evaluate(() => (globalThis as unknown as { readonly handed: Blob }).handed.text());
}

interface Drawing {
  readonly faults: number;
  readonly texts: readonly string[];
  readonly values: readonly string[];
}

/** What an SVG says, read as any program would. */
const drawingOf = (page: Page, svg: string): Promise<Drawing> =>
  page.evaluate((source) => {
    const parsed = new DOMParser().parseFromString(source, 'image/svg+xml');
    const all = (selector: string) => [...parsed.querySelectorAll(selector)];
    return {
      faults: all('parsererror').length,
      texts: all('text').map(({ textContent }) => textContent ?? ''),
      values: all('[data-value]').map((element) => element.getAttribute('data-value') ?? ''),
    };
  }, svg);

/** Columns of names that are written beside what they name; in an overview of heads there is no room. */
const NAMES = ['model', 'reads', 'from', 'label', 'token', 'head', 'word', 'it reads'];

function expectAlike({ faults, texts, values }: Drawing, csv: string, of: string): void {
  const [header = [], ...rows] = csvParseRows(csv);
  expect(faults, of).toBe(0);
  expect(rows.length, of).toBeGreaterThan(0);
  expect(csv, of).not.toMatch(/undefined|\[object/);
  expect(`${texts}`, of).not.toMatch(/undefined|not a number|\[object/);
  const numbers = new Set(rows.flat());
  expect(
    values.filter((value) => !numbers.has(value)),
    `${of}: numbers of the picture that are not in the table`,
  ).toEqual([]);
  if (header.includes('layer') && header.includes('weight')) return;
  const labels = rows.flatMap((row) => NAMES.map((name) => row[header.indexOf(name)] ?? ''));
  const isWritten = (label: string) =>
    texts.some(
      (text) => text.includes(label) || (text.endsWith('…') && label.startsWith(text.slice(0, -1))),
    );
  expect(
    [...new Set(labels)].filter((label) => !isWritten(label.replace(/^'/, ''))),
    `${of}: labels that are not in the picture`,
  ).toEqual([]);
}

/** Keeps every figure of the page that is open, in every way that is offered. */
async function expectKept(page: Page, figures: readonly string[]): Promise<void> {
  await remember(page);
  for (const figure of figures) {
    await expect(
      buttons(page).and(page.getByLabel(`Keep ${figure}`, { exact: true })),
    ).toBeVisible();
  }
  await expect(buttons(page)).toHaveCount(figures.length);
  for (const figure of figures) {
    await page.getByRole('button', { name: `Keep ${figure}`, exact: true }).click();
    const dialog = page.getByRole('dialog');
    await expect(dialog).toBeVisible();
    const pictures = dialog.getByRole('group', { name: 'Picture', exact: true }).getByRole('radio');
    for (let nth = 0; nth < Math.max(1, await pictures.count()); nth++) {
      if (nth > 0) {
        await pictures.nth(nth).click({ force: true });
        await expect(pictures.nth(nth)).toBeChecked();
      }
      const svg = await fileOf(page, dialog, 'SVG');
      const csv = await fileOf(page, dialog, 'CSV');
      expectAlike(await drawingOf(page, svg), csv, `${figure}, picture ${nth + 1}`);
    }
    await page.keyboard.press('Escape');
    await expect(dialog).toHaveCount(0);
  }
}

/** Of Step through, in a run of minutes, one step: what all of them keep is of the same few kinds. */
const isShown = (query: string) => isWhole || !/view=step&step=[^5]/.test(query);

for (const [query, figures] of PAGES.filter(([query]) => isShown(query))) {
  test(`keeps every figure of ?${query}`, async ({ page }) => {
    await open(page, query);
    await live(page);
    await expectKept(page, figures);
  });
}

const STEP = PAGES.find(([query]) => query.endsWith('step=5'))!;

for (const [query, figures] of isWhole ? PAGES : [STEP]) {
  test(`keeps every figure of ?${query} at 360 px`, async ({ page }) => {
    await page.setViewportSize({ width: 360, height: 740 });
    await open(page, query);
    await live(page);
    await expectKept(page, figures);
  });
}

/** As many words as the models have room for. */
const LONG = Array.from({ length: 126 }, (_, at) => ['red', 'dog', 'ran', 'home', 'and'][at % 5]);

const LONG_PAGES = PAGES.filter(([query]) => /^[^&]*$|=(match|measure)$|=[1568]$/.test(query));

for (const [query, figures] of isWhole ? LONG_PAGES : [STEP]) {
  const rest = query.replace(/^[^&]*/, '');
  test(`keeps every figure of 128 tokens${rest}`, async ({ page }) => {
    await open(page, `text=${LONG.join('+')}${rest}`);
    await live(page);
    await expectKept(page, figures);
  });
}
