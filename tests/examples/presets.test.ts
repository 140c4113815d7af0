/** Every example's note is true of its trace, which precompute.test.ts holds to the shipped weights. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Claim, type Preset, presets } from '../../src/examples/presets.ts';
import { readTraceFile } from '../../src/examples/traceFile.ts';
import type { HeldTrace } from '../../src/model/trace.ts';

const ROOT = new URL('../../', import.meta.url);

function traceOf(id: string) {
  return readTraceFile(readFileSync(new URL(`public/presets/${id}.json`, ROOT), 'utf8'));
}

/** [T, T] of one head. */
function weightsOf(trace: HeldTrace, layer: number, head: number): Float32Array {
  const cells = trace.tokens.length ** 2;
  const start = (layer * trace.heads + head) * cells;
  return trace.attention.subarray(start, start + cells);
}

function position(trace: HeldTrace, label: string, from = 0): number {
  const found = trace.tokens.findIndex((token, index) => index >= from && token.label === label);
  if (found < 0) throw new Error(`“${label}” is not among ${trace.side}'s tokens.`);
  return found;
}

function check(claim: Claim, trace: HeldTrace): void {
  const size = trace.tokens.length;
  if (claim.kind === 'predicts') {
    const top = trace.predictions[0]?.top.slice(0, claim.within).map(({ label }) => label);
    expect(top).toContain(claim.label);
    return;
  }
  const weights = weightsOf(trace, claim.layer, claim.head);
  if (claim.kind === 'reads-most') {
    const row = trace.tokens.findLastIndex((token) => token.label === claim.row);
    expect(row).toBeGreaterThan(0);
    const values = weights.subarray(row * size, (row + 1) * size);
    const most = values.indexOf(Math.max(...values));
    expect(trace.tokens[most]?.label).toBe(claim.column);
    if (claim.nth !== undefined) {
      const alike = [...trace.tokens.keys()].filter(
        (at) => trace.tokens[at]?.label === claim.column,
      );
      expect(most).toBe(alike[claim.nth - 1]);
    }
    expect(values[most]).toBeGreaterThanOrEqual(claim.atLeast);
    return;
  }
  const rows = [...trace.tokens.keys()].filter((row) => row + claim.offset in trace.tokens);
  const sum = rows.reduce((all, row) => all + (weights[row * size + row + claim.offset] ?? NaN), 0);
  expect(sum / rows.length).toBeGreaterThanOrEqual(claim.atLeast);
}

describe.each(presets.map((preset): [string, Preset] => [preset.id, preset]))(
  '%s',
  (id, preset) => {
    it('has a precomputed trace of its own text', () => {
      const { text, left, right } = traceOf(id);
      expect(text).toBe(preset.text);
      expect(position(left, left.tokens[1]?.label ?? '')).toBe(1);
      expect(preset.heads.left.layer).toBeLessThan(left.layers);
      expect(preset.heads.right.head).toBeLessThan(right.heads);
    });

    it('says something that can be checked, and it is so', () => {
      const run = traceOf(id);
      expect(preset.claims.length).toBeGreaterThan(0);
      for (const claim of preset.claims) check(claim, run[claim.side]);
    });
  },
);

describe('examples', () => {
  it('have ids that no other has, since links name them', () => {
    expect(new Set(presets.map(({ id }) => id)).size).toBe(presets.length);
    expect(presets.length).toBeGreaterThanOrEqual(8);
  });

  it('keep the ids that have been published', () => {
    const published = [
      'animal-tired',
      'bank-river',
      'bank-money',
      'doctor-nurse',
      'cat-mask',
      'repeat',
    ];
    expect(presets.map(({ id }) => id)).toEqual(expect.arrayContaining(published));
  });
});
