/** The property tests' own tool: what it draws can be drawn again. */
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { drawn, flood, requireSentence } from './support/flood.ts';

afterEach(() => vi.unstubAllEnvs());

const failure = (): string => {
  try {
    flood(
      fc.property(fc.nat(), (n) => n < 1000),
      500,
    );
  } catch (error) {
    return String(error);
  }
  return '';
};

describe('a flood', () => {
  it('reports seed and path of a failure, which meet the same case again', () => {
    const first = failure();
    const [, seed, path] = /seed: (-?\d+), path: "([\d:]+)"/.exec(first) ?? [];
    const [, met] = /Counterexample: (.+)/.exec(first) ?? [];
    expect(met).toBe('[1000]');
    vi.stubEnv('FLOOD_SEED', seed);
    vi.stubEnv('FLOOD_PATH', path);
    const again = failure();
    expect(again).toContain(`Counterexample: ${met}`);
    expect(again).toContain(`seed: ${seed}`);
    expect(again).toContain('after 1 test');
  });

  it('draws as many as the test says, unless the environment says otherwise', () => {
    expect(drawn(7, {})).toEqual({ numRuns: 7 });
    expect(drawn(7, { FLOOD_RUNS: '9', FLOOD_SEED: '-3' })).toEqual({ numRuns: 9, seed: -3 });
    expect(() => drawn(7, { FLOOD_SEED: 'x' })).toThrow('FLOOD_SEED is a whole number, not "x".');
  });

  it('knows a sentence from what a machine says', () => {
    const check = (error: unknown) => () => requireSentence(error);
    expect(check(new Error('The text is empty: give it a word.'))).not.toThrow();
    expect(check(new Error('config.json cannot be used: it is null.'))).not.toThrow();
    for (const bad of ['x is not a function', '', '[\n  {\n    "code": "invalid"\n  }\n]']) {
      expect(check(new Error(bad)), bad).toThrow('is not told in a sentence');
    }
    expect(check('no')).toThrow('other than an error');
    expect(check(new TypeError("Cannot read properties of undefined (reading 'x')"))).toThrow();
  });
});
