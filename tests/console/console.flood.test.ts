/** Ten thousand requests to the console API, most of them to `run()`: each is answered, or refused with a sentence. */
import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  createConsole,
  type RunResult,
  type SightlinesConsole,
} from '../../src/console/console.ts';
import type { Engine } from '../../src/engine/protocol.ts';
import { checkRequest } from '../../src/engine/request.ts';
import { flood, floodAsync, PATIENCE, requireSentence } from '../support/flood.ts';
import { anyValue, baked, hostile, nearly } from '../support/hostile.ts';
import { tinyEngine } from '../support/tiny-engine.ts';

let engine: Engine;
let api: SightlinesConsole;
let sample: RunResult;

beforeAll(async () => {
  engine = await tinyEngine();
  api = createConsole(engine, () => engine);
  sample = await api.run({ text: 'the cat sat' });
});

afterAll(() => engine.dispose());

/** What became of a request; a refusal is checked on the way. */
async function outcome(ask: () => unknown): Promise<'answered' | 'refused'> {
  try {
    await ask();
    return 'answered';
  } catch (error) {
    requireSentence(error);
    return 'refused';
  }
}

/** Short: the tokenizer has a flood of its own. */
const anyString = fc.string({ unit: 'binary', maxLength: 8 });
const index = fc.integer({ min: -1, max: 3 });
const text = nearly(fc.oneof(fc.constantFrom('the cat sat', 'a [MASK]', ''), anyString));
const perModel = (value: fc.Arbitrary<unknown>) =>
  fc.record({ bert: nearly(value), gpt: nearly(value) }, { requiredKeys: [] });
const maskSpec = fc.oneof(
  fc.constantFrom('bidirectional', 'causal', 'sideways'),
  ...['prefix', 'window', 'hide'].map((name) =>
    nearly(fc.integer({ min: -1, max: 9 })).map((value) => ({ [name]: value })),
  ),
  fc.uint8Array({ max: 1 }),
);

const runs = fc.record(
  {
    text,
    pair: nearly(anyString),
    backend: nearly(fc.constantFrom('cpu', 'wasm', 'webgl')),
    inspect: nearly(
      fc.record({
        model: nearly(fc.constantFrom('bert', 'gpt')),
        layer: nearly(index),
        head: nearly(index),
      }),
    ),
    mask: nearly(perModel(maskSpec)),
    ablate: nearly(perModel(fc.array(fc.tuple(nearly(index), index), { maxLength: 3 }))),
  },
  { requiredKeys: [] },
);

const blanks = fc.record({ text, index: nearly(index) }, { requiredKeys: [] });

const writings = fc.record(
  {
    text,
    tokens: nearly(fc.constantFrom(1, 2, 500)),
    temperature: nearly(fc.constantFrom(0, 0.5, 101)),
    topK: nearly(fc.constantFrom(null, 1, 40)),
    topP: nearly(fc.constantFrom(null, 0.5, 2)),
    seed: nearly(fc.nat(1_000_001)),
  },
  { requiredKeys: [] },
);

const request = (plausible: fc.Arbitrary<unknown>) =>
  fc.oneof(
    { weight: 5, arbitrary: plausible },
    { weight: 1, arbitrary: anyValue },
    { weight: 1, arbitrary: hostile },
  );

/** At least one request was answered and one refused: the flood met both. */
function both(counts: Record<'answered' | 'refused', number>): void {
  if (process.env.FLOOD_PATH) return;
  expect(counts.answered).toBeGreaterThan(0);
  expect(counts.refused).toBeGreaterThan(0);
}

it(
  'run() answers or refuses any request',
  async () => {
    const counts = { answered: 0, refused: 0 };
    await floodAsync(
      fc.asyncProperty(request(runs), async (asked) => {
        counts[await outcome(() => api.run(baked(asked) as never))]++;
      }),
      6000,
    );
    both(counts);
  },
  PATIENCE,
);

it(
  'blank() answers or refuses any request',
  async () => {
    const counts = { answered: 0, refused: 0 };
    await floodAsync(
      fc.asyncProperty(request(blanks), async (asked) => {
        counts[await outcome(() => api.blank(baked(asked) as never))]++;
      }),
      800,
    );
    both(counts);
  },
  PATIENCE,
);

it(
  'generate() answers or refuses any request',
  async () => {
    const counts = { answered: 0, refused: 0 };
    await floodAsync(
      fc.asyncProperty(request(writings), async (asked) => {
        const all = async () => {
          let written = 0;
          for await (const _ of api.generate(baked(asked) as never)) if (++written === 3) break;
        };
        counts[await outcome(all)]++;
      }),
      1200,
    );
    both(counts);
  },
  PATIENCE,
);

it(
  'analyse() answers or refuses any run and any heads',
  async () => {
    const lists = ['tokens', 'labels', 'ids', 'special', 'word', 'mask', 'attention'] as const;
    const part = fc.constantFrom(...lists, 'layers', 'heads');
    const changed = fc
      .tuple(fc.constantFrom('bert', 'gpt'), part, nearly(index))
      .map(([model, name, value]): unknown => ({
        ...sample,
        [model]: { ...sample[model as 'bert' | 'gpt'], [name]: value },
      }));
    const oddEntries = fc
      .tuple(fc.constantFrom(...lists), fc.nat(3), nearly(index), nearly(index))
      .map(([name, at, bert, gpt]): unknown => {
        const odd = (run: RunResult['bert'] | RunResult['gpt'], value: unknown) => ({
          ...run,
          [name]: Array.from<unknown>(run[name]).with(at, value),
        });
        return { bert: odd(sample.bert, bert), gpt: odd(sample.gpt, gpt) };
      });
    const heads = fc.oneof(
      fc.constant(undefined),
      nearly(perModel(fc.record({ layer: nearly(index), head: nearly(index) }))),
    );
    const counts = { answered: 0, refused: 0 };
    await floodAsync(
      fc.asyncProperty(
        fc.oneof(
          fc.constantFrom('sample').map((): unknown => sample),
          changed,
          oddEntries,
          anyValue,
          hostile,
        ),
        heads,
        async (run, choice) => {
          counts[await outcome(() => api.analyse(baked(run) as never, baked(choice) as never))]++;
        },
      ),
      2000,
    );
    both(counts);
  },
  PATIENCE,
);

it(
  'the engine’s own check of a request passes it or refuses it',
  () => {
    flood(
      fc.property(request(runs), (asked) => {
        try {
          const good = checkRequest(baked(asked));
          structuredClone(good);
        } catch (error) {
          requireSentence(error);
        }
      }),
    );
  },
  PATIENCE,
);
