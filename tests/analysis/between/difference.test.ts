import { expect, it } from 'vitest';
import { headsInOrder } from '../../../src/analysis/attention/head.ts';
import { difference } from '../../../src/analysis/between/difference.ts';
import { pairStates } from '../../../src/analysis/between/sharedCells.ts';
import { causal } from '../../../src/model/mask.ts';
import { traceFile, traceFileIds } from '../../support/preset.ts';
import { BERT, FIRST, GPT, token, trace } from '../traces.ts';

const HEADS = { left: FIRST, right: FIRST };

it('subtracts GPT’s weight from BERT’s wherever both may read, and nowhere else', () => {
  const { size, shared, values } = difference(BERT, GPT, HEADS);
  expect(size).toBe(4);
  // biome-ignore format: a matrix
  expect([...shared]).toEqual([
    1, 0, 0, 0,
    1, 1, 0, 0,
    1, 1, 1, 0,
    0, 0, 0, 0,
  ]);
  // [CLS]: 1/4 − 1; it: 1/8 − 3/4, 1/4 − 1/4; slept: 1/8 − 1/4, 1/2 − 1/2, 1/8 − 1/4.
  // biome-ignore format: a matrix
  expect([...values]).toEqual([
    -0.75, 0, 0, 0,
    -0.625, 0, 0, 0,
    -0.125, 0, -0.125, 0,
    0, 0, 0, 0,
  ]);
});

it('tells a difference of nothing from a cell that is not shared', () => {
  const { shared, values } = difference(BERT, GPT, HEADS);
  expect([values[1 * 4 + 1], shared[1 * 4 + 1]]).toEqual([0, 1]);
  expect([values[1 * 4 + 2], shared[1 * 4 + 2]]).toEqual([0, 0]);
});

it('obeys the masks of the traces, not the names of the models', () => {
  const { shared } = difference({ ...BERT, mask: causal(4) }, { ...GPT, mask: causal(3) }, HEADS);
  expect([...shared].reduce((sum, one) => sum + one, 0)).toBe(6);
  const leaking = { ...GPT, mask: Uint8Array.from({ length: 9 }, () => 1) };
  expect(difference(BERT, leaking, HEADS).shared.slice(0, 4)).toEqual(Uint8Array.of(1, 1, 1, 0));
});

it('compares the same word across a [SEP] in the middle', () => {
  const rows = (length: number) => Array.from({ length }, () => new Array(length).fill(1 / length));
  const left = trace('left', ['[CLS]', 'it', '[SEP]', 'slept', '[SEP]'], [rows(5)]);
  const { shared, values } = difference(left, GPT, HEADS);
  expect([...shared.slice(15, 20)]).toEqual([1, 1, 0, 1, 0]);
  // slept: 1/5 less 1/4, 1/2, nothing, 1/4.
  expect([...values.slice(15, 20)]).toEqual([
    expect.closeTo(-0.05),
    expect.closeTo(-0.3),
    0,
    expect.closeTo(-0.05),
    0,
  ]);
});

it('keeps a weight that is not a number visible', () => {
  const broken = { ...GPT, attention: new Float32Array(9).fill(Number.NaN) };
  expect(difference(BERT, broken, HEADS).values[0]).toBeNaN();
});

it('says why a cell is not shared', () => {
  const stopped = {
    ...GPT,
    tokens: GPT.tokens.slice(0, 2),
    unread: [token('slept')],
    mask: causal(2),
  };
  const state = pairStates(BERT, stopped);
  expect(state({ row: 1, column: 0 })).toEqual({ left: 'open', right: 'open' });
  expect(state({ row: 0, column: 1 })).toEqual({ left: 'open', right: 'forbidden' });
  expect(state({ row: 2, column: 1 })).toEqual({ left: 'open', right: 'unread' });
  expect(state({ row: 1, column: 3 })).toEqual({ left: 'open', right: 'absent' });
  expect(state({ row: 9, column: 0 })).toEqual({ left: 'absent', right: 'absent' });
});

it.each(traceFileIds)('stays within −1 and 1 over the lower triangle of the example %s', (id) => {
  const { left, right } = traceFile(id);
  for (const choice of headsInOrder(left)) {
    const { size, shared, values } = difference(left, right, { left: choice, right: choice });
    const read = right.tokens.length;
    let count = 0;
    for (let at = 0; at < values.length; at++) {
      const isPast = at % size <= Math.floor(at / size) && Math.floor(at / size) < read;
      expect(shared[at]).toBe(isPast ? 1 : 0);
      expect(Math.abs(values[at]!)).toBeLessThanOrEqual(isPast ? 1 : 0);
      count += shared[at]!;
    }
    expect(count).toBe((read * (read + 1)) / 2);
  }
});
