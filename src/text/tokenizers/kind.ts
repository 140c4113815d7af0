/**
 * What kinds of vocabularies differ in, and what is made of one: a tokenizer of the text as typed.
 */
import { BLANK } from '../blank.ts';
import { type Character, trimmedEnd } from '../characters.ts';
import type { Token } from '../token.ts';
import type { SpecialName, Tokenized, Tokenizer, Vocabulary } from '../tokenizer.ts';
import { called } from '../tokenizerFile.ts';
import { ToldRangeError, told } from '../told.ts';
import { TokenizerError } from './tokenizerError.ts';

/** A vocabulary of one kind, and how it cuts a text. */
export interface Kind {
  /** V: every id is less. */
  readonly size: number;
  /** The spelling of an id, as in {@link Token.piece}; undefined where no token has it. */
  piece(id: number): string | undefined;
  /** What a reader sees of an id that has a piece. */
  label(id: number): string;
  /** The id of a special token by its own name; undefined where there is none. */
  special(name: string): number | undefined;
  /** The tokens of a text; more than `limit` of them only if there are. */
  tokens(text: string, limit: number): Token[];
  /** What a word is preceded by, so that it is cut as within a text. */
  readonly before: '' | ' ';
}

/** The model's own names of its special tokens, as its files give them. */
export type SpecialNames = Readonly<Partial<Record<SpecialName, string>>>;

/** The blank of a vocabulary: its token where it was typed. */
export interface Blank {
  readonly id: number;
  readonly label: string;
  /** Whether the white space on its left, or right, counts as part of it. */
  readonly lstrip: boolean;
  readonly rstrip: boolean;
}

/** The blank of a vocabulary that has none. */
export const NO_BLANK: Blank = { id: -1, label: BLANK, lstrip: true, rstrip: false };

export const blankToken = ({ id, label }: Blank, { span, word }: Character): Token => ({
  ...{ id, piece: BLANK, label, span },
  ...{ special: false, word },
});

/** Stretches of characters without a blank among them; a blank is a stretch of its own. */
export function* stretches(
  text: Iterable<Character>,
): Generator<readonly [Character, ...Character[]]> {
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

/** At most so many tokens are named in a sentence. */
const NAMED = 8;

/** A tokenizer of a vocabulary. */
export function tokenizerOf(kind: Kind, blank: Blank, names: SpecialNames = {}): Tokenizer {
  const { size } = kind;
  const [pieces, labels]: [string[], string[]] = [[], []];

  function requireId(id: number): void {
    if (Number.isInteger(id) && id >= 0 && id < size) return;
    throw new RangeError(`There is no token ${id} in a vocabulary of ${size}.`);
  }

  const vocabulary: Vocabulary = {
    size,
    piece(id) {
      requireId(id);
      pieces[id] ??= kind.piece(id) ?? unused(id);
      return pieces[id];
    },
    label(id) {
      requireId(id);
      labels[id] ??= kind.piece(id) === undefined ? unused(id) : kind.label(id);
      return labels[id];
    },
  };

  function tokenize(text: string, limit: number): Tokenized {
    const end = trimmedEnd(text);
    return { tokens: end === 0 ? [] : kind.tokens(text, limit), end };
  }

  return {
    vocabulary,
    tokenize,
    special(name, usual) {
      const piece = names[name] ?? usual;
      const id = kind.special(piece);
      if (id === undefined) {
        throw new TokenizerError(
          told`The tokenizer lacks the token ${called(piece)}, which stands around every text that the model reads: open the tokenizer that the model was published with.`,
        );
      }
      return { id, piece, label: piece, span: null, special: true, word: null };
    },
    token(of) {
      if (typeof of === 'number') {
        const [piece, label] = [vocabulary.piece(of), vocabulary.label(of)];
        return { id: of, piece, label, span: null, special: false, word: null };
      }
      if (of === BLANK) {
        const { id, label } = blank;
        return { id, piece: BLANK, label, span: null, special: false, word: null };
      }
      const { tokens } = tokenize(kind.before + of, NAMED);
      const [only] = tokens;
      if (only && tokens.length === 1) return { ...only, span: null, word: null };
      const labels = tokens.map(({ label }) => label).join(', ');
      if (!only) throw new ToldRangeError(told`Nothing was given to put there: choose a word.`);
      throw new ToldRangeError(
        tokens.length > NAMED
          ? told`“${of}” is many tokens (${labels}): choose a word that is one.`
          : told`“${of}” is ${tokens.length} tokens (${labels}): choose a word that is one.`,
      );
    },
  };
}

/** What to call a row of the embedding that no token of the vocabulary has. */
export const unused = (id: number): string => `<unused ${id}>`;
