/**
 * The part of a `tokenizer.json` that a WordPiece vocabulary consists of, checked before any library sees it; and
 * the same made of a `vocab.txt`, as older checkpoints have it.
 */
import * as z from 'zod/mini';
import { BLANK } from '../blank.ts';
import { valid } from '../jsonFile.ts';
import { addedTokens, called, requireOwnIds, vocabulary } from '../tokenizerFile.ts';
import { type Told, told } from '../told.ts';

const flag = z.optional(z.nullable(z.boolean()));

const bertNormalizer = z.object({
  type: z.literal('BertNormalizer'),
  clean_text: z._default(z.boolean(), true),
  handle_chinese_chars: z._default(z.boolean(), true),
  strip_accents: z._default(z.nullable(z.boolean()), null),
  lowercase: z._default(z.boolean(), true),
});

const simple = z.object({
  type: z.enum(['NFC', 'NFD', 'NFKC', 'NFKD', 'Lowercase', 'StripAccents']),
});

/** Ways to cut a text in words that leave out nothing but white space. */
const cut = z.union([
  z.object({ type: z.enum(['BertPreTokenizer', 'WhitespaceSplit']) }),
  z.object({ type: z.literal('Digits'), individual_digits: z.optional(z.boolean()) }),
]);

const File = z.object({
  added_tokens: z._default(addedTokens, []),
  normalizer: z._default(
    z.nullable(
      z.union([
        bertNormalizer,
        simple,
        z.object({
          type: z.literal('Sequence'),
          normalizers: z.array(z.union([bertNormalizer, simple])).check(z.maxLength(8)),
        }),
      ]),
    ),
    null,
  ),
  pre_tokenizer: z.union([
    cut,
    z.object({
      type: z.literal('Sequence'),
      pretokenizers: z.array(cut).check(z.minLength(1), z.maxLength(8)),
    }),
  ]),
  model: z.object({
    type: z.literal('WordPiece'),
    vocab: vocabulary,
    unk_token: z._default(z.string(), '[UNK]'),
    continuing_subword_prefix: z._default(z.string().check(z.minLength(1)), '##'),
    // The library looks through a word as often as it has characters.
    max_input_chars_per_word: z._default(z.int().check(z.positive(), z.maximum(1000)), 100),
  }),
});

/** A WordPiece vocabulary whose ids are each given once, the unknown token among them. */
export type WordPieceFile = z.output<typeof File>;

/**
 * @param json the parsed tokenizer.json.
 * @param fail throws what it is given, a sentence.
 * @throws FileError when it is no WordPiece vocabulary; what `fail` throws when its parts do not agree.
 */
export function readWordPieceFile(json: unknown, fail: (sentence: Told) => never): WordPieceFile {
  const file = valid(File, json, 'tokenizer.json');
  const { vocab, unk_token } = file.model;
  if (!Object.hasOwn(vocab, unk_token)) {
    fail(told`The vocabulary lacks ${called(unk_token)}, the token for what it cannot spell.`);
  }
  const pieces = new Map(Object.entries(vocab));
  for (const { content, id } of file.added_tokens) pieces.set(content, id);
  requireOwnIds(pieces, fail);
  return file;
}

/** How BERT's tokenizer normalises, in the fields of a `tokenizer_config.json`; what it leaves out is as here. */
export const BertSettings = z.object({
  do_lower_case: flag,
  strip_accents: flag,
  tokenize_chinese_chars: flag,
});

const BERT_SPECIALS = ['[PAD]', '[UNK]', '[CLS]', '[SEP]', BLANK];

/**
 * A `vocab.txt` as a `tokenizer.json`: a piece on each line, whose number is its id. Of a piece that is there
 * twice the last line counts, as in transformers.
 */
export function fromVocabText(text: string): unknown {
  const lines = text.replace(/\r?\n$/, '').split(/\r?\n/);
  const vocab = Object.fromEntries(lines.map((piece, id) => [piece, id]));
  return {
    added_tokens: BERT_SPECIALS.filter((content) => Object.hasOwn(vocab, content)).map(
      (content) => ({ id: vocab[content], content, special: true }),
    ),
    normalizer: { type: 'BertNormalizer' },
    pre_tokenizer: { type: 'BertPreTokenizer' },
    model: { type: 'WordPiece', vocab },
  };
}
