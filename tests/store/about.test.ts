import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readAbout } from '../../src/store/about.ts';

const shipped = readFileSync(new URL('../../public/models/manifest.json', import.meta.url), 'utf8');

describe('The figures about the models', () => {
  it('are in the shipped manifest, for both models', () => {
    const { left, right } = readAbout(shipped);
    expect(left.parameters).toBeGreaterThan(5e6);
    expect(left.figures.maskedTop5).toBeGreaterThan(left.figures.maskedTop1);
    expect(right.tokensSeen).toBeGreaterThan(1e7);
    expect(right.figures.bitsPerByte).toBeLessThan(right.figures.trigramBitsPerByte);
  });

  it('are refused where one is missing or is no share', () => {
    const manifest = JSON.parse(shipped);
    manifest['mini-bert'].about.figures.maskedTop1 = 34.8;
    expect(() => readAbout(JSON.stringify(manifest))).toThrow(/maskedTop1/);
    delete manifest['mini-bert'].about.figures.maskedTop1;
    expect(() => readAbout(JSON.stringify(manifest))).toThrow(/maskedTop1/);
  });
});
