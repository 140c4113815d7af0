import { describe, expect, it } from 'vitest';
import { inEnglish } from '#say';
import { choose, type Facts, isSoftware } from '../../src/engine/choice.ts';

const auto = { forced: null, failed: [] };
const WHY = {
  webgl: 'WebGL could not run the models here: Failed to compile fragment shader.',
  wasm: 'WASM could not start here: the server answered 404 for simd.wasm.',
  cpu: 'Plain JavaScript could not start here: out of memory.',
};
const without = (...names: (keyof typeof WHY)[]) => ({
  forced: null,
  failed: names.map((name) => ({ name, why: WHY[name] })),
});
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
    expect(choose(facts('hardware'), without('webgl', 'wasm')).name).toBe('cpu');
  });

  it.each([
    ['hardware', true, ['webgl'], 'wasm', `${WHY.webgl} So WASM computes.`],
    [
      'hardware',
      true,
      ['webgl', 'wasm'],
      'cpu',
      `${WHY.webgl} ${WHY.wasm} So plain JavaScript computes, slowly.`,
    ],
    [
      'software',
      true,
      ['wasm'],
      'cpu',
      `WebGL would run in software here. ${WHY.wasm} So plain JavaScript computes, slowly.`,
    ],
    [
      'none',
      false,
      [],
      'cpu',
      'This browser offers no WebGL 2. This browser has no WebAssembly. So plain JavaScript computes, slowly.',
    ],
  ] as const)(
    'passes over what failed before or is not there, and says why: %s, WASM %s, failed %j',
    (webgl, wasm, failed, name, reason) => {
      expect(choose(facts(webgl, wasm), without(...failed))).toMatchObject({ name, reason });
    },
  );

  it('fails with every reason when everything failed', () => {
    expect(() => choose(facts('hardware'), without('webgl', 'wasm', 'cpu'))).toThrow(
      `Nothing could run the models here. ${WHY.webgl} ${WHY.wasm} ${WHY.cpu}`,
    );
    expect(() => choose(facts('none', false), without('cpu'))).toThrow(
      `This browser offers no WebGL 2. This browser has no WebAssembly. ${WHY.cpu}`,
    );
  });

  it.each(['webgl', 'wasm', 'cpu'] as const)('is %s when that was asked for', (forced) => {
    const choice = choose(facts('software'), { ...without(forced), forced });
    expect(choice.name).toBe(forced);
    expect(choice.reason).toMatch(/was asked for\.$/);
    expect(inEnglish(choice.said!)).toBe(choice.reason);
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
