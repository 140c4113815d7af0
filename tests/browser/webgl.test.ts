import { expect, it } from 'vitest';

it('runs in a browser that has WebGL 2, in software if need be', () => {
  expect(new OffscreenCanvas(1, 1).getContext('webgl2')).not.toBeNull();
});
