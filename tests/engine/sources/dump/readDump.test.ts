/** Files of attention, as they should be: every format and every layout that is read, to the same value. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readDump } from '../../../../src/engine/sources/dump/readDump.ts';
import { traceOf } from '../../../../src/engine/sources/dump/trace.ts';
import { bidirectional, causal } from '../../../../src/model/mask.ts';
import { expectClose } from '../../../support/close.ts';
import {
  attention,
  fixture,
  json,
  npy,
  npz,
  safetensors,
  said,
  singles,
  strings,
} from '../../../support/dumps.ts';

const [L, H, T] = [3, 2, 5];
const all = attention([L, H, T, T]);
const layer = (at: number) => all.subarray(at * H * T * T, (at + 1) * H * T * T);
const perLayer = (shape: readonly number[], name: (at: number) => string) =>
  Object.fromEntries([0, 1, 2].map((at) => [name(at), singles(shape, layer(at))]));

const nested = (shape: readonly number[], values: ArrayLike<number>): unknown => {
  const [extent = 0, ...rest] = shape;
  const size = rest.reduce((product, each) => product * each, 1);
  return Array.from({ length: extent }, (_, at) =>
    rest.length === 0
      ? values[at]
      : nested(rest, Array.prototype.slice.call(values, at * size, (at + 1) * size)),
  );
};

const { tokens } = { tokens: JSON.parse(said(T).tokens) as string[] };
const bytes = (values: Float32Array) => new Uint8Array(values.slice().buffer);

describe('A file of attention', () => {
  it.each([
    [
      'layer by layer',
      safetensors(
        perLayer([H, T, T], (at) => `attentions.${at}`),
        said(T),
      ),
    ],
    [
      'with an axis for the batch',
      safetensors(
        perLayer([1, H, T, T], (at) => `attentions.${at}`),
        said(T),
      ),
    ],
    [
      'counted from 1',
      safetensors(
        perLayer([H, T, T], (at) => `attentions_${at + 1}`),
        said(T),
      ),
    ],
    ['all layers at once', safetensors({ attentions: singles([L, H, T, T], all) }, said(T))],
    [
      'all layers with a batch',
      safetensors({ attentions: singles([L, 1, H, T, T], all) }, said(T)),
    ],
    [
      'by TransformerLens’ names',
      safetensors(
        perLayer([1, H, T, T], (at) => `blocks.${at}.attn.hook_pattern`),
        said(T),
      ),
    ],
    [
      'as npz',
      npz({
        'attentions.npy': npy('<f4', `(${L}, ${H}, ${T}, ${T})`, bytes(all)),
        'tokens.npy': strings(tokens),
      }),
    ],
    [
      'as npz of unnamed arrays',
      npz({
        ...Object.fromEntries(
          [0, 1, 2].map((at) => [
            `arr_${at}.npy`,
            npy('<f4', `(${H}, ${T}, ${T})`, bytes(layer(at))),
          ]),
        ),
        'tokens.npy': strings(tokens),
      }),
    ],
    ['as JSON', json({ attentions: nested([L, H, T, T], all), tokens })],
    ['as JSON in BertViz’ lists', json({ attention: nested([L, 1, H, T, T], all), tokens })],
  ])('%s is read to the same value', async (_, file) => {
    const dump = await readDump(file);
    expect(dump.tokens.map(({ piece }) => piece)).toEqual(tokens.map((each) => `Ġ${each}`));
    expect(dump.self).toMatchObject({ layers: L, heads: H, rows: T, columns: T, causal: false });
    expectClose('attention', dump.self!.whole!, all, { absolute: 1e-6 });
    expect(await dump.self!.read(2, 1)).toEqual(dump.self!.whole!.slice(-T * T));
    expect(dump.cross).toBeNull();
  });

  it('in halves, in bfloat16 and in bytes has the same weights as far as these go', async () => {
    const shape = [1, 2, 2];
    const [quarter, half] = [0.25, 0.5];
    const values = [quarter, 1 - quarter, half, half];
    const read = async (dtype: string, data: Uint8Array) =>
      (await readDump(safetensors({ 'attentions.0': { dtype, shape, bytes: data } }, said(2))))
        .self!.whole!;
    const words = (...each: number[]) => new Uint8Array(Uint16Array.from(each).buffer);
    expect([...(await read('F16', words(0x3400, 0x3a00, 0x3800, 0x3800)))]).toEqual(values);
    expect([...(await read('BF16', words(0x3e80, 0x3f40, 0x3f00, 0x3f00)))]).toEqual(values);
    expect([...(await read('F64', new Uint8Array(Float64Array.from(values).buffer)))]).toEqual(
      values,
    );
    expectClose('bytes', await read('U8', Uint8Array.of(64, 191, 127, 128)), values, {
      absolute: 0.003,
    });
  });

  it('of one layer, or of one head, is read', async () => {
    const one = await readDump(safetensors({ attentions: singles([H, T, T], layer(0)) }, said(T)));
    expect(one.self).toMatchObject({ layers: 1, heads: H });
    const head = layer(0).subarray(0, T * T);
    const least = await readDump(safetensors({ attentions: singles([T, T], head) }, said(T)));
    expect(least.self).toMatchObject({ layers: 1, heads: 1, rows: T });
  });

  it('says what its model is, in words that cannot be seen as anything else', async () => {
    const model = 'org/mo\u202edel\u0000\n<b>x</b>';
    const file = safetensors(
      { attentions: singles([T, T], layer(0).subarray(0, T * T)) },
      said(T, { model }),
    );
    const dump = await readDump(file, { name: 'mine.safetensors' });
    expect(dump.model).toBe('org/mo del <b>x</b>');
    const bare = safetensors({ attentions: singles([T, T], layer(0).subarray(0, T * T)) }, said(T));
    expect((await readDump(bare, { name: 'mine.safetensors' })).model).toBe('mine.safetensors');
    expect((await readDump(bare)).model).toBe('attention');
  });
});

describe('The mask of a file', () => {
  const triangle = attention([L, H, T, T], { causal: true });
  const open = (values: Float32Array, more: Record<string, string> = {}) =>
    readDump(safetensors({ attentions: singles([L, H, T, T], values) }, said(T, more)));

  it('is causal where no weight looks ahead, and that is said', async () => {
    const { self, findings } = await open(triangle);
    expect(self!.mask).toEqual(causal(T));
    expect(findings).toContainEqual({ what: 'mask', causal: true, from: 'weights' });
  });

  it('is open where a weight looks ahead, and that is said', async () => {
    const values = triangle.slice();
    values[T * T + 1] = 0.25;
    const { self, findings } = await open(values);
    expect(self!.mask).toEqual(bidirectional(T));
    expect(findings).toContainEqual({ what: 'mask', causal: false, from: 'weights' });
  });

  it('is what the file says, and weights that look ahead all the same are told', async () => {
    const values = triangle.slice();
    values[T * T + 3] = 0.25;
    const { self, findings } = await open(values, { causal: 'true' });
    expect(self!.causal).toBe(true);
    expect(self!.mask).toEqual(causal(T));
    expect(self!.maxFuture).toBe(0.25);
    expect(findings).toContainEqual({ what: 'mask', causal: true, from: 'file' });
    const at = { layer: 0, head: 1, row: 0, column: 3 };
    expect(findings).toContainEqual({ what: 'future', weight: 0.25, at });
  });

  it('that says it is open over weights that never look ahead is told, too', async () => {
    const { self, findings } = await open(triangle, { causal: 'false' });
    expect(self!.mask).toEqual(bidirectional(T));
    expect(findings).toContainEqual({ what: 'no future' });
  });
});

describe('What is doubtful in a file', () => {
  const open = (values: Float32Array, more: Record<string, string> = {}) =>
    readDump(safetensors({ attentions: singles([L, H, T, T], values) }, said(T, more)));

  it('is told, and left as it is: rows that do not sum to 1', async () => {
    const values = all.slice();
    values[T * T * H + T]! += 0.5;
    values[T * T * H + 2 * T]! += 0.25;
    const { self, findings } = await open(values);
    const at = { layer: 1, head: 0, row: 1 };
    expect(findings.filter(({ what }) => what === 'sums')).toEqual([
      { what: 'sums', of: 'self', rows: 2, sum: expect.closeTo(1.5, 5), at },
    ]);
    expect(self!.maxRowError).toBeCloseTo(0.5, 5);
    expect(self!.whole).toEqual(values);
  });

  it('is told: weights that are no numbers', async () => {
    const values = all.slice();
    values[7] = Number.NaN;
    values[8] = Number.POSITIVE_INFINITY;
    const { self, findings } = await open(values);
    const at = { layer: 0, head: 0, row: 1, column: 2 };
    expect(findings).toContainEqual({ what: 'not finite', of: 'self', weights: 2, at });
    expect(self!.maxRowError).toBeNaN();
    expect(self!.whole![7]).toBeNaN();
  });

  it('is told of cross-attention apart', async () => {
    const file = safetensors(
      { attentions: singles([L, H, T, T], all), cross: singles([1, T], [0, 0, 0, 0, 0.5]) },
      said(T, { query_tokens: '["a"]' }),
    );
    const { findings } = await readDump(file);
    const at = { layer: 0, head: 0, row: 0 };
    expect(findings).toContainEqual({ what: 'sums', of: 'cross', rows: 1, sum: 0.5, at });
    expect(findings).not.toContainEqual(expect.objectContaining({ of: 'self' }));
  });

  it('is told: scores in the place of weights', async () => {
    const { findings } = await open(all.map((each) => 8 * each - 2));
    expect(findings.map(({ what }) => what)).toEqual(expect.arrayContaining(['sums', 'range']));
  });

  it('is nothing where rows are rounded as their type rounds', async () => {
    const file = safetensors(
      {
        attentions: {
          dtype: 'U8',
          shape: [L, H, T, T],
          bytes: Uint8Array.from(all, (each) => Math.round(each * 255)),
        },
      },
      said(T, { text: tokens.join(' '), causal: 'false' }),
    );
    expect((await readDump(file)).findings).toEqual([
      { what: 'mask', causal: false, from: 'file' },
    ]);
  });

  it('is told: another text, no text, and arrays that are not attention', async () => {
    const other = await open(all, { text: 't0 t1 else' });
    expect(other.findings).toContainEqual({ what: 'other text', label: 't2' });
    expect(other.text).toBe(tokens.join(' '));
    const file = safetensors(
      { attentions: singles([L, H, T, T], all), hidden: singles([1], [0]) },
      said(T),
    );
    const { findings } = await readDump(file);
    expect(findings).toContainEqual({ what: 'no text' });
    expect(findings).toContainEqual({ what: 'left out', names: ['hidden'] });
  });
});

describe('Padding', () => {
  /** Three tokens read each other, two more pad. */
  const values = attention([1, 1, 3, 3]);
  const padded = (first: number): Float32Array => {
    const wide = new Float32Array(25);
    for (let row = 0; row < 5; row++) {
      const own = Math.min(2, Math.max(0, row - first));
      for (let column = 0; column < 3; column++) {
        wide[row * 5 + first + column] = values[own * 3 + column]!;
      }
    }
    return wide;
  };

  it.each([
    ['after the text', ['[CLS]', 'a', '[SEP]', '[PAD]', '[PAD]'], 0],
    ['before the text', ['<pad>', '<pad>', 'a', 'b', 'c'], 2],
  ])('%s that nobody reads is left out, and that is said', async (_, own, first) => {
    const file = safetensors(
      { 'attentions.0': singles([1, 5, 5], padded(first)) },
      { tokens: JSON.stringify(own) },
    );
    const { tokens: read, self, findings, unread } = await readDump(file);
    expect(read.map(({ label }) => label)).toEqual(own.slice(first, first + 3));
    expect(unread).toEqual([]);
    expect(self!.whole).toEqual(values);
    expect(self!.mask).toEqual(bidirectional(3));
    expect(findings).toContainEqual({ what: 'padding left out', tokens: 2 });
    expect(findings.map(({ what }) => what)).not.toContain('sums');
  });

  it('that is read stays, and that is said', async () => {
    const wide = padded(0);
    wide[4] = 0.125;
    const file = safetensors(
      { 'attentions.0': singles([1, 5, 5], wide) },
      { tokens: JSON.stringify(['[CLS]', 'a', '[SEP]', '[PAD]', '[PAD]']) },
    );
    const { tokens: read, self, findings } = await readDump(file);
    expect(read).toHaveLength(5);
    expect(self!.whole).toEqual(wide);
    expect(findings).toContainEqual({ what: 'padding read', weight: 0.125 });
  });
});

describe('Steps of writing', () => {
  it('make one triangle, in which nobody has read the last token', async () => {
    const steps = [
      [2, 2],
      [1, 3],
      [1, 4],
    ] as const;
    const arrays = Object.fromEntries(
      steps.flatMap(([rows, columns], step) =>
        [0, 1].map((at) => [
          `attentions.${step}.${at}`,
          singles(
            [1, H, rows, columns],
            attention([H, rows, columns], { causal: true, seed: at + 3 }),
          ),
        ]),
      ),
    );
    const { tokens: read, unread, self, findings } = await readDump(safetensors(arrays, said(5)));
    expect(read).toHaveLength(4);
    expect(unread.map(({ label }) => label)).toEqual(['t4']);
    expect(self).toMatchObject({ layers: 2, heads: H, rows: 4, columns: 4, causal: true });
    const last = attention([H, 1, 4], { causal: true, seed: 4 }).subarray(4);
    expectClose('last row', (await self!.read(1, 1)).subarray(12), last, { absolute: 0 });
    expect(findings).toContainEqual({ what: 'steps', steps: 3 });
    expect(findings).toContainEqual({ what: 'mask', causal: true, from: 'weights' });
  });

  it('come in JSON as lists of lists, too', async () => {
    const attentions = [
      [nested([1, 1, 2, 2], attention([2, 2], { causal: true }))],
      [nested([1, 1, 1, 3], attention([1, 3]))],
    ];
    const { self } = await readDump(json({ attentions, tokens: tokens.slice(0, 3) }));
    expect(self).toMatchObject({ layers: 1, heads: 1, rows: 3, causal: true });
  });
});

describe('Cross-attention', () => {
  it('is read with the tokens on both sides', async () => {
    const weights = attention([H, 2, T]);
    const file = safetensors(
      {
        ...perLayer([H, T, T], (at) => `attentions.${at}`),
        'cross.0': singles([H, 2, T], weights),
      },
      said(T, { query_tokens: '["▁Das","▁Haus"]', query_text: 'Das Haus' }),
    );
    const { cross, self } = await readDump(file);
    expect(self!.layers).toBe(L);
    expect(cross).toMatchObject({
      layers: 1,
      heads: H,
      rows: 2,
      columns: T,
      queryText: 'Das Haus',
    });
    expect(cross!.queries.map(({ label }) => label)).toEqual(['Das', 'Haus']);
    expect(cross!.keys).toHaveLength(T);
    expect(cross!.whole).toEqual(weights);
  });

  it('alone is read, but makes no trace of a text that reads itself', async () => {
    const file = safetensors(
      { cross: singles([1, 1, 2, T], attention([2, T])) },
      said(T, { query_tokens: '["a","b"]' }),
    );
    const dump = await readDump(file);
    expect(dump.self).toBeNull();
    expect(dump.cross!.rows).toBe(2);
    expect(() => traceOf(dump, 'left')).toThrow(/no attention of its text to itself/);
  });
});

describe('A trace of a file', () => {
  it('holds what a reading of a model holds, and promises nothing more', async () => {
    const file = safetensors(
      { attentions: singles([L, H, T, T], attention([L, H, T, T], { causal: true })) },
      said(T, { model: 'org/some-model' }),
    );
    const dump = await readDump(file);
    const trace = traceOf(dump, 'right');
    expect(trace.model).toEqual({
      title: 'org/some-model',
      name: 'some-model',
      vocabulary: T,
      can: {
        ...{ causal: true, fillsBlanks: false, nextSentence: false, writes: false },
        ...{ maxTokens: T, live: false },
      },
    });
    expect(trace).toMatchObject({
      side: 'right',
      layers: L,
      heads: H,
      predictions: [],
      unread: [],
    });
    expect(trace.attention).toBe(dump.self!.whole);
  });
});

interface Expected {
  readonly tokens: readonly string[];
  readonly samples: readonly (readonly number[])[];
  readonly queries?: readonly string[];
  readonly across?: readonly (readonly number[])[];
}

describe('What the lines of the documentation write from the real libraries', () => {
  const expected = JSON.parse(
    readFileSync(new URL('../../../fixtures/dumps/expected.json', import.meta.url), 'utf8'),
  ) as Record<string, Expected>;

  it.each([
    ['transformers.safetensors', 'transformers', 1e-6, false],
    ['transformers.npz', 'transformers', 5e-4, false],
    ['transformers.json', 'transformers', 6e-6, false],
    ['lens.safetensors', 'lens', 1e-6, true],
    ['steps.safetensors', 'steps', 1e-6, true],
    ['cross.safetensors', 'cross', 1e-6, false],
  ])('%s is read to the weights that PyTorch has', async (name, key, absolute, isCausal) => {
    const { self, tokens: read, unread, findings } = await readDump(fixture(name));
    const of = expected[key]!;
    expect([...read, ...unread]).toHaveLength(of.tokens.length);
    expect(self!.causal).toBe(isCausal);
    for (const [at, head, row, column, weight] of of.samples) {
      const weights = await self!.read(at!, head!);
      expectClose('weight', [weights[row! * read.length + column!]!], [weight!], { absolute });
    }
    const doubts = findings.filter(({ what }) => !['mask', 'no text', 'steps'].includes(what));
    expect(doubts).toEqual([]);
  });

  it('has both texts of an encoder and a decoder', async () => {
    const { cross, text } = await readDump(fixture('cross.safetensors'));
    expect(text).toBe('translate English to German: The house is small.');
    expect(cross!.queryText).toBe('Das Haus ist klein.');
    for (const [at, head, row, column, weight] of expected.cross!.across!) {
      const weights = await cross!.read(at!, head!);
      const found = weights[row! * cross!.columns + column!]!;
      expectClose('weight', [found], [weight!], { absolute: 1e-6 });
    }
  });

  it('has words in pieces, which are found in the text', async () => {
    const { tokens: read, text } = await readDump(fixture('transformers.safetensors'));
    for (const token of read.filter(({ special }) => !special)) {
      const typed = text.slice(token.span!.start, token.span!.end);
      expect(typed.toLowerCase()).toBe(token.label.replace(/^##/, ''));
    }
    expect(read.at(-2)!.word).toBe(text.split(' ').length - 1);
  });
});
