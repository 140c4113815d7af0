/**
 * Models of 24 × 16 heads reading 512 tokens: how soon Compare opens, how soon a head that is pointed at is
 * large, how long scrolling through the overview holds the page up, and how much memory a reading takes at
 * most, beside what its attention itself takes.
 */
import type { Page } from 'playwright';
import { attentionBytes, MANY_HEADS, manyHeads, textOf } from '../support/manyHeads.ts';
import { inPlainBrowser } from './plain-browser.ts';
import { forgetMost, rendererOf, resident } from './resident.ts';
import { type Row, summary } from './row.ts';
import type { Bench } from './run.ts';

const TOKENS = 512;
const ROUNDS = 8;
/** Each reads and measures another text first. */
const TEXTS = 4;
const BUDGET_MS = 100;
const MOST_MEMORY = 1.3;
const MEGABYTE = 1e6;

/** How far one step scrolls the overview, in CSS pixels. */
const STEP = 60;
/** Of nothing more to do after a change, in milliseconds. */
const REST_MS = 500;

declare global {
  interface Window {
    manyHeadsBench: {
      /** Tasks of the main thread that took longer than 50 ms, in milliseconds. */
      longTasks: number[];
    };
  }
}

async function openShort(page: Page, url: string): Promise<void> {
  const files = manyHeads();
  await page.route('**/models/**', (route) => {
    const path = new URL(route.request().url()).pathname.split('/models/')[1] ?? '';
    const body = files.get(path);
    return body ? route.fulfill({ body }) : route.continue();
  });
  await page.goto(`${url}?backend=wasm&text=Short.`);
  await page.evaluate(() => window.sightlines.ready);
  await page.waitForTimeout(REST_MS);
  await page.evaluate(() => {
    window.manyHeadsBench = { longTasks: [] };
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) {
        window.manyHeadsBench.longTasks.push(duration);
      }
    }).observe({ type: 'longtask' });
  });
}

async function readLong(page: Page): Promise<void> {
  await page.getByRole('textbox', { name: 'Type a sentence' }).fill(textOf(TOKENS));
  await page.waitForFunction(
    (count) => document.querySelectorAll('.strip-tokens button').length >= count,
    TOKENS,
  );
  await page.waitForTimeout(REST_MS);
}

interface Opening {
  /** Until the frame begins in which both overviews show heads, and until it is painted; in milliseconds. */
  readonly begun: number;
  readonly painted: number;
}

async function openMeasure(page: Page): Promise<void> {
  await page.getByRole('tab', { name: 'Measure' }).click();
  await page.locator('.measure-table').nth(1).waitFor();
  await page.waitForTimeout(REST_MS);
}

/** Another text, read and measured while Measure is open: of its heads none has been drawn. */
async function readInMeasure(page: Page, round: number): Promise<void> {
  await openMeasure(page);
  const table = page.locator('.measure-table').nth(1);
  const old = await table.textContent();
  const words = textOf(TOKENS).split(' ').with(round, 'cat');
  await page.getByRole('textbox', { name: 'Type a sentence' }).fill(words.join(' '));
  await page.waitForFunction(
    (before) => document.querySelectorAll('.measure-table')[1]!.textContent !== before,
    old,
  );
}

/** From the click on its tab, away from Measure. */
async function openCompare(page: Page): Promise<Opening> {
  await openMeasure(page);
  return page.evaluate(async () => {
    const start = performance.now();
    document.querySelector<HTMLElement>('[role="tab"]')!.click();
    for (;;) {
      await new Promise(requestAnimationFrame);
      const canvases = [...document.querySelectorAll<HTMLCanvasElement>('.atlas-stage canvas')];
      const drawn = canvases.filter((canvas) =>
        canvas
          .getContext('2d')!
          .getImageData(0, 0, canvas.width, 1)
          .data.some((byte) => byte !== 0),
      );
      if (drawn.length < 2) continue;
      const begun = performance.now() - start;
      await new Promise((resolve) => setTimeout(resolve));
      return { begun, painted: performance.now() - start };
    }
  });
}

/** From the pointer's coming to a head to the frame that shows it large. */
async function hover(page: Page, side: string, layer: number, head: number): Promise<number> {
  const name = `layer ${layer}, head ${head}`;
  const panel = `.panel[data-side="${side}"]`;
  await page
    .locator(`${panel} .atlas-stage`)
    .evaluate(
      (stage, share) =>
        stage.scrollTo({ top: stage.scrollHeight * share - stage.clientHeight / 2 }),
      (layer - 0.5) / MANY_HEADS.layers,
    );
  await page.locator(`${panel} [aria-label="${name}"]`).waitFor();
  await page.waitForTimeout(REST_MS);
  return page.evaluate(
    async ([within, label]) => {
      const button = document.querySelector(`${within} [aria-label="${label}"]`)!;
      const title = document.querySelector(`${within} .panel-head`)!;
      const start = performance.now();
      button.dispatchEvent(
        new PointerEvent('pointerover', { bubbles: true, pointerType: 'mouse' }),
      );
      while (title.textContent?.toLowerCase() !== label) await new Promise(requestAnimationFrame);
      // After the frame that follows: what a canvas was told is painted then.
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
      return performance.now() - start;
    },
    [panel, name] as const,
  );
}

/** The longest task while an overview is scrolled from its top to its end; 0 where none took 50 ms. */
async function scrollThrough(page: Page, side: string): Promise<number> {
  await page.evaluate(() => {
    window.manyHeadsBench.longTasks.length = 0;
  });
  await page.locator(`.panel[data-side="${side}"] .atlas-stage`).evaluate(async (stage, step) => {
    for (let top = 0; top < stage.scrollHeight; top += step) {
      stage.scrollTop = top;
      await new Promise(requestAnimationFrame);
    }
  }, STEP);
  await page.waitForTimeout(REST_MS);
  return page.evaluate(() => Math.max(0, ...window.manyHeadsBench.longTasks));
}

export async function manyHeadsRows({ url }: Bench): Promise<Row[]> {
  return inPlainBrowser(async (browser) => {
    const page = await browser.newPage({
      viewport: { width: 1280, height: 900 },
      serviceWorkers: 'block',
    });
    await openShort(page, url);
    const id = await rendererOf(browser);
    const before = resident(id).now;
    forgetMost(id);
    await readLong(page);
    const most = resident(id).most - before;
    const attention = 2 * attentionBytes(MANY_HEADS, TOKENS);

    const opened: Opening[] = [];
    for (let round = 0; round < ROUNDS; round++) opened.push(await openCompare(page));
    const openedFirst: Opening[] = [];
    for (let round = 0; round < TEXTS; round++) {
      await readInMeasure(page, round);
      openedFirst.push(await openCompare(page));
    }
    const scrolled = [await scrollThrough(page, 'left'), await scrollThrough(page, 'right')];
    const hovered: number[] = [];
    for (let round = 0; round < ROUNDS; round++) {
      const layer = 1 + ((round * 7) % MANY_HEADS.layers);
      hovered.push(await hover(page, round % 2 ? 'right' : 'left', layer, 2 + round));
    }

    const { layers, heads } = MANY_HEADS;
    const group = 'many heads';
    const of = `2 × ${layers} × ${heads} heads, T = ${TOKENS}`;
    const quick = (name: string, times: readonly number[]): Row => {
      const measured = summary(times);
      const text = `median < ${BUDGET_MS} ms`;
      const budget = { text, met: measured.median < BUDGET_MS };
      return { group, name: `${name}, ${of}`, unit: 'ms', ...measured, budget };
    };
    const longest = Math.max(...scrolled);
    return [
      quick(
        'opening Compare from Measure',
        opened.map(({ painted }) => painted),
      ),
      {
        group,
        name: `the same, until that frame begins, ${of}`,
        unit: 'ms',
        ...summary(opened.map(({ begun }) => begun)),
      },
      quick(
        'opening Compare from Measure, the first time with a text',
        openedFirst.map(({ painted }) => painted),
      ),
      quick('from pointing at a head to its picture', hovered),
      {
        group,
        name: `longest main-thread task over 50 ms while scrolling an overview, ${of}`,
        unit: 'ms',
        median: longest,
        runs: scrolled.length,
        budget: { text: `< ${BUDGET_MS} ms`, met: longest < BUDGET_MS },
      },
      {
        group,
        name: `most memory while a text is read, over what the page had, ${of}`,
        unit: 'MB',
        median: most / MEGABYTE,
        runs: 1,
        against: { name: 'the attention itself', ratio: most / attention },
        budget: { text: `< ${MOST_MEMORY} times`, met: most < MOST_MEMORY * attention },
      },
    ];
  });
}
