/** A small byte-level BPE with both models' special tokens, for tests that need no trained one. */
import { BYTE_ALPHABET } from '../../src/text/bytes.ts';

export const SPECIALS = ['[PAD]', '[CLS]', '[SEP]', '[MASK]', '<|endoftext|>'];

const WORDS = ['Ġthe', 'Ġcat', 'Ġsat', 'Ġon', 'Ġmat', 'Ġcafé'];

/** Merges that spell each word from left to right, in the byte-level alphabet. */
function mergesOf(words: readonly string[]): [string, string][] {
  const merges = new Map<string, [string, string]>();
  for (const word of words) {
    const letters = Array.from(word, (letter) =>
      letter === 'é' ? [BYTE_ALPHABET[0xc3]!, BYTE_ALPHABET[0xa9]!] : [letter],
    ).flat();
    let left = letters[0]!;
    for (const right of letters.slice(1)) {
      merges.set(`${left} ${right}`, [left, right]);
      left += right;
    }
  }
  return [...merges.values()];
}

/**
 * The parsed `tokenizer.json`: specials first, then the bytes, then the merged pieces.
 *
 * @param words pieces that it merges, from left to right
 */
export function tinyTokenizerJson(words: readonly string[] = WORDS) {
  const merges = mergesOf(words);
  const pieces = [...SPECIALS, ...BYTE_ALPHABET, ...merges.map((pair) => pair.join(''))];
  return {
    version: '1.0',
    truncation: null,
    padding: null,
    added_tokens: SPECIALS.map((content, id) => ({
      id,
      content,
      single_word: false,
      lstrip: content === '[MASK]',
      rstrip: false,
      normalized: false,
      special: true,
    })),
    normalizer: { type: 'Sequence', normalizers: [{ type: 'NFC' }, { type: 'Lowercase' }] },
    pre_tokenizer: {
      type: 'ByteLevel',
      add_prefix_space: true,
      trim_offsets: true,
      use_regex: true,
    },
    post_processor: null,
    decoder: { type: 'ByteLevel', add_prefix_space: true, trim_offsets: true, use_regex: true },
    model: {
      type: 'BPE',
      dropout: null,
      unk_token: null,
      continuing_subword_prefix: null,
      end_of_word_suffix: null,
      fuse_unk: false,
      byte_fallback: false,
      ignore_merges: false,
      vocab: Object.fromEntries(pieces.map((piece, id) => [piece, id])),
      merges,
    },
  };
}

export const tinyTokenizerConfig = { tokenizer_class: 'PreTrainedTokenizerFast' };
