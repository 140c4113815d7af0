/**
 * The first visit, over a slow line and on a slow processor: when there is something to look at, when
 * the page first computes by itself, and what has been sent by then.
 */
import { resolve } from 'node:path';
import type { Browser } from 'playwright';
import { FIRST_ANSWER, FIRST_HEATMAP } from '../../src/store/timing.ts';
import { inPlainBrowser } from './plain-browser.ts';
import { quantile, type Row, summary } from './row.ts';
import { slowLine } from './slow-line.ts';

const MEGABITS = 10;
const LATENCY_MS = 40;
const SLOWER = 4;
const VISITS = 3;
const BUDGET_MS = 1500;

/** What kind of thing a path is; the first that fits. */
const KINDS: readonly (readonly [kind: string, path: RegExp])[] = [
  ['weights', /^models\/.*(safetensors|\.bin|\.q8)/],
  ['models, without weights', /^models\//],
  ['examples', /^(presets|probes)\//],
  ['document', /\.html$/],
  ['script', /\.js$/],
  ['style', /\.css$/],
  ['font', /\.woff2?$/],
  ['wasm', /\.wasm$/],
  ['other', /./],
];

interface Visit {
  readonly heatmap: number;
  readonly answer: number;
  /** kB by kind: until the first picture, and until the first answer. */
  readonly early: ReadonlyMap<string, number>;
  readonly all: ReadonlyMap<string, number>;
}

function byKind(sent: ReadonlyMap<string, number>): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [path, bytes] of sent) {
    const [kind] = KINDS.find(([, pattern]) => pattern.test(path))!;
    sums.set(kind, (sums.get(kind) ?? 0) + bytes / 1000);
  }
  return sums;
}

/** A visit of somebody who has never been here. */
async function visit(browser: Browser): Promise<Visit> {
  const line = await slowLine(resolve('dist'), MEGABITS, LATENCY_MS);
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  try {
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Emulation.setCPUThrottlingRate', { rate: SLOWER });
    const marked = async (name: string) => {
      const find = (each: string) => performance.getEntriesByName(each)[0]?.startTime;
      const found = await page.waitForFunction(find, name, { polling: 50, timeout: 120_000 });
      return (await found.jsonValue()) as number;
    };
    await page.goto(`${line.url}?backend=wasm`, { waitUntil: 'commit' });
    const heatmap = await marked(FIRST_HEATMAP);
    const early = byKind(line.sent);
    return { heatmap, early, answer: await marked(FIRST_ANSWER), all: byKind(line.sent) };
  } finally {
    await context.close();
    line.close();
  }
}

export async function cold(): Promise<Row[]> {
  return inPlainBrowser(async (browser) => {
    const visits: Visit[] = [];
    for (let nth = 0; nth < VISITS; nth++) visits.push(await visit(browser));
    const group = 'cold start';
    const at = `${MEGABITS} Mbit/s, ${LATENCY_MS} ms, page ${SLOWER}x slower`;
    const heatmap = summary(visits.map((each) => each.heatmap));
    const answer = summary(visits.map((each) => each.answer));
    const kinds = KINDS.map(([kind]) => kind).filter((kind) => visits[0]!.all.has(kind));
    const kB = (part: 'early' | 'all', kind: string) =>
      quantile(
        visits.map((each) => each[part].get(kind) ?? 0),
        0.5,
      );
    return [
      {
        group,
        name: `first real heatmap, ${at}`,
        unit: 'ms',
        ...heatmap,
        budget: { text: `≤ ${BUDGET_MS} ms`, met: heatmap.median <= BUDGET_MS },
      },
      {
        group,
        name: `first live answer, ${at}`,
        unit: 'ms',
        ...answer,
        against: { name: 'the first heatmap', ratio: answer.median / heatmap.median },
      },
      ...(['early', 'all'] as const).flatMap((part) =>
        kinds.map(
          (kind): Row => ({
            group,
            name: `${kind}, sent by the first ${part === 'early' ? 'heatmap' : 'answer'}`,
            unit: 'kB',
            median: kB(part, kind),
            runs: VISITS,
          }),
        ),
      ),
    ];
  });
}
