/** What the page and its engine still hold after two thousand different sentences. */
import type { Page } from 'playwright';
import { usedHeap } from '../run/heap.ts';
import { anySentence, seeded } from '../support/seeded.ts';
import type { Row } from './row.ts';
import type { Bench } from './run.ts';

/** Enough for caches and compiled code to have filled. */
const WARM = 50;
const ALL = 2000;
const SEED = 6;
const MEGABYTE = 1e6;

interface Held {
  readonly tensors: number;
  readonly bytes: number;
  readonly heap: number;
}

async function run(page: Page, texts: readonly string[]): Promise<void> {
  await page.evaluate(async (each) => {
    for (const text of each) await window.sightlines.run({ text });
  }, texts);
}

async function held(page: Page): Promise<Held> {
  const { numTensors, numBytes } = await page.evaluate(() => window.sightlines.stats());
  return { tensors: numTensors, bytes: numBytes, heap: await usedHeap(page) };
}

function different(count: number): string[] {
  const next = seeded(SEED);
  const texts = new Set<string>();
  while (texts.size < count) texts.add(anySentence(next));
  return [...texts];
}

export async function memory({ browser, url }: Bench): Promise<Row[]> {
  const page = await browser.newPage();
  try {
    await page.goto(`${url}?backend=wasm`);
    await page.evaluate(() => window.sightlines.ready);
    const texts = different(ALL);
    await run(page, texts.slice(0, WARM));
    const before = await held(page);
    await run(page, texts.slice(WARM));
    const after = await held(page);
    const row = (
      name: string,
      unit: Row['unit'],
      [now, then]: readonly [number, number],
      budget: NonNullable<Row['budget']>,
    ): Row => ({
      group: 'memory',
      name: `${name} after ${ALL} sentences, wasm`,
      unit,
      median: now,
      runs: 1,
      against: { name: `what it was after ${WARM}`, ratio: now / then },
      budget,
    });
    const same = (now: number, then: number) => ({ text: 'constant', met: now === then });
    return [
      row('tensors', 'count', [after.tensors, before.tensors], same(after.tensors, before.tensors)),
      row(
        'tensor memory',
        'MB',
        [after.bytes / MEGABYTE, before.bytes / MEGABYTE],
        same(after.bytes, before.bytes),
      ),
      row('JavaScript heap', 'MB', [after.heap / MEGABYTE, before.heap / MEGABYTE], {
        text: 'within 10%',
        met: after.heap <= 1.1 * before.heap,
      }),
    ];
  } finally {
    await page.close();
  }
}
