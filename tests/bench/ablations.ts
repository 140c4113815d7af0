/** Every head of both models switched off alone, in the page, from the click to the whole ranking. */
import type { Page } from 'playwright';
import { type Row, summary } from './row.ts';
import type { Bench } from './run.ts';

/** Sixteen tokens with BERT's two. */
const TEXT = 'The old man sat by the river and watched the boats go past.';
const TOKENS = 16;
const RUNS = 7;
const BUDGET_MS = 1000;

/** Milliseconds until all 32 heads are ranked on the page. */
function rank(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const start = performance.now();
    for (const button of document.querySelectorAll('button')) {
      if (button.textContent === 'Rank all heads') button.click();
    }
    for (;;) {
      await new Promise(requestAnimationFrame);
      const tried = document.querySelector<HTMLProgressElement>('.ranking progress');
      const isDone = tried !== null && tried.max > 1 && tried.value === tried.max;
      if (isDone) return performance.now() - start;
    }
  });
}

export async function ablations({ browser, url }: Bench): Promise<Row[]> {
  const page = await browser.newPage();
  try {
    const query = new URLSearchParams({ text: TEXT, view: 'experiment', try: 'heads' });
    await page.goto(`${url}?${query}&backend=wasm`);
    await page.evaluate(() => window.sightlines.ready);
    const { bert } = await page.evaluate((text) => window.sightlines.run({ text }), TEXT);
    if (bert.tokens.length !== TOKENS) {
      throw new Error(`The sentence has ${bert.tokens.length} tokens, not ${TOKENS}.`);
    }
    await page.getByRole('button', { name: 'Rank all heads' }).waitFor();
    const times: number[] = [];
    for (let run = 0; run <= RUNS; run++) {
      const ms = await rank(page);
      // The first run warms up.
      if (run > 0) times.push(ms);
      await page.getByRole('button', { name: 'Put the ranking away' }).click();
    }
    const own = summary(times);
    return [
      {
        group: 'ablations',
        name: `all 32 single heads switched off, T = ${TOKENS}, wasm, in the page`,
        unit: 'ms',
        ...own,
        budget: { text: '≤ 1 s', met: own.median <= BUDGET_MS },
      },
    ];
  } finally {
    await page.close();
  }
}
