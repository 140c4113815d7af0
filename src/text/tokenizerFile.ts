/**
 * The part of a `tokenizer.json` that a byte-level BPE consists of, checked before any library sees it.
 * What is left out (post-processor, decoder, truncation) is not used: what surrounds a text is the
 * models' own (`model/families`).
 */
import * as z from 'zod/mini';
import { BYTE_ALPHABET } from './bytes.ts';
import { valid } from './jsonFile.ts';
import { type Told, told } from './told.ts';

const normal = z.object({ type: z.enum(['NFC', 'NFD', 'NFKC', 'NFKD', 'Lowercase']) });
const none = z.nullish(z.literal(''));
/** An id; so many rows have room for any vocabulary there is. */
export const id = z.int().check(z.nonnegative(), z.maximum(2 ** 22));

/** Whether a token that was added to a vocabulary takes the white space beside it, and whether it may be typed. */
export const addedTokens = z.array(
  z.object({
    id,
    content: z.string().check(z.minLength(1)),
    lstrip: z.nullish(z.boolean()),
    rstrip: z.nullish(z.boolean()),
    special: z.nullish(z.boolean()),
  }),
);

export const vocabulary = z.record(z.string(), id);

const File = z.object({
  added_tokens: addedTokens,
  normalizer: z.nullable(
    z.union([
      normal,
      z.object({ type: z.literal('Sequence'), normalizers: z.array(normal).check(z.maxLength(8)) }),
    ]),
  ),
  pre_tokenizer: z.object({
    type: z.literal('ByteLevel'),
    add_prefix_space: z.boolean(),
    trim_offsets: z.optional(z.boolean()),
    use_regex: z.optional(z.boolean()),
  }),
  model: z.object({
    type: z.literal('BPE'),
    vocab: vocabulary,
    merges: z.array(z.union([z.tuple([z.string(), z.string()]), z.string()])),
    // Pieces with such parts would not spell the bytes of a text.
    continuing_subword_prefix: none,
    end_of_word_suffix: none,
    ignore_merges: z.nullish(z.boolean()),
  }),
});

/** A byte-level BPE whose ids are each given once, and whose merges stay in its vocabulary. */
export interface TokenizerFile extends Omit<z.infer<typeof File>, 'model'> {
  readonly model: {
    readonly type: 'BPE';
    readonly vocab: Readonly<Record<string, number>>;
    readonly merges: readonly (readonly [string, string])[];
    readonly ignore_merges: boolean;
  };
}

/**
 * With all 256 bytes in the vocabulary, no text can be lost on its way to the model. Special tokens are asked
 * for by the family that adds them.
 *
 * @param json the parsed tokenizer.json.
 * @param fail throws what it is given, a sentence.
 * @param needed tokens that there must be, beside the 256 bytes.
 * @param gaps whether ids may be left out; else they are 0 to V − 1.
 * @throws FileError when it is not a byte-level BPE; what `fail` throws when its parts do not agree.
 */
export function readTokenizerFile(
  json: unknown,
  fail: (sentence: Told) => never,
  needed: readonly string[] = [],
  gaps: 'with gaps' | 'without gaps' = 'without gaps',
): TokenizerFile {
  const { model, ...rest } = valid(File, json, 'tokenizer.json');
  const { type, vocab, ignore_merges } = model;
  const pieces = new Map(Object.entries(vocab));
  for (const { content, id } of rest.added_tokens) pieces.set(content, id);
  const lacking = [...BYTE_ALPHABET, ...needed].find((piece) => !pieces.has(piece));
  if (lacking !== undefined) fail(told`tokenizer.json lacks the token ${lacking}.`);
  const merges = model.merges.map((merge): [string, string] => {
    const [left = '', right = '', more] = typeof merge === 'string' ? merge.split(' ') : merge;
    const merged = left + right;
    if (more !== undefined || !left || !right || !Object.hasOwn(vocab, merged)) {
      return fail(told`tokenizer.json merges what is not in its vocabulary: ${named(merge)}.`);
    }
    return [left, right];
  });
  const taken = requireOwnIds(pieces, fail);
  const strange = gaps === 'with gaps' ? undefined : [...taken].find((id) => id >= pieces.size);
  if (strange !== undefined) {
    fail(
      told`tokenizer.json gives a token the id ${strange}: ${pieces.size} tokens have the ids 0 to ${pieces.size - 1}, each its own.`,
    );
  }
  return { ...rest, model: { type, vocab, merges, ignore_merges: ignore_merges ?? false } };
}

/** The ids of a vocabulary. @throws what `fail` throws when two tokens have the same. */
export function requireOwnIds(
  pieces: ReadonlyMap<string, number>,
  fail: (sentence: Told) => never,
): ReadonlySet<number> {
  const taken = new Set<number>();
  for (const [piece, id] of pieces) {
    if (taken.has(id)) {
      fail(told`tokenizer.json gives ${named(piece)} the id ${id}, which another token has, too.`);
    }
    taken.add(id);
  }
  return taken;
}

/** A token's own name in a sentence: in quotes unless it is an ordinary one. */
export const called = (name: string): string => (/^[^\s"]{1,40}$/.test(name) ? name : named(name));

const named = (piece: string | readonly string[]): string =>
  JSON.stringify(
    typeof piece === 'string' ? piece.slice(0, 40) : piece.map((part) => part.slice(0, 40)),
  );
