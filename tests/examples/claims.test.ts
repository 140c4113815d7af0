/** Every example's note is true of its trace, which precompute.test.ts holds to the shipped weights. */
import { describe, expect, it } from 'vitest';
import { type Claim, refuted } from '../../src/examples/claim.ts';
import { claims } from '../../src/examples/claims.ts';
import { presets } from '../../src/examples/presets.ts';
import { trace } from '../analysis/traces.ts';
import { traceFile } from '../support/preset.ts';

describe('the notes', () => {
  it.each(presets.map(({ id }) => id))('of “%s” say what is so', (id) => {
    const run = traceFile(id);
    expect(claims[id].length).toBeGreaterThan(0);
    expect(claims[id].map((claim) => refuted(claim, run[claim.side])).filter(Boolean)).toEqual([]);
  });
});

describe('a claim of reading back', () => {
  // `it` reads half from `cat`; in the first head nobody else does, in the second everybody does.
  const one = trace(
    'left',
    ['cat', 'sat', 'it'],
    [
      [
        [0.125, 0.5, 0.375],
        [0.125, 0.5, 0.375],
        [0.5, 0.25, 0.25],
      ],
      [
        [0.5, 0.25, 0.25],
        [0.5, 0.25, 0.25],
        [0.5, 0.25, 0.25],
      ],
    ],
  );
  const claim = (part: Partial<Claim>): Claim =>
    ({
      kind: 'singles-out',
      side: 'left',
      layer: 0,
      head: 0,
      row: ['it', 2],
      column: ['cat', 0],
      atLeast: 0.5,
      ...part,
    }) as Claim;

  it('holds where the row takes clearly more than the others', () => {
    expect(refuted(claim({}), one)).toBeNull();
    expect(refuted(claim({ atLeast: 0.51 }), one)).toMatch(/“it” reads 50\.0% from “cat”/);
  });

  it('does not hold where every row reads as much', () => {
    expect(refuted(claim({ head: 1 }), one)).toBe(
      '“it” reads 50.0% from “cat”, the other rows 50.0% on average and 50.0% at most: this is not singled out.',
    );
    expect(refuted(claim({ head: 1, kind: 'reads-too' }), one)).toBeNull();
    expect(refuted(claim({ head: 1, kind: 'read-by-all' }), one)).toBeNull();
    expect(refuted(claim({ kind: 'reads-too' }), one)).toMatch(/this is singled out\.$/);
  });

  it('does not hold of other tokens than those at its places', () => {
    expect(refuted(claim({ row: ['it', 1] }), one)).toBe('Token 1 is “sat”, not “it”.');
  });

  it('does not hold where nothing was computed', () => {
    const broken = { ...one, attention: one.attention.map(() => Number.NaN) };
    expect(refuted(claim({}), broken)).toMatch(/not singled out/);
    expect(refuted(claim({ kind: 'reads-too', atLeast: 0 }), broken)).not.toBeNull();
    expect(refuted({ ...claim({}), kind: 'offset', offset: 1 } as Claim, broken)).not.toBeNull();
  });
});
