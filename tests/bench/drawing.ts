/**
 * Drawing all heads of both models: how long the script takes for one, and how many frames a second
 * come of it when every frame has other weights; beside one SVG rectangle for each cell.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, preview } from 'vite';
import type { Drawn, Grids } from './drawing/page.ts';
import { inPlainBrowser } from './plain-browser.ts';
import { type Row, summary } from './row.ts';

const ROOT = join(import.meta.dirname, 'drawing');
const FOR_MS = 3000;

/** The pair that the page is published with. */
const PAIR: Grids = { masks: ['bidirectional', 'causal'], heads: 16, columns: 4 };

/** How many frames a second are promised, by tokens. */
const BUDGETS: Readonly<Record<number, number>> = { 64: 60, 128: 30 };

/** A display that is refreshed 60 times a second is counted a little short of it. */
const COUNTING = 0.98;

/** Half a million elements are more than a page can hold. */
const SVG_UP_TO = 64;

function rowsOf(tokens: number, canvas: Drawn, svg: Drawn | null): Row[] {
  const group = 'drawing';
  const of = `all 32 heads, T = ${tokens}`;
  const script = summary(canvas.script);
  const promised = BUDGETS[tokens];
  const { framesPerSecond } = canvas;
  const rows: Row[] = [
    { group, name: `${of}: script`, unit: 'ms', ...script },
    {
      group,
      name: `${of}: in every frame`,
      unit: 'frames/s',
      median: framesPerSecond,
      runs: canvas.script.length,
      ...(promised !== undefined && {
        budget: {
          text: `≥ ${promised} frames a second`,
          met: framesPerSecond >= promised * COUNTING,
        },
      }),
    },
  ];
  if (svg === null) return rows;
  const slow = summary(svg.script);
  rows.push(
    {
      group,
      name: `${of}, one SVG rectangle per cell: script`,
      unit: 'ms',
      ...slow,
      against: { name: 'the canvas', ratio: slow.median / script.median },
    },
    {
      group,
      name: `${of}, one SVG rectangle per cell: in every frame`,
      unit: 'frames/s',
      median: svg.framesPerSecond,
      runs: svg.script.length,
      against: { name: 'the canvas', ratio: svg.framesPerSecond / framesPerSecond },
    },
  );
  return rows;
}

/** The benchmark's own page, built as the product is and kept out of its build. */
async function withPage<T>(task: (url: string) => Promise<T>): Promise<T> {
  const outDir = mkdtempSync(join(tmpdir(), 'sightlines-drawing-'));
  const shared = { root: ROOT, configFile: false, logLevel: 'warn' } as const;
  try {
    await build({ ...shared, build: { outDir, emptyOutDir: true, target: 'es2022' } });
    const server = await preview({ ...shared, build: { outDir }, preview: { port: 4184 } });
    try {
      return await task(server.resolvedUrls!.local[0]!);
    } finally {
      await server.close();
    }
  } finally {
    rmSync(outDir, { recursive: true });
  }
}

type Draw = (how: 'canvas' | 'svg', tokens: number, grids: Grids) => Promise<Drawn>;

/** Measures on the benchmark's own page. */
export async function whereDrawn<T>(task: (draw: Draw) => Promise<T>): Promise<T> {
  return withPage((url) =>
    inPlainBrowser(async (browser) => {
      const page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
      await page.goto(url);
      await page.waitForFunction(() => 'drawingBench' in window);
      return task((how, tokens, grids) =>
        page.evaluate(([a, b, c, d]) => window.drawingBench(a, b, c, d), [
          how,
          tokens,
          FOR_MS,
          grids,
        ] as const),
      );
    }),
  );
}

export async function drawing(): Promise<Row[]> {
  return whereDrawn(async (draw) => {
    const rows: Row[] = [];
    for (const tokens of [32, 64, 128]) {
      const canvas = await draw('canvas', tokens, PAIR);
      const svg = tokens <= SVG_UP_TO ? await draw('svg', tokens, PAIR) : null;
      rows.push(...rowsOf(tokens, canvas, svg));
    }
    return rows;
  });
}
