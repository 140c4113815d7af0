import { describe, expect, it } from 'vitest';
import { BYTE_ALPHABET, bytesOf } from '../../src/text/bytes.ts';
import { labelOf } from '../../src/text/label.ts';

const piece = (text: string) =>
  Array.from(new TextEncoder().encode(text), (byte) => BYTE_ALPHABET[byte]).join('');
const bytes = (...values: number[]) => values.map((byte) => BYTE_ALPHABET[byte]).join('');

describe('The label of a piece', () => {
  it.each([
    [piece(' animal'), 'animal'],
    [piece('ing'), 'ing'],
    [piece(' '), '<space>'],
    [piece('  '), '<space>'],
    [piece(' café'), 'café'],
    [piece('漢'), '漢'],
    ['[CLS]', '[CLS]'],
    ['<|endoftext|>', '<|endoftext|>'],
    [bytes(0xf0, 0x9f), '<F0 9F>'],
    [bytes(0x61, 0xc3), 'a<C3>'],
    [bytes(0x99, 0x82, 0x62), '<99 82>b'],
    [bytes(0xed, 0xa0, 0x80), '<ED A0 80>'], // a surrogate is not UTF-8
    [bytes(0xc0, 0xaf), '<C0 AF>'], // nor is an overlong slash
    [bytes(0xff), '<FF>'],
    [piece('\u200b'), '<U+200B>'],
    [piece('\u0000'), '<U+0000>'],
    [piece('\u00ad'), '<U+00AD>'],
    [piece('\u0301'), '◌\u0301'],
    [piece('\uFFFD'), '\uFFFD'],
  ])('%j is %j', (given, expected) => {
    expect(labelOf(given)).toBe(expected);
  });
});

describe('The byte alphabet', () => {
  it('spells each byte by a different character, and back', () => {
    expect(new Set(BYTE_ALPHABET).size).toBe(256);
    expect(bytesOf(BYTE_ALPHABET.join(''))).toEqual(Uint8Array.from({ length: 256 }, (_, i) => i));
    expect(BYTE_ALPHABET[0x20]).toBe('Ġ');
    expect(BYTE_ALPHABET[0x41]).toBe('A');
  });

  it('does not hold other characters', () => {
    expect(bytesOf('漢')).toBeUndefined();
    expect(bytesOf('a b')).toBeUndefined();
  });
});
