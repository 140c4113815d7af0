/**
 * WordPiece (Wu et al. 2016; Devlin et al. 2019) through `@huggingface/tokenizers`: a text is normalised,
 * cut into words and signs, and each of these into the longest pieces of the vocabulary from its
 * beginning on; what goes on a word is written `##s`. A word that cannot be spelled is one unknown token.
 *
 * The library gives no offsets: pieces are laid along the normalised characters of their word, each of which
 * knows where it was typed.
 */
import { Tokenizer as Library, WordPiece } from '@huggingface/tokenizers';
import { BLANK } from '../blank.ts';
import { SPACE, spellingOf } from '../bytes.ts';
import { type Character, characters } from '../characters.ts';
import { labelOfText } from '../label.ts';
import type { Token } from '../token.ts';
import { told } from '../told.ts';
import { type Blank, blankToken, type Kind } from './kind.ts';
import { TokenizerError } from './tokenizerError.ts';
import type { WordPieceFile } from './wordPieceFile.ts';

/** Ideographs outside of the Basic Multilingual Plane (BERT's `is_chinese_char`), which the library leaves together. */
const ASTRAL_IDEOGRAPH = /[\u{20000}-\u{2A6DF}\u{2A700}-\u{2CEAF}\u{2F800}-\u{2FA1F}]/gu;

const ENDS_WITH_SPACE = /\s$/;

/** @throws TokenizerError when the library cannot read the file. */
export function wordPiece(file: WordPieceFile, blank: Blank): Kind {
  const { library, model } = construct(file);
  const prefix = file.model.continuing_subword_prefix;
  const unknown = file.model.unk_token;
  const specials = new Set(file.added_tokens.map(({ content }) => content)).add(unknown);
  const own: string[] = []; // the vocabulary's own spelling of each id
  for (const [piece, id] of Object.entries(file.model.vocab)) own[id] = piece;
  for (const { content, id } of file.added_tokens) own[id] = content;

  const spaced = file.normalizer?.type === 'BertNormalizer' && file.normalizer.handle_chinese_chars;

  function normalize(character: string): string {
    const text = spaced ? character.replace(ASTRAL_IDEOGRAPH, ' $& ') : character;
    return library.normalizer ? library.normalizer.normalize(text) : text;
  }

  function spelling(piece: string, opens: boolean): string {
    if (specials.has(piece)) return piece === unknown && opens ? SPACE + piece : piece;
    const text = piece.startsWith(prefix) ? piece.slice(prefix.length) : piece;
    return (opens ? SPACE : '') + spellingOf(text);
  }

  function tokenOf(piece: string, opens: boolean, from: Character, to: Character): Token {
    return {
      ...{
        id: library.token_to_id(piece)!,
        piece: spelling(piece, opens),
        label: labelOfText(piece),
      },
      span: { start: from.span.start, end: to.span.end },
      ...{ special: false, word: from.word },
    };
  }

  /** The tokens of characters that no white space divides. */
  function* tokensOf(run: readonly Character[], afterSpace: boolean): Generator<Token> {
    let text = '';
    const owners: Character[] = []; // of each UTF-16 unit
    for (const character of run) {
      text += character.text;
      for (let i = 0; i < character.text!.length; i++) owners.push(character);
    }
    const words = library.pre_tokenizer ? library.pre_tokenizer.pre_tokenize(text) : [text];
    let opens = afterSpace;
    let at = 0;
    for (const word of words) {
      at = text.indexOf(word, at);
      const end = at + word.length;
      const pieces = model.encode([word]);
      if (pieces.length === 1) yield tokenOf(pieces[0]!, opens, owners[at]!, owners[end - 1]!);
      else {
        for (const [nth, piece] of pieces.entries()) {
          const next = at + piece.length - (nth > 0 ? prefix.length : 0);
          yield tokenOf(piece, opens && nth === 0, owners[at]!, owners[next - 1]!);
          at = next;
        }
      }
      at = end;
      opens = false;
    }
  }

  function tokens(text: string, limit: number): Token[] {
    const read: Token[] = [];
    let run: Character[] = [];
    let afterSpace = true; // whether white space was typed before what comes next
    const flush = () => {
      for (const token of tokensOf(run, afterSpace)) {
        if (read.push(token) > limit) return;
      }
      afterSpace = run.length === 0 ? afterSpace : run.at(-1)!.isSpace;
      run = [];
    };
    for (const character of characters(text, normalize, 'with spaces')) {
      if (character.text === null) {
        flush();
        read.push(blankToken(blank, character));
        afterSpace = false;
      } else {
        run.push(character);
        if (ENDS_WITH_SPACE.test(character.text)) flush();
      }
      if (read.length > limit) return read;
    }
    flush();
    return read;
  }

  return {
    size: own.length,
    piece(id) {
      const piece = own[id];
      if (piece === undefined || id === blank.id) return piece && BLANK;
      return spelling(piece, !piece.startsWith(prefix) && piece !== unknown);
    },
    label: (id) => (id === blank.id ? blank.label : labelOfText(own[id]!)),
    special: (name) => library.token_to_id(name),
    tokens,
    before: '',
  };
}

function construct(file: WordPieceFile) {
  let library: Library;
  try {
    library = new Library({ ...file, post_processor: null, decoder: null }, {});
  } catch (cause) {
    throw new TokenizerError(told`tokenizer.json cannot be read as a Hugging Face tokenizer.`, {
      cause,
    });
  }
  const { model } = library;
  if (!(model instanceof WordPiece)) {
    throw new TokenizerError(told`tokenizer.json must describe WordPiece, but does not.`);
  }
  return { library, model };
}
