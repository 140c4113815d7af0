import * as tf from '@tensorflow/tfjs-core';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalBackend } from '../../src/build/localSession.ts';
import { readCheckpoint } from '../../src/model/families/registry.ts';
import { bidirectional, causal } from '../../src/model/mask.ts';
import { bucket, createModel, MismatchError, type Model } from '../../src/model/model.ts';
import { type HeldPass, maskAt } from '../../src/model/trace.ts';
import type { Encoding } from '../../src/text/token.ts';
import { loadTokenizer } from '../../src/text/tokenizer.ts';
import { expectClose } from '../support/close.ts';
import { encodeBoth } from '../support/models.ts';
import {
  seededSafetensors,
  TINY_BERT_SHAPES,
  TINY_GPT_SHAPES,
  tinyBert,
  tinyBertConfig,
  tinyGpt,
  tinyGptConfig,
} from '../support/tiny-checkpoint.ts';
import { tinyTokenizerConfig, tinyTokenizerJson } from '../support/tiny-tokenizer.ts';

const tokenizer = loadTokenizer(tinyTokenizerJson(), tinyTokenizerConfig);
const { vocabulary } = tokenizer;
const TEXT = 'the cat sat on [MASK] mat';

describe.each(['cpu', 'wasm'] as const)('On %s, a forward pass', (backend) => {
  let models: Readonly<Record<'bert' | 'gpt', Model>>;
  const both = (text: string, pair?: string): { model: Model; encoding: Encoding }[] => {
    const { bert, gpt } = encodeBoth(tokenizer, text, pair);
    return [
      { model: models.bert, encoding: bert },
      { model: models.gpt, encoding: gpt },
    ];
  };

  beforeAll(async () => {
    await startLocalBackend(backend);
    models = {
      bert: createModel(tinyBert(), vocabulary),
      gpt: createModel(tinyGpt(), vocabulary),
    };
  });

  afterAll(() => {
    models.bert.dispose();
    models.gpt.dispose();
  });

  it('gives attention whose rows sum to 1, of every layer and head', async () => {
    for (const { model, encoding } of both(TEXT)) {
      const { attention, layers, heads, tokens } = await model.forward(encoding);
      const T = tokens.length;
      expect(attention).toHaveLength(layers * heads * T * T);
      const sums = Array.from({ length: layers * heads * T }, (_, row) =>
        attention.subarray(row * T, (row + 1) * T).reduce((sum, weight) => sum + weight, 0),
      );
      expectClose('row sums', sums, new Array<number>(sums.length).fill(1), { absolute: 1e-5 });
    }
  });

  it('of GPT gives the future exactly nothing', async () => {
    const { gpt } = encodeBoth(tokenizer, 'the cat sat on the mat');
    const { attention, mask, tokens } = await models.gpt.forward(gpt);
    const T = tokens.length;
    expect(mask).toEqual(causal(T));
    attention.forEach((weight, i) => {
      const [row, column] = [Math.floor(i / T) % T, i % T];
      if (column > row && weight !== 0) expect.fail(`${row} reads ${weight} from ${column}`);
    });
  });

  it('of BERT reads both ways', async () => {
    const { bert } = encodeBoth(tokenizer, 'the cat sat');
    const { attention, mask } = await models.bert.forward(bert);
    expect(mask).toEqual(bidirectional(5));
    expect(attention.every((weight) => weight > 0)).toBe(true);
  });

  it('of GPT does not change before a token that changes', async () => {
    const ids = fc.integer({ min: 5, max: vocabulary.size - 1 });
    await fc.assert(
      fc.asyncProperty(
        fc.array(ids, { minLength: 2, maxLength: 8 }),
        fc.nat(),
        ids,
        async (all, at, other) => {
          const k = at % all.length;
          const read = (list: readonly number[]): Encoding => {
            const { gpt } = encodeBoth(tokenizer, '');
            const [start] = gpt.tokens;
            return {
              ...gpt,
              tokens: [start!, ...list.map((id) => ({ ...start!, id }))],
              segments: [0, ...list.map(() => 0)],
            };
          };
          const positions = Array.from({ length: k + 1 }, (_, i) => i);
          const before = await models.gpt.stages(read(all), { positions });
          const after = await models.gpt.stages(read(all.with(k, other)), { positions });
          for (const [name, { values, shape }] of before) {
            // All rows before token k, which stands at position k + 1 after the start token.
            const [rows, columns] = shape.slice(-2) as [number, number];
            // Scores are compared with every key; what lies ahead is forbidden only afterwards.
            if (/scores|scaled|masked/.test(name)) continue;
            const kept = name === 'logits' ? values.length : (k + 1) * columns;
            for (let from = 0; from < values.length; from += rows * columns) {
              expectClose(
                name,
                after.get(name)!.values.subarray(from, from + kept),
                values.subarray(from, from + kept),
                { absolute: 1e-6 },
              );
            }
          }
        },
      ),
      { numRuns: 15 },
    );
  });

  it('is the same with padding, stage by stage', async () => {
    for (const { model, encoding } of both(TEXT, 'the mat')) {
      const exact = await model.stages(encoding);
      const padded = await model.stages(encoding, { size: 16 });
      expect([...padded.keys()]).toEqual([...exact.keys()]);
      for (const [name, { shape, values }] of exact) {
        expect(padded.get(name)!.shape).toEqual(shape);
        expectClose(name, padded.get(name)!.values, values, { absolute: 1e-5, relative: 1e-5 });
      }
    }
  });

  it('predicts at each blank of BERT and after the last token of GPT', async () => {
    const { bert, gpt } = encodeBoth(tokenizer, 'the [MASK] sat [MASK] on [MASK]');
    const filled = await models.bert.forward(bert);
    expect(filled.predictions.map(({ index }) => index)).toEqual(bert.blanks);
    for (const { top } of filled.predictions) {
      expect(top).toHaveLength(5);
      expect(top.map(({ p }) => p)).toEqual(top.map(({ p }) => p).sort((a, b) => b - a));
    }
    const next = await models.gpt.forward(gpt, { candidates: vocabulary.size });
    expect(next.predictions.map(({ index }) => index)).toEqual([1]);
    expect(next.predictions[0]!.top.reduce((sum, { p }) => sum + p, 0)).toBeCloseTo(1, 9);
    expect(next.unread.map(({ label }) => label)[0]).toBe('[MASK]');
    expect((await models.bert.forward(encodeBoth(tokenizer, 'the cat').bert)).predictions).toEqual(
      [],
    );
  });

  it('predicts each blank alike, however many are asked for at once', async () => {
    const { bert } = encodeBoth(tokenizer, 'the [MASK] sat [MASK] on [MASK]');
    const all = await models.bert.stages(bert);
    for (const [i, position] of bert.blanks.entries()) {
      const one = await models.bert.stages(bert, { positions: [position] });
      const row = all
        .get('logits')!
        .values.subarray(i * vocabulary.size, (i + 1) * vocabulary.size);
      expectClose('logits', row, one.get('logits')!.values, { absolute: 1e-5 });
    }
  });

  it('judges the next sentence when there is one', async () => {
    const pair = await models.bert.forward(encodeBoth(tokenizer, 'the cat', 'sat on').bert);
    expect(pair.nextSentence).toBeGreaterThan(0);
    expect(pair.nextSentence).toBeLessThan(1);
    expect(await models.bert.forward(encodeBoth(tokenizer, 'the cat').bert)).not.toHaveProperty(
      'nextSentence',
    );
  });

  it('carries every stage of the head that is inspected, and of no other', async () => {
    for (const { model, encoding } of both(TEXT)) {
      const trace = await model.forward(encoding, { inspect: { layer: 1, head: 1 }, size: 16 });
      const stages = await model.stages(encoding);
      const T = trace.tokens.length;
      const { q, scaled, scores, weights, v, context } = trace.inspected!;
      expectClose('q', q, stages.get('layers.1.q')!.values.slice(T * 4), { absolute: 1e-5 });
      expectClose(
        'scaled',
        scaled,
        scores.map((score) => score / 2),
        { absolute: 1e-5 },
      ); // √d = 2
      expectClose('weights', weights, trace.attention.slice(-T * T), { absolute: 0 });
      const product = Array.from({ length: T * 4 }, (_, i) => {
        const [row, column] = [Math.floor(i / 4), i % 4];
        return weights
          .subarray(row * T, (row + 1) * T)
          .reduce((sum, weight, j) => sum + weight * v[j * 4 + column]!, 0);
      });
      expectClose('context', context, product, { absolute: 1e-5 });
      expect(await model.forward(encoding)).not.toHaveProperty('inspected');
    }
  });

  it('gives what each head adds: with the bias, all heads together are the projected attention', async () => {
    for (const { model, encoding } of both(TEXT)) {
      const { blocks } = model === models.bert ? tinyBert() : tinyGpt();
      const { weight, bias } = blocks[1]!.project; // [D, D], [D]
      const D = bias.values.length;
      const context = (await model.stages(encoding)).get('layers.1.context')!.values;
      const projected = Array.from(context, (_, i) => {
        const [token, column] = [Math.floor(i / D), i % D];
        let sum = bias.values[column]!;
        for (let c = 0; c < D; c++) sum += context[token * D + c]! * weight.values[c * D + column]!;
        return sum;
      }); // [T, D]
      const heads = [0, 1].map((head) =>
        model.forward(encoding, { inspect: { layer: 1, head }, size: 16 }),
      );
      const [first, second] = (await Promise.all(heads)).map(({ inspected }) => inspected!.output);
      const together = Array.from(first!, (value, i) => value + second![i]! + bias.values[i % D]!);
      expectClose('projected attention', together, projected, { absolute: 1e-5 });
    }
  });

  it('gives the parameters that queries, keys, values and output come from', async () => {
    for (const { model, encoding } of both(TEXT)) {
      const { inspected } = await model.forward(encoding, { inspect: { layer: 1, head: 1 } });
      const { input, parameters, context, output } = inspected!;
      const T = encoding.tokens.length;
      const times = (x: Float32Array, matrix: Float32Array, columns: number) => {
        const inner = matrix.length / columns;
        return Array.from({ length: T * columns }, (_, i) => {
          const [row, column] = [Math.floor(i / columns), i % columns];
          let sum = 0;
          for (let c = 0; c < inner; c++)
            sum += x[row * inner + c]! * matrix[c * columns + column]!;
          return sum;
        });
      };
      for (const name of ['q', 'k', 'v'] as const) {
        const { weight, bias } = parameters[name];
        const d = bias.length;
        const made = times(input, weight, d).map((value, i) => value + bias[i % d]!);
        expectClose(name, inspected![name], made, { absolute: 1e-5 });
      }
      const made = times(context, parameters.output, model.config.width);
      expectClose('output', output, made, { absolute: 1e-5 });
    }
  });

  it('uses the mask that it is given and returns', async () => {
    const { bert } = encodeBoth(tokenizer, 'the cat sat');
    const mask = causal(5);
    const { attention, mask: used } = await models.bert.forward(bert, { mask });
    expect(used).toEqual(mask);
    attention.forEach((weight, i) => {
      expect(weight === 0).toBe(mask[i % 25] === 0);
    });
  });

  it('uses another mask in chosen layers only, and says which layer used which', async () => {
    const { gpt } = encodeBoth(tokenizer, 'the cat sat');
    const trace = await models.gpt.forward(gpt, { mask: 'bidirectional', maskLayers: [1] });
    expect(maskAt(trace, 0)).toEqual(causal(4));
    expect(maskAt(trace, 1)).toEqual(new Uint8Array(16).fill(1));
    const { attention, heads } = trace;
    attention.forEach((weight, i) => {
      const layer = Math.floor(i / (heads * 16));
      expect(weight === 0).toBe(maskAt(trace, layer)[i % 16] === 0);
    });
    const plain = await models.gpt.forward(gpt);
    expect(attention.subarray(0, heads * 16)).toEqual(plain.attention.subarray(0, heads * 16));
    expect(plain).not.toHaveProperty('masks');
    expect(maskAt(plain, 1)).toEqual(causal(4));
  });

  it('turns single cells of the mask over', async () => {
    const { gpt } = encodeBoth(tokenizer, 'the cat sat');
    const { mask, attention } = await models.gpt.forward(gpt, {
      flip: [
        [1, 3],
        [3, 0],
      ],
    });
    expect([...mask]).toEqual([1, 0, 0, 0, 1, 1, 0, 1, 1, 1, 1, 0, 0, 1, 1, 1]);
    expect(attention[1 * 4 + 3]).toBeGreaterThan(0);
    expect(attention[3 * 4 + 0]).toBe(0);
  });

  it('switches heads off: what they read stays, what they add is gone', async () => {
    for (const { model, encoding } of both('the cat sat')) {
      const { heads, layers } = model.config;
      const size = encoding.tokens.length ** 2;
      const all = Array.from({ length: layers * heads }, (_, i) => ({
        layer: Math.floor(i / heads),
        head: i % heads,
      }));
      const plain = await model.forward(encoding, { hidden: true });
      const one = await model.forward(encoding, { hidden: true, ablate: [{ layer: 0, head: 1 }] });
      const first = (trace: HeldPass) => trace.attention.subarray(0, heads * size);
      expect(first(one)).toEqual(first(plain));
      expect(one.hidden).not.toEqual(plain.hidden);
      const none = await model.forward(encoding, { hidden: true, ablate: all });
      expect(none.hidden!.every(Number.isFinite)).toBe(true);
      // Without any head no token learns of another: the same word is the same everywhere but for its place.
      const [a, b] = [
        encoding,
        { ...encoding, tokens: encoding.tokens.toSpliced(1, 1, encoding.tokens[2]!) },
      ];
      const other = await model.forward(b, { hidden: true, ablate: all });
      const D = model.config.width;
      const T = a.tokens.length;
      for (let layer = 0; layer < layers; layer++) {
        for (let position = 0; position < T; position++) {
          if (position === 1) continue;
          const from = (layer * T + position) * D;
          expectClose(
            'hidden state',
            other.hidden!.subarray(from, from + D),
            none.hidden!.subarray(from, from + D),
            { absolute: 1e-6 },
          );
        }
      }
    }
  });

  it('puts what it is given in the place of a head’s context', async () => {
    for (const { model, encoding } of both('the cat sat')) {
      const head = { layer: 1, head: 0 };
      const { inspected } = await model.forward(encoding, { inspect: head });
      const context = new Float32Array(model.config.headWidth).fill(0.25);
      const changed = await model.forward(encoding, {
        inspect: head,
        ablate: [{ ...head, context }],
      });
      expect(changed.inspected!.weights).toEqual(inspected!.weights);
      expect(new Set(changed.inspected!.context)).toEqual(new Set([0.25]));
    }
  });

  it('gives the probability of every token, and hidden states after each layer, when asked', async () => {
    const { gpt } = encodeBoth(tokenizer, 'the cat sat');
    const trace = await models.gpt.forward(gpt, {
      distributions: true,
      hidden: true,
      positions: [0, 1, 3],
    });
    const { layers, width } = models.gpt.config;
    expect(trace.hidden).toHaveLength(layers * 4 * width);
    for (const { distribution, top } of trace.predictions) {
      expect(distribution).toHaveLength(vocabulary.size);
      expect(distribution!.reduce((sum, each) => sum + each, 0)).toBeCloseTo(1, 5);
      expect(distribution![top[0]!.id]).toBeCloseTo(top[0]!.p, 7);
    }
    expect(await models.gpt.forward(gpt)).not.toHaveProperty('hidden');
  });

  it('leaves no tensor behind in 200 runs, nor when one is refused', async () => {
    const encodings = both(TEXT);
    const before = tf.memory().numTensors;
    for (let run = 0; run < 100; run++) {
      for (const { model, encoding } of encodings) {
        await model.forward(encoding, {
          inspect: { layer: 0, head: 0 },
          mask: { window: 2 },
          maskLayers: [0],
          ablate: [{ layer: 1, head: 0 }],
          hidden: true,
        });
      }
    }
    const { encoding } = encodings[0]!;
    const [cls, ...others] = encoding.tokens;
    const strange = { ...encoding, tokens: [{ ...cls!, id: 99_999 }, ...others] };
    await expect(models.bert.forward(strange)).rejects.toThrow('The model has no token 99999');
    expect(tf.memory().numTensors).toBe(before);
  });

  it('frees everything when the model is disposed of', () => {
    const before = tf.memory().numTensors;
    createModel(tinyBert(), vocabulary).dispose();
    createModel(tinyGpt(), vocabulary).dispose();
    expect(tf.memory().numTensors).toBe(before);
  });

  it.each([
    ['too small a size', { options: { size: 2 } }, '5 tokens cannot be padded to 2'],
    ['a mask of another size', { options: { mask: causal(4) } }, 'has 25 cells, not 16'],
    ['a mask without keys', { options: { mask: new Uint8Array(25) } }, 'nothing to read'],
    ['a layer to mask outside', { options: { maskLayers: [2] } }, 'no layer 2'],
    ['a head to switch off outside', { options: { ablate: [{ layer: 0, head: 2 }] } }, 'no head 2'],
    [
      'a context of another width',
      { options: { ablate: [{ layer: 0, head: 0, context: new Float32Array(1) }] } },
      'context has',
    ],
    ['a position outside', { options: { positions: [5] } }, 'no position 5 among 5 tokens'],
    ['a layer outside', { options: { inspect: { layer: 2, head: 0 } } }, 'no head 0 in layer 2'],
    ['a head outside', { options: { inspect: { layer: 0, head: -1 } } }, 'no head -1 in layer 0'],
  ])(
    'refuses %s',
    async (_, {
      encoding = encodeBoth(tokenizer, 'the cat sat').bert,
      options = {},
    }: Partial<{ encoding: Encoding; options: object }>, message) => {
      await expect(models.bert.forward(encoding, options)).rejects.toThrow(message);
    },
  );
});

describe('A checkpoint', () => {
  it.each(Object.keys(TINY_BERT_SHAPES))('of BERT without %s is refused by name', (name) => {
    const { [name]: _, ...shapes } = TINY_BERT_SHAPES;
    expect(() => readCheckpoint(tinyBertConfig, seededSafetensors(shapes, 1))).toThrow(
      `The weights lack the tensor ${name}.`,
    );
  });

  it.each(Object.keys(TINY_GPT_SHAPES))(
    'of GPT-2 with another shape of %s is refused by name',
    (name) => {
      const shapes = { ...TINY_GPT_SHAPES, [name]: [3, 5] };
      expect(() => readCheckpoint(tinyGptConfig, seededSafetensors(shapes, 1))).toThrow(
        `${name} has the shape [3, 5], but the model needs [${TINY_GPT_SHAPES[name]!.join(', ')}].`,
      );
    },
  );

  it.each([
    ['BERT', tinyBertConfig, TINY_BERT_SHAPES],
    ['GPT-2', tinyGptConfig, TINY_GPT_SHAPES],
  ])(
    'of %s with one value that is no number is refused and leaves nothing on the backend',
    async (...given) => {
      const [, config, shapes] = given;
      await startLocalBackend('wasm');
      const before = tf.memory().numTensors;
      let [refused, end] = [0, 0];
      for (const shape of Object.values(shapes)) {
        end += shape.reduce((product, extent) => product * extent, 4);
        const file = seededSafetensors(shapes, 1);
        const begin = 8 + Number(new DataView(file).getBigUint64(0, true));
        new DataView(file).setFloat32(begin + end - 4, Number.NaN, true);
        try {
          createModel(readCheckpoint(config, file), vocabulary).dispose();
        } catch {
          refused++;
        }
        expect(tf.memory().numTensors).toBe(before);
      }
      // What is read of a file only once it is asked for, and what no model needs, is not looked at.
      expect(refused).toBeGreaterThan(Object.keys(shapes).length / 2);
    },
  );

  it('is refused with a tokenizer of another size', () => {
    for (const size of [7, vocabulary.size + 1]) {
      expect(() => createModel(tinyGpt(), { ...vocabulary, size })).toThrow(MismatchError);
    }
  });
});

describe('Buckets', () => {
  it('are the smallest of 16, 32, 64 and 128 that hold the tokens', () => {
    expect([1, 16, 17, 32, 33, 64, 65, 128].map(bucket)).toEqual([
      16, 16, 32, 32, 64, 64, 128, 128,
    ]);
  });
});
