import { describe, expect, it } from 'vitest';
import { shiftOf } from '../../../src/analysis/prediction/shift.ts';
import {
  attentionChange,
  type BeforeAfter,
  cellChange,
  maskedLayers,
} from '../../../src/experiments/mask/measure.ts';
import {
  maskChangeReadout,
  maskChangeSentence,
  underMask,
} from '../../../src/experiments/mask/sentences.ts';
import { causal } from '../../../src/model/mask.ts';
import type { HeldTrace, Prediction } from '../../../src/model/trace.ts';
import { plain } from '../../../src/sentences/phrase.ts';
import { uniformComparison } from '../../support/comparison.ts';

/** [CLS] cat sat [SEP], 2 layers of 2 heads: uniform over four keys, and over those to the left. */
const own = uniformComparison('cat sat').left;
const lower = causal(4);

/** As if read under `masks`, uniformly over what each lets through. */
function under(trace: HeldTrace, masks: readonly Uint8Array[]): HeldTrace {
  const size = trace.tokens.length;
  const attention = Float32Array.from(trace.attention, (_, at) => {
    const mask = masks[Math.floor(at / (trace.heads * size * size))]!;
    const cell = at % (size * size);
    const row = Math.floor(cell / size);
    const open = mask.subarray(row * size, (row + 1) * size).reduce((sum, each) => sum + each, 0);
    return mask[cell] ? 1 / open : 0;
  });
  const isOne = masks.every((mask) => mask === masks[0]);
  return { ...trace, mask: masks[0]!, attention, ...(isOne ? {} : { masks }) };
}

const whole = { before: own, after: under(own, [lower, lower]) } satisfies BeforeAfter;
const upper: BeforeAfter = { before: own, after: under(own, [own.mask, lower]) };
const FIRST = { layer: 0, head: 0 };
const NAMED = { mask: 'causal', painted: 0 } as const;

/** Probabilities by id, of four tokens. */
function prediction(...p: number[]): Prediction {
  const labels = ['floor', 'mat', 'roof', 'sea'];
  const top = p
    .map((each, id) => ({ id, piece: `Ġ${labels[id]}`, label: labels[id]!, p: each }))
    .sort((a, b) => b.p - a.p);
  return { index: 2, top, distribution: Float32Array.from(p) };
}

describe('Another mask', () => {
  it('is found in the layers that used it', () => {
    expect(maskedLayers({ before: own, after: own })).toEqual([]);
    expect(maskedLayers(whole)).toEqual([0, 1]);
    expect(maskedLayers(upper)).toEqual([1]);
  });

  it('keeps, closes, opens and forbids cells', () => {
    const back = { before: whole.after, after: whole.before };
    expect(cellChange(whole, 0, 4)).toBe('kept'); // cat from [CLS]
    expect(cellChange(whole, 0, 6)).toBe('closed'); // cat from sat
    expect(cellChange(back, 0, 6)).toBe('opened');
    expect(cellChange({ before: whole.after, after: whole.after }, 0, 6)).toBe('forbidden');
  });

  it('changes attention by the weights after less those before', () => {
    // Row 1: from ¼ ¼ ¼ ¼ to ½ ½ 0 0.
    expect([...attentionChange(whole, FIRST).subarray(4, 8)]).toEqual([0.25, 0.25, -0.25, -0.25]);
    expect(attentionChange(upper, FIRST).every((change) => change === 0)).toBe(true);
    const longer = uniformComparison('cat sat down').left;
    expect(() => attentionChange({ before: own, after: longer }, FIRST)).toThrow(RangeError);
  });
});

describe('The shift of a prediction', () => {
  const shift = shiftOf(prediction(0.5, 0.25, 0.25, 0), prediction(0.25, 0.5, 0.125, 0.125), 2);

  it('lists what was likely before, then what has become so', () => {
    expect(
      shift.rows.map(({ label, rankBefore, rankAfter }) => [label, rankBefore, rankAfter]),
    ).toEqual([
      ['floor', 1, 2],
      ['mat', 2, 1],
    ]);
    const other = shiftOf(prediction(0.5, 0.3, 0.15, 0.05), prediction(0.1, 0.1, 0.1, 0.7), 1);
    expect(other.rows.map(({ label }) => label)).toEqual(['floor', 'sea']);
    expect(other.winner).toMatchObject({ label: 'sea', rankBefore: 4, rankAfter: 1 });
  });

  it('measures the divergence in bits', () => {
    // ½·log₂ 2 + ¼·log₂ ½ + ¼·log₂ 2 = ½ − ¼ + ¼
    expect(shift.bits).toBeCloseTo(0.5, 12);
  });

  it('needs whole distributions', () => {
    const { distribution: _, ...bare } = prediction(1, 0, 0, 0);
    expect(() => shiftOf(bare, bare, 1)).toThrow('whole distributions');
  });
});

describe('What another mask does, in words', () => {
  const before = prediction(0.5, 0.25, 0.25, 0);

  it('names the mask', () => {
    const name = (mask: Parameters<typeof underMask>[0]['mask'], painted = 0) =>
      plain(underMask({ mask, painted }, own.tokens, own.mask));
    expect(name('causal')).toBe('Under the causal mask');
    expect(name('bidirectional', 2)).toBe('Under the bidirectional mask, with 2 cells turned over');
    expect(name({ window: 1 })).toBe('With a window of 1 (1 token at most)');
    expect(name({ hide: 1 }, 1)).toBe('With cat hidden from all and 1 cell turned over');
    expect(name({ prefix: 3 })).toBe(
      'With both ways open up to sat and only the left from there on',
    );
    expect(name(null, 1)).toBe('With 1 cell turned over');
  });

  it('tells what became of the first word, what came in its place, and how far that is', () => {
    const shift = shiftOf(before, prediction(0.25, 0.5, 0.125, 0.125), 4);
    expect(plain(maskChangeSentence(whole, NAMED, shift))).toBe(
      'Under the causal mask, BERT’s first word for the blank (floor) falls from 50.0% to 25.0% and to rank 2; mat comes first instead. The whole prediction is 0.50 bits away from what it was.',
    );
    expect(plain(maskChangeSentence(upper, NAMED, shift))).toMatch(
      /^Under the causal mask, in layer 2 only, BERT’s/,
    );
    const same = shiftOf(before, before, 4);
    expect(plain(maskChangeSentence(whole, NAMED, same))).toMatch(
      /\(floor\) keeps its 50\.0% and stays first\. The whole prediction is 0 bits away/,
    );
  });

  it('says where nothing is changed, and where there is nothing to predict', () => {
    const none = { before: own, after: own };
    expect(plain(maskChangeSentence(none, { mask: 'bidirectional', painted: 0 }, null))).toBe(
      'For BERT this is its own mask on this text: nothing is changed.',
    );
    expect(plain(maskChangeSentence(none, { mask: null, painted: 0 }, null))).toBe(
      'BERT reads under its own mask: choose another, or turn cells over below.',
    );
    expect(plain(maskChangeSentence(whole, NAMED, null))).toBe(
      'Under the causal mask, BERT has no word to predict here.',
    );
  });

  it('reads one cell before and after, or what forbids it', () => {
    const cell = (pair: BeforeAfter, row: number, column: number) =>
      plain(maskChangeReadout(pair, FIRST, { row, column }));
    const back = { before: whole.after, after: whole.before };
    expect(cell(whole, 1, 1)).toBe('cat reads 50.0% from itself, 25.0% before: 25.0 points more.');
    expect(cell(whole, 1, 2)).toBe('cat may no longer read sat, from which it read 25.0%.');
    expect(cell(back, 1, 2)).toBe('cat reads 25.0% from sat, which its own mask forbids.');
    const both = { before: whole.after, after: whole.after };
    expect(cell(both, 1, 2)).toBe('cat may not read sat under either mask.');
  });

  it('does not pass over a leak', () => {
    const attention = whole.after.attention.with(6, 0.25);
    const leaking = { before: own, after: { ...whole.after, attention } };
    expect(plain(maskChangeReadout(leaking, FIRST, { row: 1, column: 2 }))).toContain(
      'Yet 25.0% leaks through.',
    );
  });
});
