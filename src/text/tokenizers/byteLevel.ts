/**
 * Byte-level BPE (Sennrich et al. 2016; Radford et al. 2019, section 2.2) through
 * `@huggingface/tokenizers`, which gives pieces but no offsets. A piece spells bytes, one letter each, so
 * the pieces of a text are laid along the bytes of its normalised characters, each of which knows where
 * it was typed.
 */
import { BPE, ByteLevelPreTokenizer, Tokenizer as Library } from '@huggingface/tokenizers';
import { BLANK } from '../blank.ts';
import { SPACE, spellingOf } from '../bytes.ts';
import { type Character, characters } from '../characters.ts';
import { labelOf } from '../label.ts';
import type { Token } from '../token.ts';
import type { TokenizerFile } from '../tokenizerFile.ts';
import { told } from '../told.ts';
import { type Blank, blankToken, type Kind, stretches } from './kind.ts';
import { TokenizerError } from './tokenizerError.ts';

const utf8 = new TextEncoder();

/**
 * GPT-2's pattern of what is never merged across, with Unicode's white space: JavaScript's own `\s` has U+FEFF and
 * lacks U+0085.
 */
const PATTERN =
  /'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\p{White_Space}\p{L}\p{N}]+|\p{White_Space}+(?!\P{White_Space})|\p{White_Space}+/gu;

/** What white space is to a tokenizer: one space between words, or tokens as it was typed. */
export type WhiteSpace = 'collapsed' | 'as typed';

/** @throws TokenizerError when the library cannot read the file. */
export function byteLevel(file: TokenizerFile, blank: Blank, whiteSpace: WhiteSpace): Kind {
  const { library, normalizer, preTokenizer, model } = construct(file);
  const asTyped = whiteSpace === 'as typed';
  const pieces: string[] = [];
  for (const [piece, id] of Object.entries(file.model.vocab)) pieces[id] = piece;
  for (const { content, id } of file.added_tokens) pieces[id] = content;
  if (blank.id >= 0) pieces[blank.id] = BLANK;
  const longest = pieces.reduce((most, piece) => Math.max(most, piece.length), 0);

  const normalize = (text: string): string => (normalizer ? normalizer.normalize(text) : text);

  /** The words and the white space that are never merged across, spelled in the byte-level alphabet. */
  function split(text: string): string[] {
    if (!asTyped || file.pre_tokenizer.use_regex === false) {
      return preTokenizer.pre_tokenize(text);
    }
    return (text.match(PATTERN) ?? []).map(spellingOf);
  }

  /**
   * The tokens of a stretch. Where white space is collapsed it begins with a space if a word before it ends
   * there; in any case if the tokenizer adds one.
   */
  function tokensOf(stretch: readonly Character[], wordBefore: number): Token[] {
    const addsSpace = preTokenizer.add_prefix_space;
    let text = '';
    const owners: (Character | null)[] = []; // of each byte; null for a space that was not typed
    const addSpace = () => {
      text += ' ';
      owners.push(null);
    };
    let word = addsSpace ? -1 : wordBefore;
    if (asTyped && addsSpace && !stretch[0]!.text!.startsWith(' ')) addSpace();
    for (const character of stretch) {
      if (!asTyped && character.word !== word) {
        addSpace();
        word = character.word;
      }
      text += character.text;
      const length = utf8.encode(character.text!).length;
      for (let i = 0; i < length; i++) owners.push(character);
    }
    let at = 0;
    return model.encode(split(text)).map((piece) => {
      const own = owners.slice(at, at + piece.length);
      at += piece.length;
      const isSeen = (owner: Character | null | undefined) => owner != null && !owner.isSpace;
      // A piece that is nothing but a space stands, with no extent, where the next word begins.
      const isSpace = piece === SPACE && isSeen(owners[at]);
      const typed = isSpace ? [] : own.filter((owner) => owner !== null);
      const first = typed.find(isSeen) ?? typed[0];
      const last = typed.findLast(isSeen) ?? typed.at(-1);
      const near = first ?? owners[at]!;
      const { start } = near.span;
      const id = library.token_to_id(piece)!;
      return {
        ...{ id, piece, label: labelOf(piece) },
        span: { start, end: last?.span.end ?? start },
        ...{ special: false, word: near.word },
      };
    });
  }

  /** Without the white space that the blanks beside a stretch take for themselves. */
  function besideBlanks(
    stretch: readonly Character[],
    afterBlank: boolean,
    beforeBlank: boolean,
  ): readonly Character[] {
    const seen = ({ isSpace }: Character) => !isSpace;
    const first = blank.rstrip && afterBlank ? stretch.findIndex(seen) : 0;
    const last = blank.lstrip && beforeBlank ? stretch.findLastIndex(seen) : stretch.length - 1;
    return first === -1 ? [] : stretch.slice(first, last + 1);
  }

  /**
   * No piece is longer than `longest` bytes, so limit × longest bytes are enough to fill the room, however
   * long the text is.
   */
  function tokens(text: string, limit: number): Token[] {
    function* enough(): Generator<Character> {
      let bytes = 0;
      for (const character of characters(
        text,
        normalize,
        asTyped ? 'with spaces' : 'without spaces',
      )) {
        yield character;
        bytes += character.text === null ? longest : utf8.encode(character.text).length;
        if (bytes > limit * longest) return;
      }
    }
    const read: Token[] = [];
    const all = [...stretches(enough())];
    let lastWord = 0;
    all.forEach((stretch, at) => {
      const [first] = stretch;
      if (first.text === null) read.push(blankToken(blank, first));
      else {
        const isBlank = (of: (typeof all)[number] | undefined) => of?.[0].text === null;
        const own = asTyped
          ? besideBlanks(stretch, isBlank(all[at - 1]), isBlank(all[at + 1]))
          : stretch;
        if (own.length > 0) read.push(...tokensOf(own, lastWord));
      }
      lastWord = stretch.findLast(({ isSpace }) => !isSpace)?.word ?? lastWord;
    });
    // White space at the end belongs to the word before it.
    return read.map((token) => (token.word! > lastWord ? { ...token, word: lastWord } : token));
  }

  return {
    size: pieces.length,
    piece: (id) => pieces[id],
    label: (id) => (id === blank.id ? blank.label : labelOf(pieces[id]!)),
    special: (name) => library.token_to_id(name),
    tokens,
    before: asTyped && !preTokenizer.add_prefix_space ? ' ' : '',
  };
}

function construct(file: TokenizerFile) {
  let library: Library;
  try {
    library = new Library({ ...file, post_processor: null, decoder: null }, {});
  } catch (cause) {
    throw new TokenizerError(told`tokenizer.json cannot be read as a Hugging Face tokenizer.`, {
      cause,
    });
  }
  const { normalizer, pre_tokenizer: preTokenizer, model } = library;
  if (!(preTokenizer instanceof ByteLevelPreTokenizer) || !(model instanceof BPE)) {
    throw new TokenizerError(told`tokenizer.json must describe a byte-level BPE, but does not.`);
  }
  return { library, normalizer, preTokenizer, model };
}
