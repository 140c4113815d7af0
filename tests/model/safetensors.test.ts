import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { openSafetensors, SafetensorsError } from '../../src/model/weights/safetensors.ts';
import { safetensorsFile } from '../support/tiny-checkpoint.ts';

const singles = (...values: number[]) => new Uint8Array(Float32Array.from(values).buffer);
const A = { dtype: 'F32', shape: [2], data_offsets: [0, 8] };
const B = { dtype: 'F32', shape: [1, 1], data_offsets: [8, 12] };
const good = () => safetensorsFile({ a: A, b: B }, singles(1, 2, 3));

/** The error of what must throw one. */
function errorFrom(broken: () => unknown): SafetensorsError {
  try {
    broken();
  } catch (error) {
    expect(error).toBeInstanceOf(SafetensorsError);
    return error as SafetensorsError;
  }
  throw new Error('No error was thrown.');
}

/** The error of opening a file with this header over three singles. */
function errorOf(header: unknown, data = singles(1, 2, 3)): SafetensorsError {
  return errorFrom(() => openSafetensors(safetensorsFile(header, data)));
}

describe('A safetensors file', () => {
  it('gives its tensors by name, wherever its header ends', () => {
    for (const padding of ['', ' ', '  ', '   ']) {
      const header = `${JSON.stringify({ __metadata__: { format: 'pt' }, a: A, b: B })}${padding}`;
      const file = openSafetensors(safetensorsFile(header, singles(1, 2, 3)));
      expect(file.names).toEqual(['a', 'b']);
      expect(file.has('b')).toBe(true);
      expect([...file.read('a', [2])]).toEqual([1, 2]);
      expect([...file.read('b', [1, 1])]).toEqual([3]);
    }
  });

  it('in half precision is read as singles', () => {
    const header = { h: { dtype: 'F16', shape: [2], data_offsets: [0, 4] } };
    const data = new Uint8Array(Uint16Array.of(0x3c00, 0xc000).buffer);
    expect([...openSafetensors(safetensorsFile(header, data)).read('h', [2])]).toEqual([1, -2]);
  });

  it('gives copies, so that a change to one changes no other', () => {
    const file = openSafetensors(good());
    file.read('a', [2])[0] = 9;
    expect(file.read('a', [2])[0]).toBe(1);
  });
});

describe('Reading a tensor', () => {
  it.each([
    ['that is missing', 'c', [1], 'The weights lack the tensor c.'],
    ['of another shape', 'a', [1, 2], 'a has the shape [2], but the model needs [1, 2].'],
  ])('%s is an error that names it', (_, name, shape, message) => {
    expect(() => openSafetensors(good()).read(name, shape)).toThrow(
      new SafetensorsError(message, name),
    );
  });

  it.each([Number.NaN, Number.POSITIVE_INFINITY])(
    'that holds %d is an error that names it',
    (bad) => {
      const file = openSafetensors(safetensorsFile({ a: A, b: B }, singles(1, bad, 3)));
      expect(() => file.read('a', [2])).toThrow(
        `a holds ${bad} at index 1: weights must be finite.`,
      );
    },
  );

  it('of another dtype is an error only when it is read', () => {
    const header = { i: { dtype: 'I32', shape: [3], data_offsets: [0, 12] } };
    const file = openSafetensors(safetensorsFile(header, singles(1, 2, 3)));
    expect(() => file.read('i', [3])).toThrow(
      'i has the dtype I32: only F16, BF16 and F32 are read, and matrices in I8.',
    );
  });
});

describe('A matrix in eight bits', () => {
  /** Four bytes as [2, 2], and scales in single precision. */
  function scaled(scales: number[], shape: readonly number[] = [2, 1], dtype = 'F32'): ArrayBuffer {
    const m = { dtype: 'I8', shape: [2, 2], data_offsets: [0, 4] };
    const header = { m, 'm.scale': { dtype, shape, data_offsets: [4, 4 + 4 * scales.length] } };
    const codes = new Uint8Array(Int8Array.of(-127, 0, 127, -128).buffer);
    return safetensorsFile(header, Uint8Array.of(...codes, ...singles(...scales)));
  }

  it('is its bytes times the scales of its rows', () => {
    const values = openSafetensors(scaled([0.5, 2])).read('m', [2, 2]);
    expect([...values]).toEqual([-63.5, 0, 254, -256]);
  });

  it('is its bytes times the scales of the blocks of its rows', () => {
    const values = openSafetensors(scaled([1, 2, 3, 4], [2, 2])).read('m', [2, 2]);
    expect([...values]).toEqual([-127, 0, 381, -512]);
  });

  it('has its scales in half precision, too', () => {
    const header = {
      m: { dtype: 'I8', shape: [1, 2], data_offsets: [0, 2] },
      'm.scale': { dtype: 'F16', shape: [1, 1], data_offsets: [2, 4] },
    };
    const file = safetensorsFile(header, Uint8Array.of(3, 0xff, 0x00, 0x38));
    expect([...openSafetensors(file).read('m', [1, 2])]).toEqual([1.5, -0.5]);
  });

  it.each<[string, ArrayBuffer, string]>([
    ['a row without a scale', scaled([1], [1, 1]), 'the shape [1, 1]: it must divide each row'],
    ['scales in one dimension', scaled([1, 2], [2]), 'the shape [2]: it must divide each row'],
    ['blocks that do not divide a row', scaled([1, 1, 1, 1, 1, 1], [2, 3]), 'the shape [2, 3]'],
    ['no blocks', scaled([], [2, 0]), 'the shape [2, 0]'],
    ['a scale of 0', scaled([1, 0]), 'holds 0 at index 1: scales must be positive and finite'],
    ['a negative scale', scaled([-1, 1]), 'holds -1 at index 0: scales must be positive'],
    ['an infinite scale', scaled([1, Infinity]), 'holds Infinity at index 1: scales must be'],
    ['a scale that is no number', scaled([NaN, 1]), 'holds NaN at index 0: scales must be'],
    [
      'scales of another dtype',
      scaled([1, 1], [2, 1], 'I32'),
      'has the dtype I32: only F16, BF16 and F32',
    ],
  ])('with %s is an error that names the scales', (_, file, message) => {
    const error = errorFrom(() => openSafetensors(file).read('m', [2, 2]));
    expect(error.message).toContain(message);
    expect(error.tensor).toBe('m.scale');
  });

  it('without scales is an error that names them', () => {
    const header = { m: { dtype: 'I8', shape: [1, 4], data_offsets: [0, 4] } };
    const file = safetensorsFile(header, new Uint8Array(4));
    const error = errorFrom(() => openSafetensors(file).read('m', [1, 4]));
    expect(error).toEqual(new SafetensorsError('The weights lack the tensor m.scale.', 'm.scale'));
  });

  it.each([[[4]], [[1, 2, 2]]])('of the shape %j is none, and an error', (shape) => {
    const header = {
      m: { dtype: 'I8', shape, data_offsets: [0, 4] },
      'm.scale': { dtype: 'F32', shape: [1, 1], data_offsets: [4, 8] },
    };
    const file = safetensorsFile(header, new Uint8Array(8));
    const error = errorFrom(() => openSafetensors(file).read('m', shape));
    expect(error.message).toContain('only matrices are read from I8');
    expect(error.tensor).toBe('m');
  });

  it('that overflows is an error that names it', () => {
    const error = errorFrom(() => openSafetensors(scaled([1, 3e38])).read('m', [2, 2]));
    expect(error.message).toContain('m holds Infinity at index 2: weights must be finite');
  });

  it('whatever its bytes are changed to, is an error with a sentence or finite', () => {
    const whole = scaled([1, 2]);
    const byte = { at: fc.integer({ min: 8, max: whole.byteLength - 1 }), to: fc.nat(255) };
    fc.assert(
      fc.property(byte.at, byte.to, (at, to) => {
        const file = whole.slice(0);
        new Uint8Array(file)[at] = to;
        try {
          const values = openSafetensors(file).read('m', [2, 2]);
          expect(values.every(Number.isFinite)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(SafetensorsError);
        }
      }),
      { numRuns: 500 },
    );
  });
});

describe('A broken file is refused with a sentence that names the tensor', () => {
  it.each<[string, unknown, string, string | null]>([
    ['no JSON', '{', 'header of the weights is not JSON', null],
    ['no object', [], 'header of the weights is not an object', null],
    ['no entry', { a: 1 }, 'a is not described by an object', 'a'],
    ['an unknown dtype', { a: { ...A, dtype: 'F99' } }, 'a has an unknown dtype, "F99"', 'a'],
    ['no dtype', { a: { ...A, dtype: undefined } }, 'a has an unknown dtype, none', 'a'],
    ['a negative extent', { a: { ...A, shape: [-2] } }, 'a has a malformed shape, [-2]', 'a'],
    ['a fractional extent', { a: { ...A, shape: [0.5] } }, 'a has a malformed shape, [0.5]', 'a'],
    ['one offset', { a: { ...A, data_offsets: [0] } }, 'a has malformed offsets, [0]', 'a'],
    [
      'offsets beyond the end',
      { a: A, b: { ...B, data_offsets: [8, 16] } },
      'b lies at bytes 8 to 16, outside of the 12 bytes of values',
      'b',
    ],
    ['reversed offsets', { a: { ...A, data_offsets: [8, 0] } }, 'a lies at bytes 8 to 0', 'a'],
    [
      'a shape of another size',
      { a: { ...A, shape: [3] } },
      'a takes 8 bytes, but the shape [3] in F32 takes 12',
      'a',
    ],
    [
      'values that are not aligned',
      { a: { dtype: 'F16', shape: [1], data_offsets: [1, 3] } },
      'a begins at byte 1, which is not aligned to F16',
      'a',
    ],
    ['an overlap', { a: A, b: { ...B, data_offsets: [4, 8] } }, 'b overlaps a', 'b'],
    ['a hole', { b: B }, 'There is a hole of 8 bytes before b', 'b'],
    ['bytes at the end', { a: A }, 'The weights end with 4 bytes that no tensor claims', null],
    [
      'a name twice',
      `{"a": ${JSON.stringify(A)}, "b": ${JSON.stringify(B)}, "\\u0061": ${JSON.stringify(A)}}`,
      'a is in the header of the weights twice',
      'a',
    ],
  ])('with %s', (_, header, message, tensor) => {
    const error = errorOf(header);
    expect(error.message).toContain(message);
    expect(error.tensor).toBe(tensor);
  });

  it('when it is cut short at any byte', () => {
    const whole = good();
    fc.assert(
      fc.property(fc.integer({ min: 0, max: whole.byteLength - 1 }), (length) => {
        expect(() => openSafetensors(whole.slice(0, length))).toThrow(SafetensorsError);
      }),
    );
  });

  it('whatever one byte of its header is changed to, or reads the same tensors', () => {
    const whole = good();
    const headerEnd = whole.byteLength - 12;
    fc.assert(
      fc.property(fc.nat(headerEnd - 1), fc.integer({ min: 0, max: 255 }), (at, byte) => {
        const file = whole.slice(0);
        new Uint8Array(file)[at] = byte;
        try {
          expect(openSafetensors(file).read('a', [2])).toHaveLength(2);
        } catch (error) {
          expect(error).toBeInstanceOf(SafetensorsError);
        }
      }),
      { numRuns: 500 },
    );
  });
});
