/**
 * From text as typed to the tokens of one vocabulary; what a model puts around them is its family's.
 *
 * Byte-level BPE (Sennrich et al. 2016; Radford et al. 2019) through `@huggingface/tokenizers`,
 * which gives pieces but no offsets. A piece spells bytes, one letter each, so the pieces of a text
 * are laid along the bytes of its normalised characters, each of which knows where it was typed.
 *
 * The ids are those of the library's own `encode`, but for two things: of the special tokens only
 * `[MASK]` is recognised in text, the others are plain text; and white space is collapsed.
 */
import { BPE, ByteLevelPreTokenizer, Tokenizer as Library } from '@huggingface/tokenizers';
import { BLANK } from './blank.ts';
import { type Character, characters, trimmedEnd } from './characters.ts';
import type { FileError } from './jsonFile.ts';
import { labelOf } from './label.ts';
import type { Token } from './token.ts';
import { readTokenizerFile, type TokenizerFile } from './tokenizerFile.ts';

export interface Vocabulary {
  /** V: every id is less. */
  readonly size: number;
  /** The vocabulary's own spelling of an id, such as `Ġanimal`. @throws RangeError for no id. */
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

export interface Tokenizer {
  readonly vocabulary: Vocabulary;
  /**
   * The tokens of a text; more than `limit` of them only if there are. White space counts as one space
   * between words. Any string is allowed; one without a visible character has no token.
   */
  tokenize(text: string, limit: number): Tokenized;
  /**
   * One token that stands in no text: of an id, or of a word that is one token.
   *
   * @throws RangeError when there is no such id, or the word is none or several tokens.
   */
  token(of: number | string): Token;
  /** A token that a model's frame adds. @throws TokenizerError when the vocabulary lacks it. */
  special(piece: string): Token;
}

/** Thrown when a tokenizer's files are not what this program can use. */
export class TokenizerError extends Error {
  override name = 'TokenizerError';
}

const utf8 = new TextEncoder();

/** Stretches of characters without a blank among them; a blank is a stretch of its own. */
function* stretches(text: Iterable<Character>): Generator<[Character, ...Character[]]> {
  let stretch: Character[] = [];
  for (const character of text) {
    const [first] = stretch;
    if (first && (character.text === null || first.text === null)) {
      yield stretch as [Character, ...Character[]];
      stretch = [];
    }
    stretch.push(character);
  }
  if (stretch.length > 0) yield stretch as [Character, ...Character[]];
}

/**
 * Loads a tokenizer from the parsed `tokenizer.json` and `tokenizer_config.json` of a checkpoint.
 *
 * @throws TokenizerError when they are not a byte-level BPE with a blank.
 */
export function loadTokenizer(tokenizerJson: unknown, tokenizerConfig: unknown): Tokenizer {
  const { library, normalizer, preTokenizer, model } = construct(tokenizerJson, tokenizerConfig);

  const idOf = (piece: string): number => {
    const id = library.token_to_id(piece);
    if (id === undefined) throw new TokenizerError(`tokenizer.json lacks the token ${piece}.`);
    return id;
  };
  const blankId = idOf(BLANK);

  const pieces: string[] = [];
  for (const [piece, id] of library.get_vocab()) pieces[id] = piece;
  const labels: string[] = [];
  const longest = Math.max(...pieces.map((piece) => piece?.length ?? 0));

  const vocabulary: Vocabulary = {
    size: pieces.length,
    piece(id) {
      const piece = pieces[id];
      if (piece === undefined) {
        throw new RangeError(`There is no token ${id} in a vocabulary of ${pieces.length}.`);
      }
      return piece;
    },
    label(id) {
      labels[id] ??= labelOf(this.piece(id));
      return labels[id];
    },
  };

  function special(piece: string): Token {
    return { id: idOf(piece), piece, label: piece, span: null, special: true, word: null };
  }

  const normalize = (text: string): string => (normalizer ? normalizer.normalize(text) : text);

  /**
   * The tokens of a stretch, which begins with a space if a word before it ends there or if the
   * tokenizer adds one.
   */
  function tokensOf(stretch: readonly Character[], wordBefore: number): Token[] {
    let text = '';
    const owners: (Character | null)[] = []; // of each byte; null for a space between words
    let word = preTokenizer.add_prefix_space ? -1 : wordBefore;
    for (const character of stretch) {
      if (character.word !== word) {
        text += ' ';
        owners.push(null);
        word = character.word;
      }
      text += character.text;
      const length = utf8.encode(character.text!).length;
      for (let i = 0; i < length; i++) owners.push(character);
    }
    let at = 0;
    return model.encode(preTokenizer.pre_tokenize(text)).map((piece) => {
      const own = owners.slice(at, at + piece.length);
      at += piece.length;
      const first = own.find((owner) => owner !== null);
      // A piece that is nothing but a space stands, with no extent, where the next word begins.
      const near = first ?? owners[at]!;
      const { start } = near.span;
      const end = first ? own.findLast((owner) => owner !== null)!.span.end : start;
      return {
        id: idOf(piece),
        piece,
        label: vocabulary.label(idOf(piece)),
        span: { start, end },
        special: false,
        word: near.word,
      };
    });
  }

  /**
   * No piece is longer than `longest` bytes, so limit × longest bytes are enough to fill the room, however
   * long the text is.
   */
  function tokenize(text: string, limit: number): Tokenized {
    function* enough(): Generator<Character> {
      let bytes = 0;
      for (const character of characters(text, normalize)) {
        yield character;
        bytes += character.text === null ? longest : utf8.encode(character.text).length;
        if (bytes > limit * longest) return;
      }
    }
    const tokens: Token[] = [];
    let lastWord = 0;
    for (const stretch of stretches(enough())) {
      const [{ text: typed, span, word }] = stretch;
      if (typed === null) {
        tokens.push({ id: blankId, piece: BLANK, label: BLANK, span, special: false, word });
      } else {
        tokens.push(...tokensOf(stretch, lastWord));
      }
      lastWord = stretch.at(-1)!.word;
    }
    return { tokens, end: trimmedEnd(text) };
  }

  return {
    vocabulary,
    tokenize,
    special,
    token(of) {
      if (typeof of === 'number') {
        const [piece, label] = [vocabulary.piece(of), vocabulary.label(of)];
        return { id: of, piece, label, span: null, special: false, word: null };
      }
      const { tokens } = tokenize(of, 8);
      const [only] = tokens;
      if (only && tokens.length === 1) return { ...only, span: null, word: null };
      throw new RangeError(
        only
          ? `“${of}” is ${tokens.length > 8 ? 'many' : tokens.length} tokens (${tokens.map(({ label }) => label).join(', ')}): choose a word that is one.`
          : 'Nothing was given to put there: choose a word.',
      );
    },
  };
}

function construct(tokenizerJson: unknown, tokenizerConfig: unknown) {
  const file = readable(tokenizerJson, tokenizerConfig);
  let library: Library;
  try {
    library = new Library({ ...file, post_processor: null, decoder: null }, {});
  } catch (cause) {
    throw new TokenizerError('tokenizer.json cannot be read as a Hugging Face tokenizer.', {
      cause,
    });
  }
  const { normalizer, pre_tokenizer: preTokenizer, model } = library;
  if (!(preTokenizer instanceof ByteLevelPreTokenizer) || !(model instanceof BPE)) {
    throw new TokenizerError('tokenizer.json must describe a byte-level BPE, but does not.');
  }
  return { library, normalizer, preTokenizer, model };
}

function readable(tokenizerJson: unknown, tokenizerConfig: unknown): TokenizerFile {
  const fail = (sentence: string): never => {
    throw new TokenizerError(sentence);
  };
  if (typeof tokenizerConfig !== 'object' || tokenizerConfig === null) {
    fail('tokenizer_config.json is not an object: publish it again.');
  }
  try {
    return readTokenizerFile(tokenizerJson, fail);
  } catch (cause) {
    if (cause instanceof TokenizerError) throw cause;
    const { message } = cause as FileError;
    throw new TokenizerError(`tokenizer.json must describe a byte-level BPE. ${message}`, {
      cause,
    });
  }
}
