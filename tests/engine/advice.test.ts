import { describe, expect, it } from 'vitest';
import { advised } from '../../src/engine/advice.ts';
import { Failure } from '../../src/engine/failure.ts';

const told = (code: Failure['code'], forced: Parameters<typeof advised>[1] = null) =>
  advised(new Failure(code, 'It broke.'), forced);

describe('a failure of the engine', () => {
  it.each([
    ['webgl', '?backend=wasm'],
    ['wasm', '?backend=cpu'],
    ['cpu', 'another browser'],
  ] as const)('of %s, which was asked for, names what else could compute', (forced, words) => {
    const { code, message } = told('backend', forced);
    expect(code).toBe('backend');
    expect(message).toMatch(/^It broke\. \S/);
    expect(message).toContain(words);
    expect(message).not.toContain(`?backend=${forced}`);
  });

  it.each(['backend', 'crashed', 'timeout'] as const)(
    'says what to do after why, whatever it is: %s',
    (code) => {
      expect(told(code).message).toMatch(/^It broke\. Press Retry.*\.$/);
    },
  );

  it.each(['offline', 'missing', 'truncated', 'corrupt'] as const)(
    'over files says by itself what to do: %s',
    (code) => {
      expect(told(code, 'wasm').message).toBe('It broke.');
    },
  );
});
