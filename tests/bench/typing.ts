/**
 * Typing in the real page: from the key to the painted pictures of both models, by the page's own
 * measure `keystroke-to-paint`, and how smoothly the page goes on under fast typing.
 */
import type { Page } from 'playwright';
import { KEYSTROKE_TO_PAINT, KEYSTROKE_TO_PICTURES } from '../../src/store/timing.ts';
import { inPlainBrowser } from './plain-browser.ts';
import { type Row, summary } from './row.ts';
import type { Bench } from './run.ts';

const WORDS =
  'the old man walked slowly down the road to the village by the sea and sat on a stone where he could see the boats come home with the wind from the north'.split(
    ' ',
  );

const words = (count: number, from = 0) =>
  Array.from({ length: count }, (_, at) => WORDS[(from + at) % WORDS.length]).join(' ');

/** What is typed, and then deleted again, so that the text stays about as long as it is. */
const TYPED = [...' and so'];
const ROUNDS = 4;

const KEYS_A_SECOND = 12;
const FAST_TEXT = ' and then they all went down to the harbour to wait for him';
const FRAME_MS = 1000 / 60;
const LONG_TASK_MS = 50;

/** Between two keys that come at any moment: the page is idle again. */
const PAUSE_MS = 100;
/** Multiples of it, modulo 1, spread evenly however many there are. */
const GOLDEN = (Math.sqrt(5) - 1) / 2;

interface Budget {
  readonly median: number;
  readonly p95?: number;
}

const SIZES: readonly { readonly tokens: number; readonly budget: Budget }[] = [
  { tokens: 16, budget: { median: 40, p95: 80 } },
  { tokens: 64, budget: { median: 120 } },
];

declare global {
  interface Window {
    typingBench: {
      /** Of every text that was shown, in milliseconds. */
      times: number[];
      longTasks: number[];
      /** Whether every frame is asked for and counted, as a page that moves would ask for it. */
      counts: boolean;
      frames: number[];
    };
  }
}

/** The page with a text of so many of BERT's tokens, both models live, the caret in the box. */
async function openWith(page: Page, url: string, tokens: number): Promise<void> {
  // Two special tokens, and most of these words are one token each.
  const first = words(tokens - 2);
  let text = first;
  await page.goto(`${url}?backend=wasm&text=${encodeURIComponent(text)}`);
  await page.evaluate(() => window.sightlines.ready);
  const count = (each: string) =>
    page.evaluate(
      async (asked) => (await window.sightlines.run({ text: asked })).bert.tokens.length,
      each,
    );
  while ((await count(text)) > tokens) text = text.slice(0, text.lastIndexOf(' '));
  await page.evaluate((measure) => {
    window.typingBench = { times: [], longTasks: [], counts: true, frames: [] };
    const { times, longTasks, frames } = window.typingBench;
    new PerformanceObserver((list) => {
      for (const entry of list.getEntriesByName(measure)) times.push(entry.duration);
    }).observe({ type: 'measure' });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) longTasks.push(entry.duration);
    }).observe({ type: 'longtask' });
    const loop = {
      frame(now: number) {
        frames.push(now);
        if (window.typingBench.counts) requestAnimationFrame(loop.frame);
      },
    };
    requestAnimationFrame(loop.frame);
  }, KEYSTROKE_TO_PAINT);
  await page.locator('textarea').focus();
  if (text !== first) await replaceAll(page, text);
}

const shown = (page: Page) => page.evaluate(() => window.typingBench.times.length);

/** Does something that changes the text, and gives how long its pictures took. */
async function timed(page: Page, change: () => Promise<void>): Promise<number> {
  const before = await shown(page);
  await change();
  await page.waitForFunction((count) => window.typingBench.times.length > count, before);
  return page.evaluate(() => window.typingBench.times.at(-1)!);
}

async function replaceAll(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+A');
  await timed(page, () => page.keyboard.insertText(text));
}

async function caretTo(page: Page, where: 'end' | 'middle'): Promise<void> {
  await page.locator('textarea').evaluate((element, place) => {
    const box = element as HTMLTextAreaElement;
    const { value } = box;
    const at = place === 'end' ? value.length : value.indexOf(' ', value.length / 2);
    box.setSelectionRange(at, at);
  }, where);
}

const nameOfKey = (character: string) => (character === ' ' ? 'Space' : character);

/** Typing at a place and deleting again, key by key, each one when the pictures of the last are there. */
async function keyByKey(page: Page, where: 'end' | 'middle') {
  const typing: number[] = [];
  const deleting: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    await caretTo(page, where);
    for (const character of TYPED) {
      typing.push(await timed(page, () => page.keyboard.press(nameOfKey(character))));
    }
    for (const _ of TYPED) {
      deleting.push(await timed(page, () => page.keyboard.press('Backspace')));
    }
  }
  return { typing, deleting };
}

/**
 * Typing and deleting at the end on a page that nothing else keeps drawing, at moments that are spread
 * over a frame, as a person's are. `keyByKey` presses each key right after a frame, so that the wait
 * for another is always the longest.
 */
async function atAnyMoment(page: Page) {
  await page.evaluate(() => {
    window.typingBench.counts = false;
  });
  await caretTo(page, 'end');
  const painted: number[] = [];
  const drawn: number[] = [];
  const there = TYPED.map(nameOfKey);
  const back = TYPED.map(() => 'Backspace');
  const keys = Array.from({ length: ROUNDS }, () => [...there, ...back]).flat();
  for (const [nth, key] of keys.entries()) {
    await page.waitForTimeout(PAUSE_MS + ((nth * GOLDEN) % 1) * FRAME_MS);
    const before = await shown(page);
    await page.keyboard.press(key);
    await page.waitForFunction((count) => window.typingBench.times.length > count, before, {
      polling: PAUSE_MS,
    });
    const [paint, pictures] = await page.evaluate(
      (names) => names.map((name) => performance.getEntriesByName(name).at(-1)!.duration),
      [KEYSTROKE_TO_PAINT, KEYSTROKE_TO_PICTURES],
    );
    painted.push(paint!);
    drawn.push(pictures!);
  }
  return { painted, drawn };
}

/** How long the engine alone takes for the text in the box, from the page and back to it. */
function engineAlone(page: Page): Promise<number[]> {
  return page.evaluate(async () => {
    const text = document.querySelector('textarea')!.value;
    const times: number[] = [];
    for (let run = 0; run < 20; run++) {
      const start = performance.now();
      await window.sightlines.run({ text });
      times.push(performance.now() - start);
    }
    return times;
  });
}

function row(name: string, times: readonly number[], engine: number, budget?: Budget): Row {
  const measured = summary(times);
  return {
    group: 'typing',
    name,
    unit: 'ms',
    ...measured,
    against: { name: 'the engine alone', ratio: measured.median / engine },
    ...(budget && {
      budget: {
        text: `median ≤ ${budget.median} ms${budget.p95 ? `, p95 ≤ ${budget.p95} ms` : ''}`,
        met:
          measured.median <= budget.median &&
          measured.p95! <= (budget.p95 ?? Number.POSITIVE_INFINITY),
      },
    }),
  };
}

/** Typing at a typist's pace without waiting for the pictures. */
async function fast(page: Page, tokens: number): Promise<Row[]> {
  await caretTo(page, 'end');
  await page.evaluate(() => {
    window.typingBench.longTasks.length = 0;
    window.typingBench.frames.length = 0;
    window.typingBench.times.length = 0;
  });
  const start = Date.now();
  for (const [nth, character] of [...FAST_TEXT].entries()) {
    const due = start + (nth * 1000) / KEYS_A_SECOND;
    await page.waitForTimeout(Math.max(0, due - Date.now()));
    await page.keyboard.press(nameOfKey(character));
  }
  const { longTasks, frames, times } = await page.evaluate(() => window.typingBench);
  const gaps = frames.slice(1).map((at, nth) => at - frames[nth]!);
  const dropped = gaps.map((gap) => Math.max(0, Math.round(gap / FRAME_MS) - 1));
  const total = dropped.reduce((sum, each) => sum + each, 0);
  const group = 'typing';
  const at = `${KEYS_A_SECOND} keys a second, T = ${tokens}`;
  const one = { group, runs: FAST_TEXT.length };
  return [
    {
      ...one,
      name: `main-thread tasks over ${LONG_TASK_MS} ms, ${at}`,
      unit: 'count',
      median: longTasks.length,
      budget: { text: `longest task ≤ ${LONG_TASK_MS} ms`, met: longTasks.length === 0 },
    },
    ...(longTasks.length > 0
      ? [
          {
            ...one,
            name: `the longest of them, ${at}`,
            unit: 'ms',
            median: Math.max(...longTasks),
          } as const,
        ]
      : []),
    {
      group,
      name: `frames shown of those that were due, ${at}`,
      unit: 'ratio',
      median: gaps.length / (gaps.length + total),
      runs: gaps.length,
    },
    { group, name: `between two frames, ${at}`, unit: 'ms', ...summary(gaps) },
    {
      ...one,
      name: `keys answered before the next, ${at}`,
      unit: 'ratio',
      median: times.length / FAST_TEXT.length,
    },
  ];
}

export async function typing({ url }: Bench): Promise<Row[]> {
  return inPlainBrowser(async (browser) => {
    const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    const rows: Row[] = [];
    for (const { tokens, budget } of SIZES) {
      await openWith(page, url, tokens);
      const engine = summary(await engineAlone(page));
      const end = await keyByKey(page, 'end');
      const middle = await keyByKey(page, 'middle');
      const smoothness = await fast(page, tokens);
      const { painted, drawn } = await atAnyMoment(page);
      const of = `T = ${tokens}`;
      rows.push(
        { group: 'typing', name: `the engine alone, ${of}`, unit: 'ms', ...engine },
        row(`typing at the end, ${of}`, end.typing, engine.median, budget),
        row(`typing in the middle, ${of}`, middle.typing, engine.median, budget),
        row(`deleting, ${of}`, [...end.deleting, ...middle.deleting], engine.median, budget),
        row(`typing at any moment of a frame, ${of}`, painted, engine.median),
        row(`the same, until the pictures are drawn, ${of}`, drawn, engine.median),
        ...smoothness,
      );
    }
    rows.push(await pasting(page));
    return rows;
  });
}

const PASTED = 100;

async function pasting(page: Page): Promise<Row> {
  const times: number[] = [];
  for (let run = 0; run < 6; run++) {
    await replaceAll(page, words(3, run));
    await caretTo(page, 'end');
    times.push(await timed(page, () => page.keyboard.insertText(` ${words(PASTED, run)}`)));
  }
  return row(`pasting ${PASTED} words`, times, summary(await engineAlone(page)).median);
}
