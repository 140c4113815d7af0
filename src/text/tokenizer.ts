/**
 * From text as typed to the tokens of one vocabulary; what a model puts around them is its family's.
 * `tokenizers/` has the kinds of vocabularies.
 */
import { BLANK } from './blank.ts';
import type { FileError } from './jsonFile.ts';
import type { Token } from './token.ts';
import { readTokenizerFile, type TokenizerFile } from './tokenizerFile.ts';
import { byteLevel } from './tokenizers/byteLevel.ts';
import { type Blank, tokenizerOf } from './tokenizers/kind.ts';
import { TokenizerError } from './tokenizers/tokenizerError.ts';
import { type Told, told } from './told.ts';

export { TokenizerError };

export interface Vocabulary {
  /** V: every id is less. */
  readonly size: number;
  /**
   * The spelling of an id, as in {@link Token.piece}, where a word stands after a space.
   *
   * @throws RangeError for no id.
   */
  piece(id: number): string;
  /** What a reader sees of an id, such as `animal`. @throws RangeError for no id. */
  label(id: number): string;
}

/** The tokens of one text, as far as they were asked for. */
export interface Tokenized {
  readonly tokens: readonly Token[];
  /** Where the text ends, white space after it not counted. */
  readonly end: number;
}

/** What a special token is for, by the name of its field in a `tokenizer_config.json`. */
export type SpecialName = 'bos_token' | 'cls_token' | 'sep_token' | 'mask_token';

export interface Tokenizer {
  readonly vocabulary: Vocabulary;
  /**
   * The tokens of a text; more than `limit` of them only if there are. Any string is allowed; one without
   * a visible character has no token.
   */
  tokenize(text: string, limit: number): Tokenized;
  /**
   * One token that stands in no text: of an id, or of a word that is one token.
   *
   * @throws RangeError when there is no such id, or the word is none or several tokens.
   */
  token(of: number | string): Token;
  /**
   * A token that a model's frame adds, by the name that the model's files give it.
   *
   * @param usual its name where they give none.
   * @throws TokenizerError when the vocabulary lacks it.
   */
  special(name: SpecialName, usual: string): Token;
}

/**
 * The tokenizer of the project's own models, from the parsed `tokenizer.json` and `tokenizer_config.json`.
 *
 * The ids are those of the library's own `encode`, but for two things: of the special tokens only
 * `[MASK]` is recognised in text, the others are plain text; and white space is collapsed, as it was
 * when they were trained.
 *
 * @throws TokenizerError when they are not a byte-level BPE with a blank.
 */
export function loadTokenizer(tokenizerJson: unknown, tokenizerConfig: unknown): Tokenizer {
  const file = readable(tokenizerJson, tokenizerConfig);
  const id = file.added_tokens.find(({ content }) => content === BLANK)?.id;
  const blank: Blank = {
    ...{ id: id ?? file.model.vocab[BLANK]!, label: BLANK },
    ...{ lstrip: true, rstrip: false },
  };
  return tokenizerOf(byteLevel(file, blank, 'collapsed'), blank);
}

function readable(tokenizerJson: unknown, tokenizerConfig: unknown): TokenizerFile {
  const fail = (sentence: Told): never => {
    throw new TokenizerError(sentence);
  };
  if (typeof tokenizerConfig !== 'object' || tokenizerConfig === null) {
    fail(told`tokenizer_config.json is not an object: publish it again.`);
  }
  try {
    return readTokenizerFile(tokenizerJson, fail, [BLANK]);
  } catch (cause) {
    if (cause instanceof TokenizerError) throw cause;
    const { said, message } = cause as FileError;
    throw new TokenizerError(
      told`tokenizer.json must describe a byte-level BPE. ${said ?? message}`,
      {
        cause,
      },
    );
  }
}
