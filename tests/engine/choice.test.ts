import { describe, expect, it } from 'vitest';
import { choose, type Facts, isSoftware } from '../../src/engine/choice.ts';

const auto = { forced: null, failed: [] };
const facts = (webgl: Facts['webgl'], wasm = true): Facts => ({ webgl, wasm });

describe('the choice of a backend', () => {
  it('is WebGL where it is hardware', () => {
    expect(choose(facts('hardware'), auto).name).toBe('webgl');
  });

  it('is WASM where WebGL is software, absent or without 32-bit floats, and says which', () => {
    const reasons = (['software', 'none', 'half'] as const).map((webgl) => {
      const { name, reason } = choose(facts(webgl), auto);
      expect(name).toBe('wasm');
      return reason;
    });
    expect(reasons[0]).toBe('WebGL would run in software here, so WASM is faster.');
    expect(new Set(reasons).size).toBe(3);
  });

  it('is plain JavaScript where nothing else is left', () => {
    expect(choose(facts('none', false), auto).name).toBe('cpu');
    expect(choose(facts('hardware'), { forced: null, failed: ['webgl', 'wasm'] }).name).toBe('cpu');
  });

  it('passes over what failed before, and says so', () => {
    const { name, reason } = choose(facts('hardware'), { forced: null, failed: ['webgl'] });
    expect(name).toBe('wasm');
    expect(reason).toBe('WebGL failed here, so WASM computes.');
  });

  it('fails with a sentence when everything failed', () => {
    expect(() => choose(facts('none'), { forced: null, failed: ['wasm', 'cpu'] })).toThrow(
      'try another browser',
    );
  });

  it.each(['webgl', 'wasm', 'cpu'] as const)('is %s when that was asked for', (forced) => {
    const choice = choose(facts('software'), { forced, failed: [forced] });
    expect(choice.name).toBe(forced);
    expect(choice.reason).toMatch(/was asked for\.$/);
  });
});

describe('software renderers', () => {
  it.each([
    'ANGLE (Google, Vulkan 1.3.0 (SwiftShader Device (Subzero) (0x0000C0DE)), SwiftShader driver)',
    'Google SwiftShader',
    'llvmpipe (LLVM 15.0.7, 256 bits)',
    'Mesa/X.org, softpipe',
    'ANGLE (Microsoft, Microsoft Basic Render Driver Direct3D11 vs_5_0 ps_5_0)',
    'Apple Software Renderer',
  ])('are recognised: %s', (renderer) => {
    expect(isSoftware(renderer)).toBe(true);
  });

  it.each([
    'ANGLE (NVIDIA, NVIDIA GeForce RTX 3060 Direct3D11 vs_5_0 ps_5_0, D3D11)',
    'Apple GPU',
    'Adreno (TM) 640',
    'Mali-G78',
    'ANGLE (Intel, Mesa Intel(R) UHD Graphics 620 (KBL GT2), OpenGL 4.6)',
  ])('are told from hardware such as %s', (renderer) => {
    expect(isSoftware(renderer)).toBe(false);
  });
});
