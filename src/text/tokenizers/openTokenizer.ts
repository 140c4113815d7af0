/**
 * The tokenizer of any checkpoint, from the files that it was published with: `tokenizer.json`, or what older
 * ones have in its place, `vocab.txt` (WordPiece) or `vocab.json` and `merges.txt` (byte-level BPE).
 *
 * The ids of a text are those of transformers, but for special tokens that are typed: `[MASK]` is the
 * model's own blank, whatever its name, and the others are plain text.
 */
import * as z from 'zod/mini';
import { BLANK } from '../blank.ts';
import { FileError, valid } from '../jsonFile.ts';
import type { SpecialName, Tokenizer } from '../tokenizer.ts';
import { readTokenizerFile } from '../tokenizerFile.ts';
import { type Told, told } from '../told.ts';
import { byteLevel } from './byteLevel.ts';
import { type Blank, NO_BLANK, type SpecialNames, tokenizerOf } from './kind.ts';
import { TokenizerError } from './tokenizerError.ts';
import { wordPiece } from './wordPiece.ts';
import {
  BertSettings,
  fromVocabText,
  readWordPieceFile,
  type WordPieceFile,
} from './wordPieceFile.ts';

/** A checkpoint's files that tell of its tokenizer: JSON parsed, text as it is. */
export interface TokenizerSources {
  readonly 'tokenizer.json'?: unknown;
  readonly 'tokenizer_config.json'?: unknown;
  readonly 'special_tokens_map.json'?: unknown;
  readonly 'vocab.txt'?: string;
  readonly 'vocab.json'?: unknown;
  readonly 'merges.txt'?: string;
}

/** A special token's name, by itself or with how it is found in a text. */
const name = z.nullish(
  z.union([
    z.string(),
    z.object({
      content: z.string(),
      lstrip: z.optional(z.boolean()),
      rstrip: z.optional(z.boolean()),
    }),
  ]),
);

const Specials = z.object({
  bos_token: name,
  cls_token: name,
  sep_token: name,
  mask_token: name,
  unk_token: name,
});

const Config = z.extend(Specials, {
  ...BertSettings.shape,
  add_prefix_space: z.nullish(z.boolean()),
});

type Config = z.output<typeof Config>;

/** What the blank is called, where no file says so. */
const USUAL_BLANKS = [BLANK, '<mask>'];

const fail = (sentence: Told): never => {
  throw new TokenizerError(sentence);
};

/** What would do where a tokenizer.json is of another kind. */
const KINDS = told`Open a model whose tokenizer is WordPiece, as BERT’s, or a byte-level BPE, as those of GPT-2 and RoBERTa.`;

/** @throws TokenizerError in a sentence that says what is wrong and what would do. */
export function openTokenizer(files: TokenizerSources): Tokenizer {
  const config = refusing(
    () => readConfig(files),
    told`Open the files that the model was published with.`,
  );
  return refusing(() => {
    const json = withKind(files['tokenizer.json'] ?? fromOlderFiles(files));
    return json.model.type === 'WordPiece'
      ? openWordPiece(json, config)
      : openByteLevel(json, config);
  }, KINDS);
}

/** What is made, or a TokenizerError that says what is wrong with a file, and what would do. */
function refusing<Made>(make: () => Made, remedy: Told): Made {
  try {
    return make();
  } catch (cause) {
    if (!(cause instanceof FileError)) throw cause;
    throw new TokenizerError(told`${cause.said ?? cause.message} ${remedy}`, { cause });
  }
}

function readConfig(files: TokenizerSources): Config {
  const specials = files['special_tokens_map.json'] ?? {};
  const config = files['tokenizer_config.json'] ?? {};
  return {
    ...valid(Specials, specials, 'special_tokens_map.json'),
    ...given(valid(Config, config, 'tokenizer_config.json')),
  };
}

/** Without what is left open, so that it does not cover what another file says. */
const given = (config: Config): Config =>
  Object.fromEntries(Object.entries(config).filter(([, value]) => value != null)) as Config;

const Described = z.looseObject({
  model: z.looseObject({
    type: z.nullish(z.string()),
    vocab: z.optional(z.unknown()),
    merges: z.optional(z.unknown()),
  }),
});

const Known = z.looseObject({ model: z.looseObject({ type: z.enum(['WordPiece', 'BPE']) }) });

/** A tokenizer.json that says of which kind it is, which older ones leave to what it has. */
function withKind(json: unknown): z.output<typeof Known> {
  const { model, ...rest } = valid(Described, json, 'tokenizer.json');
  const guess = Array.isArray(model.vocab) ? 'Unigram' : model.merges ? 'BPE' : 'WordPiece';
  return valid(
    Known,
    { ...rest, model: { ...model, type: model.type ?? guess } },
    'tokenizer.json',
  );
}

function fromOlderFiles(files: TokenizerSources): unknown {
  const { 'vocab.txt': text, 'vocab.json': vocab, 'merges.txt': merges } = files;
  if (text !== undefined) return fromVocabText(text);
  if (vocab === undefined || merges === undefined) {
    return fail(
      told`There is no tokenizer: open tokenizer.json with the model, or vocab.txt, or vocab.json and merges.txt.`,
    );
  }
  return {
    added_tokens: [],
    normalizer: null,
    pre_tokenizer: { type: 'ByteLevel', add_prefix_space: false },
    model: {
      type: 'BPE',
      vocab,
      merges: merges.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#version')),
    },
  };
}

function openWordPiece(json: unknown, config: Config): Tokenizer {
  const file = withSettings(readWordPieceFile(json, fail), config);
  requireNoAddedWords(file);
  const blank = blankOf(file, config);
  return tokenizerOf(wordPiece(file, blank), blank, namesOf(config));
}

function openByteLevel(json: unknown, config: Config): Tokenizer {
  const read = readTokenizerFile(json, fail, [], 'with gaps');
  const add_prefix_space = config.add_prefix_space ?? read.pre_tokenizer.add_prefix_space;
  const file = { ...read, pre_tokenizer: { ...read.pre_tokenizer, add_prefix_space } };
  requireNoAddedWords(file);
  const blank = blankOf(file, config);
  return tokenizerOf(byteLevel(file, blank, 'as typed'), blank, namesOf(config));
}

/** What a `tokenizer_config.json` says of letters counts more than the `tokenizer.json`, as in transformers. */
function withSettings(file: WordPieceFile, config: Config): WordPieceFile {
  const { normalizer } = file;
  if (normalizer?.type !== 'BertNormalizer') return file;
  return {
    ...file,
    normalizer: {
      ...normalizer,
      lowercase: config.do_lower_case ?? normalizer.lowercase,
      strip_accents: config.strip_accents ?? normalizer.strip_accents,
      handle_chinese_chars: config.tokenize_chinese_chars ?? normalizer.handle_chinese_chars,
    },
  };
}

type AnyFile = Pick<WordPieceFile, 'added_tokens'> & {
  readonly model: { readonly vocab: Readonly<Record<string, number>> };
};

/** Words that were added to a vocabulary afterwards would have to be found in a text before anything else is. */
function requireNoAddedWords({ added_tokens }: AnyFile): void {
  const word = added_tokens.find(({ special }) => special === false);
  if (!word) return;
  fail(
    told`The tokenizer has the word ${JSON.stringify(word.content.slice(0, 40))} added to its vocabulary, which is not read here: open a model whose vocabulary is as it was trained.`,
  );
}

const contentOf = (of: z.output<typeof name>): string | undefined =>
  typeof of === 'string' ? of : of?.content;

const ROLES = [
  'bos_token',
  'cls_token',
  'sep_token',
  'mask_token',
] as const satisfies SpecialName[];

const namesOf = (config: Config): SpecialNames =>
  Object.fromEntries(
    ROLES.flatMap((role) => {
      const content = contentOf(config[role]);
      return content === undefined ? [] : [[role, content]];
    }),
  );

function blankOf({ added_tokens, model }: AnyFile, { mask_token }: Config): Blank {
  const idOf = (content: string): number | undefined =>
    added_tokens.find((token) => token.content === content)?.id ??
    (Object.hasOwn(model.vocab, content) ? model.vocab[content] : undefined);
  const named = contentOf(mask_token);
  const label = [...(named === undefined ? [] : [named]), ...USUAL_BLANKS].find(
    (content) => idOf(content) !== undefined,
  );
  if (label === undefined) return NO_BLANK;
  const found =
    added_tokens.find(({ content }) => content === label) ??
    (typeof mask_token === 'object' ? mask_token : null);
  return {
    ...{ id: idOf(label)!, label },
    // A blank of RoBERTa takes the space before it, which is part of a word there.
    lstrip: found?.lstrip ?? label === '<mask>',
    rstrip: found?.rstrip ?? false,
  };
}
