/** The real page under a soak: what it shows, what it complains of, and the hands on its worker. */
import type { Browser, Page, Worker } from 'playwright';

export interface Soaked {
  readonly page: Page;
  /** What went to the console as an error, or was thrown and not caught. */
  readonly errors: string[];
}

/** What a browser itself says when a test cuts a context or a worker off. */
const EXPECTED = /WebGL|CONTEXT_LOST|GL Driver/i;

/** Every worker that the page starts is kept, and in it every drawing context, so that a test can end them. */
export async function openSoaked(browser: Browser, url: string): Promise<Soaked> {
  const page = await browser.newPage({ viewport: { width: 1200, height: 900 } });
  const errors: string[] = [];
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('console', (message) => {
    if (message.type() === 'error' && !EXPECTED.test(message.text())) errors.push(message.text());
  });
  await page.addInitScript(() => {
    const kept: globalThis.Worker[] = [];
    Object.assign(window, { soakedWorkers: kept });
    const Own = window.Worker;
    window.Worker = class extends Own {
      constructor(...given: ConstructorParameters<typeof Own>) {
        super(...given);
        kept.push(this);
      }
    };
  });
  page.on('worker', (worker) => void keepContexts(worker).catch(() => undefined));
  await page.goto(url);
  await ready(page);
  return { page, errors };
}

async function keepContexts(worker: Worker): Promise<void> {
  await worker.evaluate(() => {
    const kept: WebGL2RenderingContext[] = [];
    Object.assign(globalThis, { soakedContexts: kept });
    const { prototype } = OffscreenCanvas;
    const own = prototype.getContext as (...given: unknown[]) => unknown;
    prototype.getContext = function (this: OffscreenCanvas, ...given: unknown[]) {
      const context = own.apply(this, given);
      if (context instanceof WebGL2RenderingContext) kept.push(context);
      return context;
    } as typeof prototype.getContext;
  });
}

/** Loses the newest context of the engine's worker, as a driver that restarts does; false where it has none. */
export async function loseContext(page: Page): Promise<boolean> {
  const lost = page.workers().map((worker) =>
    worker.evaluate(() => {
      const { soakedContexts = [] } = globalThis as unknown as {
        soakedContexts?: WebGL2RenderingContext[];
      };
      const newest = soakedContexts.filter((each) => !each.isContextLost()).at(-1);
      const door = newest?.getExtension('WEBGL_lose_context');
      door?.loseContext();
      return door != null;
    }),
  );
  return (await Promise.all(lost)).some(Boolean);
}

/** Has the newest worker throw what nobody catches, in the middle of whatever it does. */
export async function crashWorker(page: Page): Promise<void> {
  await page
    .workers()
    .at(-1)!
    .evaluate(() => {
      setTimeout(() => {
        throw new Error('The soak ended this worker');
      });
    });
}

/** Ends the newest worker without a word. */
export async function endWorker(page: Page): Promise<void> {
  await page.evaluate(() => {
    const { soakedWorkers } = window as unknown as { soakedWorkers: globalThis.Worker[] };
    soakedWorkers.at(-1)!.terminate();
  });
}

export async function ready(page: Page): Promise<void> {
  await page.evaluate(() => window.sightlines.ready);
}

export interface Attention {
  readonly bert: number[];
  readonly gpt: number[];
}

/** What both models compute; waits while the engine recovers. */
export async function attention(page: Page, text: string): Promise<Attention> {
  return page.evaluate(async (asked) => {
    const { bert, gpt } = await window.sightlines.run({ text: asked });
    return { bert: Array.from(bert.attention), gpt: Array.from(gpt.attention) };
  }, text);
}

/** The largest difference of two of them; NaN when any value is none, or they are of different texts. */
export function furthest(a: Attention, b: Attention): number {
  let largest = 0;
  for (const model of ['bert', 'gpt'] as const) {
    if (a[model].length !== b[model].length) return Number.NaN;
    for (let i = 0; i < a[model].length; i++) {
      const difference = Math.abs(a[model][i]! - b[model][i]!);
      if (!(difference <= largest)) largest = difference;
    }
  }
  return largest;
}

/** Waits until what is typed is what is shown, and nothing is being opened. */
export async function settled(page: Page): Promise<void> {
  await page.waitForFunction(
    () =>
      document.querySelector('.reading') !== null &&
      document.querySelector('[data-stale], [aria-busy="true"]') === null &&
      ![...document.querySelectorAll('.nothing')].some((each) => each.textContent === 'Opening…'),
    undefined,
    { timeout: 120_000 },
  );
  await page.evaluate(
    () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
  );
}

/** Every canvas of the page, as its pixels, and what stands under the sentence. */
export async function picture(page: Page): Promise<string[]> {
  await settled(page);
  return page.evaluate(() => [
    document.querySelector('.caption')?.textContent ?? '',
    ...[...document.querySelectorAll('canvas')].map((canvas) => canvas.toDataURL()),
  ]);
}

/** The first thing on the screen that no reader should see; null when all is well. */
export async function nonsense(page: Page): Promise<string | null> {
  const text = await page.evaluate(() => document.querySelector('main')?.innerText ?? '');
  return (
    /.{0,60}\b(?:NaN|undefined|Infinity|not a number|\[object \w+\]).{0,40}/.exec(text)?.[0] ?? null
  );
}
