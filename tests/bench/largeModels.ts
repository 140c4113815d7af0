/**
 * Models of real shapes with random weights: BERT-base beside ONNX Runtime Web, the smallest GPT-2 with one token
 * more, and in the page how soon the first is open, how soon it is repainted, and what both hold in memory.
 *
 * The first run writes their files to `bench/`, 1.4 GB of them.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, Page } from 'playwright';
import sirv from 'sirv';
import { createServer as createVite } from 'vite';
import { KEYSTROKE_TO_PAINT, KEYSTROKE_TO_PICTURES } from '../../src/store/timing.ts';
import { whereDrawn } from './drawing.ts';
import { type LargeModel, largeModels } from './largeModels/checkpoints.ts';
import type { Beside } from './pages/largeModels.ts';
import { inPlainBrowser } from './plain-browser.ts';
import { forgetMost, rendererOf, resident } from './resident.ts';
import { type Row, summary } from './row.ts';

const GROUP = 'large models';
const FOLDER = 'bench';
const RUNS = 20;
const MEGABYTE = 1e6;

/** Of nothing more to do, in milliseconds: a browser gives back what it does not use any more after some seconds. */
const REST_MS = 20_000;

/** Between two keys: the page is idle again. */
const PAUSE_MS = 500;

const OPENINGS = 5;
const OPEN_BUDGET_MS = 3000;
const MOST_MEMORY = 1.25;
const GRID_BUDGET_MS = 16;
const ONE_MORE = 5;

/** The ONNX graph of a model, written where PyTorch is installed; null with a word where it is not. */
function graphOf({ folder }: LargeModel): string | null {
  const graph = `${folder}.onnx`;
  for (const python of ['/usr/bin/python3', 'python3']) {
    if (existsSync(graph)) break;
    spawnSync(python, ['-m', 'training', 'onnx', '--checkpoint', folder], { stdio: 'inherit' });
  }
  if (existsSync(graph)) return graph;
  console.log('ONNX Runtime Web is left out: its graph needs PyTorch.');
  return null;
}

/** A page of the benchmark's own, with the whole repository beside it. */
async function onOwnPage<T>(task: (page: Page) => Promise<T>): Promise<T> {
  const server = await createVite({
    server: { port: 5985 },
    logLevel: 'warn',
    optimizeDeps: { exclude: ['onnxruntime-web'] },
  });
  await server.listen();
  try {
    return await inPlainBrowser(async (browser) => {
      const page = await browser.newPage();
      await page.goto(`${server.resolvedUrls!.local[0]}tests/bench/pages/largeModels.html`);
      await page.waitForFunction(() => 'besideOnnx' in window);
      return task(page);
    });
  } finally {
    await server.close();
  }
}

async function passes(bert: LargeModel, gpt: LargeModel): Promise<Row[]> {
  const graph = graphOf(bert);
  const rows: Row[] = [];
  for (const length of [32, 128]) {
    const { own, other } = await onOwnPage((page) =>
      page.evaluate(
        ([folder, onnx, T, runs]): Promise<Beside> => window.besideOnnx(folder, onnx, T, runs),
        [`/${bert.folder}`, graph && `/${graph}`, length, RUNS] as const,
      ),
    );
    const [ours, theirs] = [summary(own), summary(other)];
    const ratio = ours.median / theirs.median;
    const name = `BERT-base, T = ${length}, wasm`;
    rows.push({
      ...{ group: GROUP, name, unit: 'ms', ...ours },
      ...(graph && {
        against: { name: 'ONNX Runtime Web', ratio },
        budget: { text: '≤ 1.0x ONNX Runtime Web', met: ratio <= 1 },
      }),
    });
    if (graph) {
      rows.push({
        ...{ group: GROUP, name: `${name}, ONNX Runtime Web`, unit: 'ms', ...theirs },
      });
    }
  }
  const length = 64;
  const { own, other } = await onOwnPage((page) =>
    page.evaluate(([folder, T, runs]): Promise<Beside> => window.oneTokenMore(folder, T, runs), [
      `/${gpt.folder}`,
      length,
      RUNS,
    ] as const),
  );
  const [one, whole] = [summary(own), summary(other)];
  rows.push(
    { group: GROUP, name: `GPT-2, T = ${length}, wasm`, unit: 'ms', ...whole },
    {
      ...{ group: GROUP, name: `GPT-2, T = ${length}, one token more`, unit: 'ms', ...one },
      against: { name: 'the whole', ratio: one.median / whole.median },
      budget: {
        text: `≥ ${ONE_MORE}x faster than the whole`,
        met: whole.median >= ONE_MORE * one.median,
      },
    },
  );
  return rows;
}

async function grid({ layers, heads }: LargeModel): Promise<Row> {
  const tokens = 64;
  const { script } = await whereDrawn((draw) =>
    draw('canvas', tokens, {
      masks: ['bidirectional'],
      heads: layers * heads,
      columns: heads,
    }),
  );
  const drawn = summary(script);
  return {
    ...{ group: GROUP, name: `a grid of ${layers * heads} heads, T = ${tokens}: script` },
    ...{ unit: 'ms', ...drawn },
    budget: { text: `≤ ${GRID_BUDGET_MS} ms`, met: drawn.median <= GRID_BUDGET_MS },
  };
}

/** The built page with the models beside it, as on a school's own server. */
async function served<T>(task: (url: string) => Promise<T>): Promise<T> {
  const page = sirv('dist', { etag: true });
  const models = sirv(FOLDER, { etag: true });
  const server = createServer((request, response) => {
    const missing = () => {
      response.writeHead(404).end();
    };
    page(request, response, () => models(request, response, missing));
  });
  await new Promise<void>((resolve) => {
    server.listen(0, 'localhost', resolve);
  });
  try {
    return await task(`http://localhost:${(server.address() as AddressInfo).port}/`);
  } finally {
    server.closeAllConnections();
    server.close();
  }
}

async function openPage(context: BrowserContext, url: string, text: string): Promise<Page> {
  const page = await context.newPage();
  const query = new URLSearchParams({ text, backend: 'wasm' });
  await page.goto(`${url}?${query}`);
  await page.evaluate(() => window.sightlines.ready);
  return page;
}

/**
 * From asking for a model to the end of the frame that shows it: heads in the overview, and the chosen one large.
 */
function openLeft(page: Page, { folder, layers, heads }: LargeModel): Promise<number> {
  return page.evaluate(
    async ([url, all]) => {
      const panel = '.models-beside > .panel[data-side="left"]';
      const look = {
        isDrawn(within: Element, selector: string) {
          const canvas = within.querySelector<HTMLCanvasElement>(selector);
          if (!canvas || canvas.width === 0 || canvas.height === 0) return false;
          const { width, height } = canvas;
          const { data } = canvas.getContext('2d')!.getImageData(0, 0, width, height);
          return data.some((byte) => byte !== 0);
        },
        isThere() {
          const left = document.querySelector(panel);
          if (!left?.textContent.includes(all)) return false;
          if (document.querySelector('.reading[data-stale]')) return false;
          return (
            look.isDrawn(left, '.atlas-stage canvas') &&
            look.isDrawn(left, '[role="application"] canvas')
          );
        },
      };
      const start = performance.now();
      const opened = window.sightlines.open({ left: { url } });
      let failure: unknown = null;
      opened.catch((error: unknown) => {
        failure = error;
      });
      while (!look.isThere()) {
        if (failure) throw failure;
        await new Promise(requestAnimationFrame);
      }
      await new Promise((resolve) => setTimeout(resolve));
      const seen = performance.now() - start;
      await opened;
      return seen;
    },
    [`/${folder.replace(`${FOLDER}/`, '')}/`, `All ${layers * heads} heads`] as const,
  );
}

/** Opened once before, so that its weights are in the browser's cache; each time on a page of its own. */
async function opening(url: string, context: BrowserContext, model: LargeModel): Promise<Row> {
  const times: number[] = [];
  for (let visit = 0; visit <= OPENINGS; visit++) {
    const page = await openPage(context, url, model.text(16));
    const ms = await openLeft(page, model);
    if (visit > 0) times.push(ms);
    await page.close();
  }
  const measured = summary(times);
  return {
    ...{ group: GROUP, name: 'opening a BERT-base of the cache until its picture', unit: 'ms' },
    ...measured,
    budget: { text: `≤ ${OPEN_BUDGET_MS} ms`, met: measured.median <= OPEN_BUDGET_MS },
  };
}

declare global {
  interface Window {
    /** When messages of the worker came. */
    largeModelsBench: number[];
  }
}

/** Runs in the page before its own scripts. */
function hearWorker(): void {
  window.largeModelsBench = [];
  window.Worker = class extends Worker {
    constructor(url: string | URL, options?: WorkerOptions) {
      super(url, options);
      this.addEventListener('message', () => {
        window.largeModelsBench.push(performance.now());
      });
    }
  };
}

/**
 * How many frames came after the answer about a new text, to that which shows its pictures. Whatever else is asked
 * of the worker for them counts: they are drawn once its last message is here.
 */
async function repainting(url: string, context: BrowserContext, model: LargeModel): Promise<Row[]> {
  const page = await openPage(context, url, model.text(64));
  await openLeft(page, model);
  await page.locator('textarea').focus();
  const found: { readonly frames: number; readonly ms: number }[] = [];
  for (let key = 0; key < RUNS; key++) {
    await page.waitForTimeout(PAUSE_MS);
    const began = await page.evaluateHandle(
      ([drawn, pause]) => {
        window.largeModelsBench.length = 0;
        const frames: number[] = [];
        const seen = performance.getEntriesByName(drawn).length;
        return {
          frames,
          isOver: new Promise<void>((resolve) => {
            const loop = {
              tick() {
                // A frame's own time is when it was due; its callbacks run when the page has come to it.
                frames.push(performance.now());
                // A frame more would come before the end of this one is noticed.
                if (performance.getEntriesByName(drawn).length === seen) {
                  requestAnimationFrame(loop.tick);
                } else setTimeout(resolve, pause);
              },
            };
            requestAnimationFrame(loop.tick);
          }),
        };
      },
      [KEYSTROKE_TO_PICTURES, PAUSE_MS] as const,
    );
    await page.keyboard.press(key % 2 ? 'Backspace' : 'a');
    found.push(
      await began.evaluate(
        async ({ frames, isOver }, [drawn, shown]) => {
          await isOver;
          const [pictures, end] = [drawn, shown].map((name) => {
            const { startTime, duration } = performance.getEntriesByName(name).at(-1)!;
            return startTime + duration;
          }) as [number, number];
          const [answer, ...more] = window.largeModelsBench;
          const all = Math.max(pictures, ...more);
          const before = frames.filter((at) => at > answer! && at < all);
          return { frames: before.length + 1, ms: Math.max(end, ...more) - answer! };
        },
        [KEYSTROKE_TO_PICTURES, KEYSTROKE_TO_PAINT] as const,
      ),
    );
  }
  await page.close();
  const name = 'from the answer about a new text to all of its pictures, BERT-base, T = 64';
  const frames = summary(found.map((each) => each.frames));
  return [
    {
      ...{ group: GROUP, name: `${name}, in frames`, unit: 'count', ...frames },
      budget: { text: 'in the frame after', met: frames.p95! <= 1 },
    },
    { ...{ group: GROUP, name, unit: 'ms' }, ...summary(found.map(({ ms }) => ms)) },
  ];
}

/** What a page takes with a model more than before, once all that was needed for opening it is given back. */
async function memory(url: string, browser: Browser, name: string, model: LargeModel) {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await openPage(context, url, model.text(16));
    const id = await rendererOf(browser);
    const rested = async () => {
      const session = await context.newCDPSession(page);
      await session.send('Memory.simulatePressureNotification', { level: 'critical' });
      await page.waitForTimeout(REST_MS);
      return resident(id).now;
    };
    const before = await rested();
    forgetMost(id);
    await openLeft(page, model);
    const { most } = resident(id);
    const held = (await rested()) - before;
    const of = `${name} of ${(model.bytes / MEGABYTE).toFixed(0)} MB in single precision`;
    const row = (what: string, bytes: number): Row => ({
      ...{ group: GROUP, name: `${what}, ${of}`, unit: 'MB', median: bytes / MEGABYTE, runs: 1 },
      against: { name: 'its weights', ratio: bytes / model.bytes },
    });
    return [
      {
        ...row('held in the tab', held),
        budget: { text: `≤ ${MOST_MEMORY}x`, met: held <= MOST_MEMORY * model.bytes },
      },
      row('most while it is opened', most - before),
    ];
  } finally {
    await context.close();
  }
}

/** Each in a browser of its own: one that has kept several models of this size has no room for more. */
async function inPage(url: string, bert: LargeModel, gpt: LargeModel): Promise<Row[]> {
  return [
    ...(await inPlainBrowser((browser) => memory(url, browser, 'BERT-base', bert))),
    ...(await inPlainBrowser((browser) => memory(url, browser, 'GPT-2', gpt))),
    ...(await inPlainBrowser(async (browser) => {
      const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
      await context.addInitScript(hearWorker);
      return [await opening(url, context, bert), ...(await repainting(url, context, bert))];
    })),
  ];
}

export async function largeModelsRows(): Promise<Row[]> {
  const { bert, gpt } = largeModels(FOLDER);
  return [
    ...(await passes(bert, gpt)),
    await grid(bert),
    ...(await served((url) => inPage(url, bert, gpt))),
  ];
}
