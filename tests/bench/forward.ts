/**
 * One forward pass of each shipped model, from token ids to attention on the CPU side: per backend,
 * beside ONNX Runtime Web on the same weights, and beside what the processor could do at best.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'vite';
import type { Job, Measured } from './pages/forward.ts';
import { type Row, summary } from './row.ts';
import type { Bench } from './run.ts';

type ModelName = 'bert' | 'gpt';

const MODELS: readonly ModelName[] = ['bert', 'gpt'];
const TITLES = { bert: 'mini-BERT', gpt: 'mini-GPT' } as const;
const LENGTHS = [8, 16, 32, 64, 128];
const GROUP = 'forward';

/** ONNX graphs are made by the training pipeline; null with a word where PyTorch is not installed. */
function onnxGraphs(): boolean {
  const made = () => MODELS.every((model) => existsSync(`bench/mini-${model}.onnx`));
  for (const python of ['/usr/bin/python3', 'python3']) {
    if (spawnSync(python, ['-m', 'training', 'onnx'], { stdio: 'inherit' }).status === 0) break;
  }
  if (!made()) console.log('ONNX Runtime Web is left out: its graphs need PyTorch.');
  return made();
}

interface Shape {
  readonly layers: number;
  readonly width: number;
  readonly feedForward: number;
  readonly vocabulary: number;
}

function shapeOf(model: ModelName): Shape {
  const path = `public/models/mini-${model}/config.json`;
  const config = JSON.parse(readFileSync(path, 'utf8')) as Record<string, number>;
  const width = (config.hidden_size ?? config.n_embd)!;
  return {
    layers: (config.num_hidden_layers ?? config.n_layer)!,
    width,
    feedForward: config.intermediate_size ?? config.n_inner ?? 4 * width,
    vocabulary: config.vocab_size!,
  };
}

/** Multiply-adds of a forward pass over T tokens; GPT's includes the logits of the last one. */
function multiplyAdds(model: ModelName, length: number): number {
  const { layers, width, feedForward, vocabulary } = shapeOf(model);
  const linear = length * (4 * width * width + 2 * width * feedForward);
  const attention = 2 * length * length * width;
  return layers * (linear + attention) + (model === 'gpt' ? width * vocabulary : 0);
}

export async function forward({ browser }: Bench): Promise<Row[]> {
  const withOnnx = onnxGraphs();
  const server = await createServer({
    server: { port: 5983 },
    logLevel: 'warn',
    optimizeDeps: { exclude: ['onnxruntime-web'] },
  });
  await server.listen();
  const page = await browser.newPage();
  try {
    await page.goto(`${server.resolvedUrls!.local[0]}tests/bench/pages/forward.html`);
    await page.waitForFunction(() => 'measureForward' in window);
    const measure = (job: Job): Promise<Measured> =>
      page.evaluate((each) => window.measureForward(each), job);
    const perSecond = await page.evaluate(() => window.measurePeak());
    const rows: Row[] = [
      {
        group: GROUP,
        name: 'multiply-adds at the measured SIMD peak, a microsecond',
        unit: 'count',
        median: perSecond / 1e6,
        runs: 20,
      },
    ];
    for (const model of MODELS) rows.push(...(await ofModel(model, measure, perSecond, withOnnx)));
    return rows;
  } finally {
    await page.close();
    await server.close();
  }
}

async function ofModel(
  model: ModelName,
  measure: (job: Job) => Promise<Measured>,
  perSecond: number,
  withOnnx: boolean,
): Promise<Row[]> {
  const rows: Row[] = [];
  // In turn, so that what else the machine does meets both alike.
  const rounds = 3;
  const wasm = await measure({ model, backend: 'wasm', lengths: LENGTHS, runs: 20 });
  const times: Record<string, Record<number, number[]>> = {
    wasm: collect(wasm),
    onnx: {},
    typing: {},
  };
  for (let round = 0; round < rounds; round++) {
    for (const backend of ['onnx', 'typing', 'wasm'] as const) {
      if (backend === 'onnx' && !withOnnx) continue;
      if (backend === 'typing' && model === 'bert') continue;
      const more = collect(await measure({ model, backend, lengths: LENGTHS, runs: 20 }));
      for (const length of LENGTHS) {
        const all = times[backend]!;
        all[length] = [...(all[length] ?? []), ...more[length]!];
      }
    }
  }
  for (const length of LENGTHS) {
    const own = summary(times.wasm![length]!);
    const name = (what: string) => `${TITLES[model]}, T = ${length}, ${what}`;
    const bound = (1000 * multiplyAdds(model, length)) / perSecond;
    const peer = withOnnx ? summary(times.onnx![length]!) : null;
    const limit = length <= 32 ? 1 : length === 128 ? 1.2 : null;
    const ratio = peer && own.median / peer.median;
    rows.push({
      group: GROUP,
      name: name('wasm'),
      unit: 'ms',
      ...own,
      ...(ratio !== null && { against: { name: 'ONNX Runtime Web', ratio } }),
      ...(model === 'bert' &&
        ratio !== null &&
        limit !== null && {
          budget: { text: `≤ ${limit.toFixed(1)}x ONNX Runtime Web`, met: ratio <= limit },
        }),
    });
    if (peer) rows.push({ group: GROUP, name: name('ONNX Runtime Web'), unit: 'ms', ...peer });
    rows.push({
      group: GROUP,
      name: name('lower bound'),
      unit: 'ms',
      median: bound,
      runs: 1,
      against: { name: 'wasm', ratio: bound / own.median },
    });
    if (model === 'gpt') {
      const typed = summary(times.typing![length]!);
      const faster = own.median / typed.median;
      rows.push({
        group: GROUP,
        name: name('wasm, one token more'),
        unit: 'ms',
        ...typed,
        against: { name: 'the whole text', ratio: 1 / faster },
        ...(length === 64 && {
          budget: { text: '≥ 5x faster than the whole', met: faster >= 5 },
        }),
      });
    }
  }
  rows.push(...(await ofOthers(model, measure)));
  return rows;
}

const collect = ({ times }: Measured): Record<number, number[]> =>
  Object.fromEntries(Object.entries(times).map(([length, each]) => [length, [...each]]));

/** The backends that are not the usual one here: fewer runs, because they are slow. */
async function ofOthers(
  model: ModelName,
  measure: (job: Job) => Promise<Measured>,
): Promise<Row[]> {
  const rows: Row[] = [];
  for (const backend of ['webgl', 'cpu'] as const) {
    const { times, programs } = await measure({ model, backend, lengths: LENGTHS, runs: 5 });
    for (const length of LENGTHS) {
      const name = `${TITLES[model]}, T = ${length}, ${backend === 'webgl' ? 'webgl (in software)' : backend}`;
      rows.push({ group: GROUP, name, unit: 'ms', ...summary(times[length]!) });
      const count = programs[length];
      if (count === undefined) continue;
      rows.push({
        group: GROUP,
        name: `${TITLES[model]}, T = ${length}, GL programs a forward`,
        unit: 'count',
        median: count,
        runs: 1,
        budget: { text: '≤ 120', met: count <= 120 },
      });
    }
  }
  return rows;
}
