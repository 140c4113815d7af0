/**
 * The byte-level alphabet (Radford et al. 2019, section 2.2; `bytes_to_unicode` of GPT-2).
 *
 * Byte-level BPE spells each of the 256 bytes of UTF-8 text with one visible character: a printable
 * Latin-1 byte stands for itself, the other 68 are moved up to U+0100 and after. So a space is
 * spelled `Ġ`, and one character of a piece is always one byte of the text.
 */

const isPrintable = (byte: number): boolean =>
  (byte >= 0x21 && byte <= 0x7e) || (byte >= 0xa1 && byte <= 0xac) || byte >= 0xae;

function buildAlphabet(): string[] {
  let moved = 0;
  return Array.from({ length: 256 }, (_, byte) =>
    String.fromCharCode(isPrintable(byte) ? byte : 0x100 + moved++),
  );
}

/** The character that spells each byte: 256 of them, all different. */
export const BYTE_ALPHABET: readonly string[] = buildAlphabet();

const BYTE_OF = new Map(BYTE_ALPHABET.map((character, byte) => [character, byte]));

/** The spelling of a space. */
export const SPACE = BYTE_ALPHABET[0x20]!;

/** The bytes that a piece spells, or undefined when it is not written in the alphabet. */
export function bytesOf(piece: string): Uint8Array | undefined {
  const bytes = new Uint8Array(piece.length);
  for (let i = 0; i < piece.length; i++) {
    const byte = BYTE_OF.get(piece[i]!);
    if (byte === undefined) return undefined;
    bytes[i] = byte;
  }
  return bytes;
}

const utf8 = new TextEncoder();

/** A text, spelled with one character for each of its bytes. */
export const spellingOf = (text: string): string =>
  Array.from(utf8.encode(text), (byte) => BYTE_ALPHABET[byte]).join('');
