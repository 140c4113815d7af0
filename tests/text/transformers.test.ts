/** Tokenizers of other people's checkpoints against transformers (`training/tokenizations.py`). */
import { describe, expect, it } from 'vitest';
import type { Capabilities } from '../../src/model/capabilities.ts';
import { bert } from '../../src/model/families/bert.ts';
import { distilbert } from '../../src/model/families/distilbert.ts';
import type { Family } from '../../src/model/families/family.ts';
import { gpt2 } from '../../src/model/families/gpt2.ts';
import { roberta } from '../../src/model/families/roberta.ts';
import { BLANK, isBlank } from '../../src/text/blank.ts';
import { blanked } from '../../src/text/blanked.ts';
import { characters, trimmedEnd } from '../../src/text/characters.ts';
import type { Token } from '../../src/text/token.ts';
import { type Tokenizer, TokenizerError } from '../../src/text/tokenizer.ts';
import { openTokenizer, type TokenizerSources } from '../../src/text/tokenizers/openTokenizer.ts';
import { eachWord } from '../../src/text/words.ts';
import { MODELS } from '../support/models.ts';
import {
  encodingsOf,
  LINES,
  offsetsOf,
  sourcesOf,
  TOKENIZER_NAMES,
  type TokenizerName,
  tokenizerNamed,
} from '../support/tokenizers.ts';

type Json = { readonly model: Readonly<Record<string, unknown>> };

const ENCODER: Capabilities = MODELS.left.can;
const WRITER: Capabilities = MODELS.right.can;

/** A family that reads by such a tokenizer and frames a text as the tokenizer’s own library does. */
const framed: Readonly<Partial<Record<TokenizerName, Family>>> = {
  'wordpiece-uncased': bert,
  'wordpiece-cased': bert,
  'wordpiece-accents': distilbert,
  'bytes-roberta': roberta,
};

const ids = (tokens: readonly Token[]) => tokens.map(({ id }) => id);

/** Lines that a tokenizer reads whole: one without a blank of its own reads none. */
const linesOf = (name: TokenizerName): readonly (readonly [string, number])[] =>
  LINES.map((line, at) => [line, at] as const).filter(
    ([line]) => name !== 'bytes-gpt2' || !line.includes(BLANK),
  );

/** UTF-16 offsets of code points that Python counts, one more than there are. */
function unitsOf(text: string): number[] {
  const units = [0];
  for (const character of text) units.push(units.at(-1)! + character.length);
  return units;
}

/** Where the characters of a text, as a reader sees them, begin and end. */
function bordersOf(text: string): number[] {
  const borders = Array.from(
    characters(text, (own) => own, 'with spaces'),
    ({ span }) => span.end,
  );
  return [0, ...borders];
}

/** A part of a text without the white space around it, widened to whole characters. */
function seen(text: string, borders: readonly number[], start: number, end: number) {
  let [from, to] = [start, end];
  const isSpace = (at: number) => /\p{White_Space}/u.test(text[at]!);
  if (trimmedEnd(text.slice(start, end)) > 0) {
    while (isSpace(from)) from++;
    while (isSpace(to - 1)) to--;
  }
  return {
    start: borders.findLast((border) => border <= from)!,
    end: borders.find((border) => border >= to)!,
  };
}

describe.each(TOKENIZER_NAMES)('The tokenizer %s', (name) => {
  const tokenizer = tokenizerNamed(name);
  const { lines, pairs } = encodingsOf(name);

  it('gives three thousand odd lines the ids that transformers gives them', () => {
    expect(LINES).toHaveLength(3000);
    const different = linesOf(name).flatMap(([line, at]) => {
      const own = ids(tokenizer.tokenize(line, 10_000).tokens);
      const expected = trimmedEnd(line) === 0 ? [] : lines[at]![0];
      return JSON.stringify(own) === JSON.stringify(expected) ? [] : [{ line, own, expected }];
    });
    expect(different).toEqual([]);
  });

  it('lays every token over the characters that transformers lays it over, but for a space before a word', () => {
    const different = linesOf(name).flatMap(([line, at]) => {
      const { tokens } = tokenizer.tokenize(line, 10_000);
      const [units, borders] = [unitsOf(line), bordersOf(line)];
      const offsets = offsetsOf(lines[at]![1]);
      return tokens.flatMap(({ span, label, piece }, nth) => {
        const [start, end] = offsets[nth]!.map((point) => units[point]!) as [number, number];
        const isSpace = piece === 'Ġ' && trimmedEnd(line.slice(end, end + 1)) > 0;
        const expected = isSpace ? { start: end, end } : seen(line, borders, start, end);
        return JSON.stringify(span) === JSON.stringify(expected)
          ? []
          : [{ line, label, span, expected }];
      });
    });
    expect(different).toEqual([]);
  });

  it('is framed, with a second text or alone, as transformers frames it', () => {
    const frame = framed[name]?.frame(tokenizer, { can: ENCODER, segments: 2 });
    expect(pairs).toHaveLength(40);
    const different = pairs.flatMap(([expected, types], at) => {
      if (!frame) return [];
      const [a, b] = [LINES[20 + at]!, LINES[60 + at]!];
      const tokensOf = (text: string) => tokenizer.tokenize(text, 10_000).tokens;
      const { tokens, segments } = frame.around(tokensOf(a), tokensOf(b));
      const isRight =
        JSON.stringify(ids(tokens)) === JSON.stringify(expected) &&
        (name === 'bytes-roberta' || JSON.stringify(segments) === JSON.stringify(types));
      return isRight || /\[mask\]/i.test(a + b) ? [] : [{ a, b, own: ids(tokens), expected }];
    });
    expect(different).toEqual([]);
  });
});

describe('A text in the words of another vocabulary', () => {
  const labels = (name: TokenizerName, text: string) =>
    tokenizerNamed(name)
      .tokenize(text, 100)
      .tokens.map(({ label }) => label);
  const tokensOf = (name: TokenizerName, text: string) =>
    tokenizerNamed(name).tokenize(text, 100).tokens;

  it('has parts of words as WordPiece writes them, and one unknown token for what it cannot spell', () => {
    expect(labels('wordpiece-uncased', 'The street ♞♞.')).toEqual(['the', 'street', '[UNK]', '.']);
    const [, , unknown] = tokensOf('wordpiece-uncased', 'The street ♞♞.');
    expect(unknown).toMatchObject({ piece: 'Ġ[UNK]', span: { start: 11, end: 13 }, word: 2 });
    const [start, rest] = tokensOf('wordpiece-uncased', 'streets');
    expect(start).toMatchObject({ label: 'street', piece: 'Ġstreet', span: { start: 0, end: 6 } });
    expect(rest).toMatchObject({ label: '##s', piece: 's', span: { start: 6, end: 7 }, word: 0 });
  });

  it('makes the words that a reader sees', () => {
    const text = "Naïve 中文, don't (İstanbul)!";
    for (const name of TOKENIZER_NAMES) {
      const words = eachWord(tokensOf(name, text)).map((word) => {
        const spans = tokensOf(name, text)
          .slice(word.first, word.end)
          .map(({ span }) => span!);
        return text.slice(spans[0]!.start, spans.at(-1)!.end);
      });
      expect(words.join('|'), name).toMatch(/^Naïve\|中\|?文\|,\|don't\|\(\|İstanbul\|\)\|!$/);
    }
  });

  it.each(['wordpiece-uncased', 'wordpiece-cased', 'bytes-roberta'] as const)(
    'has the blank of %s for [MASK]',
    (name) => {
      const tokenizer = tokenizerNamed(name);
      const own = name === 'bytes-roberta' ? '<mask>' : '[MASK]';
      const { tokens } = tokenizer.tokenize('The [MASK] came[MASK]', 100);
      const blanks = tokens.filter(isBlank);
      expect(blanks.map(({ span }) => span)).toEqual([
        { start: 4, end: 10 },
        { start: 15, end: 21 },
      ]);
      for (const { id, label } of [...blanks, tokenizer.token(BLANK)]) {
        expect(label).toBe(own);
        expect(id).toBe(tokenizer.special('mask_token', own).id);
      }
      expect(tokenizer.tokenize('[CLS] <s> <mask>', 100).tokens.some(isBlank)).toBe(false);
    },
  );

  it('stops before a blank that its vocabulary lacks', () => {
    const tokenizer = tokenizerNamed('bytes-gpt2');
    const frame = gpt2.frame(tokenizer, { can: WRITER, segments: 0 });
    const { tokens, unread } = frame.around(
      tokenizer.tokenize('The [MASK] came', 100).tokens,
      null,
    );
    expect(tokens.map(({ label }) => label)).toEqual(['<|endoftext|>', 'The']);
    expect(unread.map(({ id, label }) => [id, label])[0]).toEqual([-1, '[MASK]']);
  });

  it('keeps the white space that GPT-2 reads, and belongs to the word after it', () => {
    const tokens = tokensOf('bytes-gpt2', 'The\n\n the ');
    expect(tokens.map(({ span, word }) => [span!.start, span!.end, word])).toEqual([
      [0, 3, 0],
      [3, 5, 1],
      [6, 9, 1],
      [9, 10, 1],
    ]);
  });

  it('keeps its white space where a word is taken out', () => {
    const text = 'The\n\nthe  the';
    for (const name of TOKENIZER_NAMES) {
      const tokens = tokensOf(name, text);
      const at = (place: number) => tokens.findIndex(({ span }) => span!.end === place);
      expect(blanked(text, tokens, at(8)), name).toBe('The\n\n[MASK]  the');
      expect(blanked(text, tokens, at(13)), name).toBe('The\n\nthe  [MASK]');
    }
  });

  it('is read no further than is asked for, however long it is', () => {
    for (const name of TOKENIZER_NAMES) {
      const tokenizer = tokenizerNamed(name);
      const whole = tokenizer.tokenize('street 中 '.repeat(30), 1000).tokens;
      const { tokens, end } = tokenizer.tokenize('street 中 '.repeat(50_000), 20);
      expect(end).toBe(50_000 * 9 - 1);
      expect(tokens.length, name).toBeGreaterThan(20);
      expect(tokens.length, name).toBeLessThan(50_000);
      expect(tokens.slice(0, 20), name).toEqual(whole.slice(0, 20));
      const signs = tokenizer.tokenize('.'.repeat(200_000), 20).tokens;
      expect(signs.length, name).toBeGreaterThan(20);
      expect(signs.length, name).toBeLessThan(200_000);
    }
  });
});

describe('A word that is put in the place of another', () => {
  it('is what it would be within a text', () => {
    for (const name of TOKENIZER_NAMES) {
      const tokenizer = tokenizerNamed(name);
      const within = tokenizer.tokenize('a the', 10).tokens.at(-1)!;
      expect(tokenizer.token('the'), name).toEqual({ ...within, span: null, word: null });
    }
  });

  it('may be given by its id, and has a name even where no token has that id', () => {
    const { vocabulary, token } = tokenizerNamed('wordpiece-uncased');
    const { id } = token('the');
    expect(vocabulary.piece(id)).toBe('Ġthe');
    expect(token(id)).toMatchObject({ id, piece: 'Ġthe', label: 'the' });
    expect(() => vocabulary.piece(vocabulary.size)).toThrow(RangeError);
  });
});

describe('The files of a tokenizer', () => {
  const refusal = (sources: TokenizerSources): string => {
    try {
      openTokenizer(sources);
    } catch (error) {
      expect(error).toBeInstanceOf(TokenizerError);
      return (error as TokenizerError).message;
    }
    throw new Error('Nothing was refused.');
  };
  const wordPieces = sourcesOf('wordpiece-cased')['tokenizer.json'] as Json;

  const bytePairs = sourcesOf('bytes-roberta')['tokenizer.json'] as Json;

  it('need not say of which kind they are, as older ones do not', () => {
    for (const [name, json] of [
      ['wordpiece-cased', wordPieces],
      ['bytes-roberta', bytePairs],
    ] as const) {
      const { type: _, ...model } = json.model;
      const old = openTokenizer({ ...sourcesOf(name), 'tokenizer.json': { ...json, model } });
      const text = 'The street 中文 [MASK]';
      expect(old.tokenize(text, 50)).toEqual(tokenizerNamed(name).tokenize(text, 50));
    }
  });

  it('are asked for where there are none', () => {
    expect(refusal({ 'tokenizer_config.json': {}, 'vocab.json': {} })).toBe(
      'There is no tokenizer: open tokenizer.json with the model, or vocab.txt, or vocab.json and merges.txt.',
    );
  });

  it.each<[string, unknown, string]>([
    [
      'a unigram',
      { ...wordPieces, model: { type: 'Unigram', vocab: [] } },
      'model.type is "Unigram"',
    ],
    [
      'a unigram that does not say so',
      { model: { unk_id: 0, vocab: [] } },
      'model.type is "Unigram"',
    ],
    [
      'a BPE of characters',
      { ...bytePairs, pre_tokenizer: { type: 'Whitespace' } },
      'pre_tokenizer.type is "Whitespace"',
    ],
    [
      'a WordPiece that cuts words as no other does',
      { ...wordPieces, pre_tokenizer: { type: 'Metaspace' } },
      'pre_tokenizer is an object',
    ],
    ['no model', {}, 'model is missing'],
  ])('of %s are refused with the kinds that are read', (_, json, field) => {
    const message = refusal({ 'tokenizer.json': json });
    expect(message).toContain(`tokenizer.json cannot be used: ${field}`);
    expect(message).toContain('Open a model whose tokenizer is WordPiece, as BERT’s');
  });

  it('are refused where words were added that would have to be found before all others', () => {
    const added_tokens = [{ id: 900, content: 'covid', special: false }];
    expect(refusal({ 'tokenizer.json': { ...wordPieces, added_tokens } })).toContain(
      'has the word "covid" added to its vocabulary',
    );
  });

  it('are refused where two tokens have one id, or nothing stands for what cannot be spelled', () => {
    const model = { type: 'WordPiece', vocab: { '[UNK]': 0, a: 1, b: 1 } };
    expect(refusal({ 'tokenizer.json': { ...wordPieces, added_tokens: [], model } })).toContain(
      'gives "b" the id 1, which another token has, too',
    );
    expect(refusal({ 'vocab.txt': 'a\nb\n' })).toBe(
      'The vocabulary lacks [UNK], the token for what it cannot spell.',
    );
  });

  it('say in tokenizer_config.json how letters are normalised, whatever tokenizer.json says', () => {
    const sources = sourcesOf('wordpiece-cased');
    const lower = openTokenizer({
      ...sources,
      'tokenizer_config.json': {
        ...(sources['tokenizer_config.json'] as object),
        do_lower_case: true,
      },
    });
    const read = (tokenizer: Tokenizer, text: string) => ids(tokenizer.tokenize(text, 10).tokens);
    expect(read(lower, 'THE Street')).toEqual(read(lower, 'the street'));
    const own = openTokenizer(sources);
    expect(read(own, 'THE Street')).not.toEqual(read(own, 'the street'));
  });

  it('say in tokenizer_config.json whether the first word has a space before it', () => {
    const sources = sourcesOf('bytes-gpt2');
    const spaced = openTokenizer({
      ...sources,
      'tokenizer_config.json': { add_prefix_space: true },
    });
    const read = (tokenizer: Tokenizer, text: string) => ids(tokenizer.tokenize(text, 10).tokens);
    expect(read(spaced, 'the')).toEqual(read(openTokenizer(sources), ' the'));
    expect(spaced.tokenize('the', 10).tokens[0]).toMatchObject({ span: { start: 0, end: 3 } });
  });

  it('are refused where tokenizer_config.json is none', () => {
    const sources = sourcesOf('bytes-gpt2');
    expect(refusal({ ...sources, 'tokenizer_config.json': { cls_token: 3 } })).toContain(
      'tokenizer_config.json cannot be used: cls_token is 3',
    );
  });

  it('name the special tokens that frame a text', () => {
    const { special } = openTokenizer({
      'vocab.txt': '<pad>\n[UNK]\n<start>\n<end>\nword\n',
      'special_tokens_map.json': { cls_token: '<start>', sep_token: { content: '<end>' } },
    });
    expect(special('cls_token', '[CLS]')).toMatchObject({ id: 2, piece: '<start>', special: true });
    expect(special('sep_token', '[SEP]').id).toBe(3);
    expect(() => special('mask_token', '[MASK]')).toThrow(
      'The tokenizer lacks the token [MASK], which stands around every text',
    );
  });
});
