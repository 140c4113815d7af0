/** What a decoder takes over from the text before changes nothing about what it computes. */

import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startLocalBackend } from '../../src/build/localSession.ts';
import { withKnownRows } from '../../src/model/kvCache.ts';
import { createModel, type ForwardOptions, type Model } from '../../src/model/model.ts';
import type { HeldPass } from '../../src/model/trace.ts';
import type { Encoding } from '../../src/text/token.ts';
import { loadTokenizer } from '../../src/text/tokenizer.ts';
import { expectClose } from '../support/close.ts';
import { encodeBoth } from '../support/models.ts';
import { tinyBert, tinyGpt } from '../support/tiny-checkpoint.ts';
import { tinyTokenizerConfig, tinyTokenizerJson } from '../support/tiny-tokenizer.ts';

const tokenizer = loadTokenizer(tinyTokenizerJson(), tinyTokenizerConfig);
const { vocabulary } = tokenizer;
const read = (text: string): Encoding => encodeBoth(tokenizer, text).gpt;

function expectSame(actual: HeldPass, expected: HeldPass): void {
  expectClose('attention', actual.attention, expected.attention, { absolute: 1e-6 });
  expect(actual.mask).toEqual(expected.mask);
  expect(actual.predictions.map(({ index }) => index)).toEqual(
    expected.predictions.map(({ index }) => index),
  );
  actual.predictions.forEach(({ top }, i) => {
    const other = expected.predictions[i]!.top;
    expectClose(
      'probabilities',
      top.map(({ p }) => p),
      other.map(({ p }) => p),
      { absolute: 1e-6 },
    );
  });
}

describe.each(['cpu', 'wasm'] as const)('On %s, GPT', (backend) => {
  let model: Model;
  const anew = (text: string, options: ForwardOptions = {}) => model.forward(read(text), options);
  const typed = (text: string, options: ForwardOptions = {}) =>
    model.forward(read(text), { ...options, reuse: true });

  beforeAll(async () => {
    await startLocalBackend(backend);
    model = createModel(tinyGpt(), vocabulary);
  });

  afterAll(() => model.dispose());

  it('computes one token when one is typed at the end, and all that follows a change', async () => {
    await typed('zz');
    const all = read('the cat sat').tokens.length;
    expect((await typed('the cat sat')).computed).toBe(all - 1); // the start is the same
    expect((await typed('the cat sat on')).computed).toBe(1);
    expect((await typed('the cat sat on the')).computed).toBe(1);
    expect((await typed('the cat sat')).computed).toBe(1); // it predicts, so it is computed
    expect((await typed('the cat sat')).computed).toBe(1);
    expect((await typed('the mat sat')).computed).toBe(2);
  });

  it('gives the same numbers as a pass over the whole text, whatever is typed after whatever', async () => {
    const text = fc
      .array(fc.constantFrom('the', 'cat', 'sat', 'on', 'mat', 'zz'), { maxLength: 20 })
      .map((words) => words.join(' '));
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: 1, maxLength: 5 }), async (texts) => {
        for (const each of texts) expectSame(await typed(each), await anew(each));
      }),
      { numRuns: 30 },
    );
  });

  it('keeps its own copy: what becomes of a trace does not matter', async () => {
    const first = await typed('the cat sat');
    first.attention.fill(7);
    structuredClone(first.attention, { transfer: [first.attention.buffer as ArrayBuffer] });
    expectSame(await typed('the cat sat on'), await anew('the cat sat on'));
  });

  it('predicts at earlier positions by computing them, too', async () => {
    await typed('the cat sat on the mat');
    const trace = await typed('the cat sat on the mat', { positions: [1, 3] });
    expect(trace.computed).toBe(trace.tokens.length - 1);
    expectSame(trace, await anew('the cat sat on the mat', { positions: [1, 3] }));
  });

  it.each<[string, ForwardOptions]>([
    ['under another mask', { mask: 'bidirectional' }],
    ['with a cell turned over', { flip: [[1, 2]] }],
    ['with a head switched off', { ablate: [{ layer: 0, head: 1 }] }],
    ['when a head is inspected', { inspect: { layer: 1, head: 0 } }],
    ['when hidden states are wanted', { hidden: true }],
    ['padded', { size: 16 }],
  ])('computes everything %s, and takes over nothing of it afterwards', async (_, options) => {
    await typed('the cat sat');
    const changed = await typed('the cat sat', options);
    expect(changed.computed).toBe(changed.tokens.length);
    expectSame(changed, await anew('the cat sat', options));
    expectSame(await typed('the cat sat on'), await anew('the cat sat on'));
  });
});

describe('BERT', () => {
  it('computes every token again, because every token reads every other', async () => {
    await startLocalBackend('wasm');
    const model = createModel(tinyBert(), vocabulary);
    const { bert } = encodeBoth(tokenizer, 'the cat sat');
    await model.forward(bert, { reuse: true });
    const again = await model.forward(encodeBoth(tokenizer, 'the cat sat on').bert, {
      reuse: true,
    });
    expect(again.computed).toBe(again.tokens.length);
    model.dispose();
  });
});

describe('Known rows', () => {
  it('are laid out for the longer text, with nothing read from what was not there yet', () => {
    const kvCache = {
      ids: [1, 2],
      projected: [],
      attention: Float32Array.of(1, 0, 0.25, 0.75, 1, 0, 0.5, 0.5),
    };
    const rest = Float32Array.of(0.1, 0.2, 0.7, 0.3, 0.3, 0.4);
    expect(Array.from(withKnownRows(kvCache, 2, 3, rest), (p) => Number(p.toFixed(2)))).toEqual([
      ...[1, 0, 0, 0.25, 0.75, 0, 0.1, 0.2, 0.7],
      ...[1, 0, 0, 0.5, 0.5, 0, 0.3, 0.3, 0.4],
    ]);
  });
});
