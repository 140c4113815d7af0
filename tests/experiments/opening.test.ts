import { describe, expect, it } from 'vitest';
import { EXPERIMENTS } from '../../src/experiments/experiments.ts';
import { type Before, openingOf } from '../../src/experiments/opening.ts';
import { uniformComparison } from '../support/comparison.ts';
import { swapped, twice } from '../support/pairs.ts';

const usual = uniformComparison('a cat sat');
const heads = { left: { layer: 1, head: 2 }, right: { layer: 0, head: 0 } };
const nothing: Before = { mask: null, flip: [], bertOff: [], gptOff: [] };
const opened = (name: string, before: Partial<Before> = {}, pair = usual) =>
  openingOf(name, { ...nothing, ...before }, pair, heads);

describe('An experiment that is opened by hand', () => {
  it('takes the right side from the model that reads both ways', () => {
    expect(opened('mask')).toEqual({ mask: 'causal', on: 'left' });
    expect(opened('mask', {}, swapped(usual))).toEqual({ mask: 'causal', on: 'right' });
    expect(opened('mask', {}, twice(usual, 'right'))).toEqual({
      mask: 'bidirectional',
      on: 'both',
    });
  });

  it('is without the heads that were looked at', () => {
    expect(opened('heads')).toEqual({ bertOff: [heads.left], gptOff: [heads.right] });
  });

  it('keeps what was set before', () => {
    expect(opened('mask', { mask: { window: 2 } })).toEqual({});
    expect(opened('mask', { flip: [{ row: 1, column: 2 }] })).toEqual({});
    expect(opened('heads', { gptOff: [heads.left] })).toEqual({});
  });

  it('is set to nothing where it shows something by itself', () => {
    for (const name of EXPERIMENTS) {
      if (name !== 'mask' && name !== 'heads') expect(opened(name)).toEqual({});
    }
  });
});
