/** What a reader sees of a piece of the vocabulary. */
import { bytesOf, SPACE } from './bytes.ts';

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** Characters that leave no mark of their own on the page: controls, formats, separators, fillers. */
const INVISIBLE = /[\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\p{Cn}\p{Co}]/u;
const COMBINING = /^\p{M}/u;

const hex = (value: number, digits: number): string =>
  value.toString(16).toUpperCase().padStart(digits, '0');

/** The length that the first byte of a UTF-8 character announces; 0 for a byte that cannot be first. */
function announced(byte: number): number {
  if (byte < 0x80) return 1;
  if (byte < 0xc2) return 0;
  if (byte < 0xe0) return 2;
  if (byte < 0xf0) return 3;
  return byte < 0xf5 ? 4 : 0;
}

function decodeCharacter(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
}

function visible(character: string): string {
  if (character === ' ') return '<space>';
  return INVISIBLE.test(character) ? `<U+${hex(character.codePointAt(0)!, 4)}>` : character;
}

/** The label of a text: what cannot be seen of it by its code points, a lone accent on a dotted circle. */
export function labelOfText(text: string): string {
  const label = Array.from(text, visible).join('');
  return COMBINING.test(label) ? `◌${label}` : label;
}

/**
 * The label of a piece: `Ġanimal` is `animal`, a lone space `<space>`, part of a character its bytes
 * (`<F0 9F>`), an invisible character its code point (`<U+200B>`), a lone accent sits on a dotted
 * circle (`◌́`). A piece outside the byte-level alphabet, such as `[CLS]`, is its own label.
 */
export function labelOf(piece: string): string {
  const shown = piece.length > 1 && piece.startsWith(SPACE) ? piece.slice(1) : piece;
  const bytes = bytesOf(shown);
  if (!bytes) return piece;
  let label = '';
  let broken: string[] = [];
  const flush = () => {
    if (broken.length > 0) label += `<${broken.join(' ')}>`;
    broken = [];
  };
  for (let at = 0; at < bytes.length; ) {
    const length = announced(bytes[at]!);
    const character =
      length > 0 && at + length <= bytes.length
        ? decodeCharacter(bytes.subarray(at, at + length))
        : undefined;
    if (character === undefined) {
      broken.push(hex(bytes[at]!, 2));
      at += 1;
    } else {
      flush();
      label += visible(character);
      at += length;
    }
  }
  flush();
  return COMBINING.test(label) ? `◌${label}` : label;
}
