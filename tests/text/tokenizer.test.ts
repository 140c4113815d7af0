import { Tokenizer as Library } from '@huggingface/tokenizers';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Encoding, Token } from '../../src/text/token.ts';
import { loadTokenizer, TokenizerError } from '../../src/text/tokenizer.ts';
import { encodeBoth } from '../support/models.ts';
import { anyString } from '../support/strings.ts';
import { tinyTokenizerConfig, tinyTokenizerJson } from '../support/tiny-tokenizer.ts';

const tokenizer = loadTokenizer(tinyTokenizerJson(), tinyTokenizerConfig);
const library = new Library(tinyTokenizerJson(), tinyTokenizerConfig);
const { vocabulary } = tokenizer;

const labels = (tokens: readonly Token[]) => tokens.map(({ label }) => label);
const bert = (text: string, pair?: string) => encodeBoth(tokenizer, text, pair).bert;
const gpt = (text: string, pair?: string) => encodeBoth(tokenizer, text, pair).gpt;
const typed = (text: string, tokens: readonly Token[]) =>
  tokens.map(({ span }) => span && text.slice(span.start, span.end));
const onlyText = ({ tokens }: Encoding) => tokens.filter(({ special }) => !special);

describe('What each model reads', () => {
  it('is the text between the special tokens of that model', () => {
    expect(labels(bert('The cat sat').tokens)).toEqual(['[CLS]', 'the', 'cat', 'sat', '[SEP]']);
    expect(labels(gpt('The cat sat').tokens)).toEqual(['<|endoftext|>', 'the', 'cat', 'sat']);
  });

  it('has segments 0 and 1 for a text and the one that follows, in BERT only', () => {
    const { tokens, segments } = bert('the cat', 'sat');
    expect(labels(tokens)).toEqual(['[CLS]', 'the', 'cat', '[SEP]', 'sat', '[SEP]']);
    expect(segments).toEqual([0, 0, 0, 0, 1, 1]);
    expect(labels(gpt('the cat', 'sat').tokens)).toEqual(['<|endoftext|>', 'the', 'cat', 'sat']);
    expect(gpt('the cat', 'sat').segments).toEqual([0, 0, 0, 0]);
  });

  it('numbers the words of a pair on from those of the text', () => {
    expect(bert('the cat', 'sat on').tokens.map(({ word }) => word)).toEqual([
      null,
      0,
      1,
      null,
      2,
      3,
      null,
    ]);
  });

  it.each(['', ' ', '\t\u00a0\u3000\u0085\n'])(
    'is only special tokens for the blank text %j',
    (text) => {
      const encoding = encodeBoth(tokenizer, text);
      expect(labels(encoding.bert.tokens)).toEqual(['[CLS]', '[SEP]']);
      expect(labels(encoding.gpt.tokens)).toEqual(['<|endoftext|>']);
      expect(encoding.cut).toBeNull();
    },
  );

  it('is a single text when the pair is blank', () => {
    expect(encodeBoth(tokenizer, 'the cat', ' \n')).toEqual(encodeBoth(tokenizer, 'the cat'));
  });
});

describe('A blank', () => {
  it('is typed as [MASK], and GPT stops before the first one', () => {
    const { bert, gpt } = encodeBoth(tokenizer, 'the [MASK] sat on [MASK]');
    expect(bert.blanks).toEqual([2, 5]);
    expect(labels(bert.tokens)[2]).toBe('[MASK]');
    expect(labels(gpt.tokens)).toEqual(['<|endoftext|>', 'the']);
    expect(labels(gpt.unread)).toEqual(['[MASK]', 'sat', 'on', '[MASK]']);
    expect(gpt.blanks).toEqual([]);
  });

  it('may stand inside a word and belongs to it', () => {
    const tokens = onlyText(bert('x[MASK]y the'));
    expect(typed('x[MASK]y the', tokens).join('')).toBe('x[MASK]ythe');
    expect(tokens.find(({ label }) => label === '[MASK]')?.word).toBe(0);
    expect(tokens.at(-1)).toMatchObject({ label: 'the', word: 1 });
  });

  it('in a pair ends what GPT reads there', () => {
    const { gpt, bert } = encodeBoth(tokenizer, 'the cat', 'sat on [MASK] mat');
    expect(labels(gpt.tokens)).toEqual(['<|endoftext|>', 'the', 'cat', 'sat', 'on']);
    expect(labels(gpt.unread)).toEqual(['[MASK]', 'mat']);
    expect(bert.blanks).toEqual([6]);
  });

  it.each(['[mask]', '[CLS]', '[SEP]', '[PAD]', '<|endoftext|>', '[ MASK ]'])(
    'is not %s, which is plain text',
    (text) => {
      const { bert, gpt } = encodeBoth(tokenizer, text);
      expect(bert.blanks).toEqual([]);
      const read = onlyText(bert);
      expect(read.every(({ id }) => id >= 5)).toBe(true);
      expect(library.decode(read.map(({ id }) => id))).toBe(` ${text.toLowerCase()}`);
      expect(onlyText(gpt)).toEqual(read);
    },
  );
});

describe('Spans', () => {
  it('are places in the text as typed, however white space was typed', () => {
    const text = '  The \t\n cat\u00a0sat ';
    expect(typed(text, onlyText(bert(text)))).toEqual(['The', 'cat', 'sat']);
  });

  it('are right where normalisation changes lengths', () => {
    const text = 'cafe\u0301 the'; // é typed as e and a combining accent: 5 units, 4 once composed
    const tokens = onlyText(bert(text));
    expect(labels(tokens)).toEqual(['café', 'the']);
    expect(typed(text, tokens)).toEqual(['cafe\u0301', 'the']);

    const dotted = 'İthe'; // 1 unit, 2 once lower-cased
    expect(typed(dotted, onlyText(bert(dotted)).slice(-3))).toEqual(['t', 'h', 'e']);

    const hangul = '\u1100\u1161\u11a8 the'; // 3 units, 1 once composed
    expect(new Set(typed(hangul, onlyText(bert(hangul)).slice(1, -1)))).toEqual(
      new Set(['\u1100\u1161\u11a8']),
    );
  });

  it('of the bytes of one character are that character', () => {
    const text = 'the 🙂';
    const bytes = onlyText(bert(text)).slice(-4);
    expect(labels(bytes)).toEqual(['<F0>', '<9F>', '<99>', '<82>']);
    expect(typed(text, bytes)).toEqual(['🙂', '🙂', '🙂', '🙂']);
  });

  it('of a token that is nothing but a space have no extent', () => {
    expect(onlyText(bert('the x'))[1]).toMatchObject({
      label: '<space>',
      span: { start: 4, end: 4 },
      word: 1,
    });
  });
});

describe('A text that does not fit', () => {
  const words = (count: number) => Array.from({ length: count }, () => 'the').join(' ');

  it('fills 128 positions of BERT and 127 of GPT, and says where it was cut', () => {
    expect(encodeBoth(tokenizer, words(126)).cut).toBeNull();
    const text = `${words(127)}  `;
    const { bert, gpt, cut } = encodeBoth(tokenizer, text);
    expect(bert.tokens).toHaveLength(128);
    expect(gpt.tokens).toHaveLength(127);
    expect(cut).toEqual({ start: 126 * 4, end: text.length - 2 });
  });

  it('is never cut through a character', () => {
    const text = `${words(124)} 🙂`; // a space and 4 bytes, where 2 tokens would fit
    const { bert, cut } = encodeBoth(tokenizer, text);
    expect(onlyText(bert).at(-1)?.label).toBe('<space>');
    expect(cut).toEqual({ start: 124 * 4, end: text.length });
  });

  it('is cut the more, the longer of a pair it is', () => {
    const short = encodeBoth(tokenizer, words(200), words(20));
    expect(short.bert.tokens).toHaveLength(128);
    expect(short.cut?.start).toBe(105 * 4);
    expect(short.pairCut).toBeNull();
    const both = encodeBoth(tokenizer, words(200), words(200));
    expect(both.bert.tokens).toHaveLength(128);
    expect(both.cut?.start).toBe(63 * 4);
    expect(both.pairCut?.start).toBe(62 * 4);
  });

  it('is not tokenized beyond what could fit, however long it is', () => {
    const long = `${words(250_000)} end`;
    const { bert, cut } = encodeBoth(tokenizer, long);
    expect(bert.tokens).toHaveLength(128);
    expect(cut).toEqual({ start: 126 * 4, end: long.length });
    const word = 'a'.repeat(1_000_000);
    expect(encodeBoth(tokenizer, word).cut).toEqual({ start: 125, end: word.length });
    expect(encodeBoth(tokenizer, `${' '.repeat(1_000_000)}the`).cut).toBeNull();
  });

  it('keeps a first character that is longer than any real one, in part', () => {
    const text = `e${'\u0301'.repeat(100_000)}`;
    const { bert, cut } = encodeBoth(tokenizer, text);
    expect(onlyText(bert).length).toBeGreaterThan(64);
    expect(cut?.end).toBe(text.length);
  });
});

describe('For any string', () => {
  const normalised = (text: string) =>
    text
      .replace(/\p{Surrogate}/gu, '\uFFFD')
      .split(/\p{White_Space}+/u)
      .filter(Boolean)
      .map((word) => ` ${word.normalize('NFC').toLowerCase().replaceAll('ς', 'σ')}`)
      .join('');

  it('ids are in the vocabulary and both models read the same tokens', () => {
    fc.assert(
      fc.property(anyString, fc.option(anyString), (text, pair) => {
        const { bert, gpt } = encodeBoth(tokenizer, text, pair);
        for (const { id, piece, label } of [...bert.tokens, ...gpt.tokens, ...gpt.unread]) {
          expect(vocabulary.piece(id)).toBe(piece);
          expect(vocabulary.label(id)).toBe(label);
          expect(label).not.toBe('');
        }
        expect([...onlyText(gpt), ...gpt.unread]).toEqual(onlyText(bert));
        expect(bert.tokens.length).toBeLessThanOrEqual(128);
        expect(bert.segments).toHaveLength(bert.tokens.length);
      }),
    );
  });

  it('decoding what was read gives the normalised text back', () => {
    fc.assert(
      fc.property(anyString, (text) => {
        fc.pre(!text.includes('[MASK]'));
        const { bert, cut } = encodeBoth(tokenizer, text);
        fc.pre(cut === null);
        const ids = onlyText(bert).map(({ id }) => id);
        const decoded = ids.length
          ? library.decode(ids, { clean_up_tokenization_spaces: false })
          : '';
        expect(decoded.replaceAll('ς', 'σ')).toBe(normalised(text));
      }),
    );
  });

  it("the text under a word's tokens is that word, from left to right", () => {
    fc.assert(
      fc.property(anyString, (text) => {
        const { bert, cut } = encodeBoth(tokenizer, text);
        const words = text.split(/\p{White_Space}+/u).filter(Boolean);
        const tokens = onlyText(bert);
        let before = { start: 0, end: 0 };
        for (const { span, word } of tokens) {
          expect(span!.start).toBeGreaterThanOrEqual(before.start);
          expect(span!.end).toBeGreaterThanOrEqual(before.end);
          expect(span!.end).toBeLessThanOrEqual(text.length);
          expect(words[word!]).toContain(text.slice(span!.start, span!.end));
          before = span!;
        }
        const last = cut ? (tokens.at(-1)?.word ?? 0) : words.length;
        words.slice(0, last).forEach((expected, word) => {
          const own = tokens.filter((token) => token.word === word);
          expect(text.slice(own[0]!.span!.start, own.at(-1)!.span!.end)).toBe(expected);
          // Nothing between two tokens of a word is left out.
          own.slice(1).forEach((token, i) => {
            expect(token.span!.start).toBeLessThanOrEqual(own[i]!.span!.end);
          });
        });
        if (cut) {
          expect(cut.start).toBe(before.end + text.slice(before.end).search(/\P{White_Space}/u));
          expect(text.slice(cut.end).trim()).toBe('');
        }
      }),
    );
  });

  it("ids are the library's own where words are separated by single spaces and none is special", () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('the', 'cat', "didn't", 'é', '[MASK]', 'x.')),
        (words) => {
          const text = words.join(' ');
          expect(onlyText(bert(text)).map(({ id }) => id)).toEqual(
            library.encode(text, { add_special_tokens: false }).ids,
          );
        },
      ),
    );
  });
});

describe('A tokenizer file', () => {
  const broken = (change: (json: ReturnType<typeof tinyTokenizerJson>) => object) => () =>
    loadTokenizer(change(tinyTokenizerJson()), tinyTokenizerConfig);

  it('that lacks a byte is refused by name', () => {
    const { Ġ: _, ...vocab } = tinyTokenizerJson().model.vocab;
    expect(broken((json) => ({ ...json, model: { ...json.model, vocab } }))).toThrow(
      new TokenizerError('tokenizer.json lacks the token Ġ.'),
    );
  });

  it('that lacks a special token is refused by the model that would add it', () => {
    const json = JSON.stringify(tinyTokenizerJson()).replaceAll('[SEP]', '[END]');
    const other = loadTokenizer(JSON.parse(json), tinyTokenizerConfig);
    expect(() => encodeBoth(other, 'the')).toThrow(
      new TokenizerError(
        'The tokenizer lacks the token [SEP], which stands around every text that the model reads: open the tokenizer that the model was published with.',
      ),
    );
  });

  it('of another kind, or none, is refused', () => {
    const whitespace = broken((json) => ({ ...json, pre_tokenizer: { type: 'Whitespace' } }));
    expect(whitespace).toThrow('must describe a byte-level BPE');
    expect(() => loadTokenizer('no', null)).toThrow(TokenizerError);
  });

  it('answers only for ids in its vocabulary', () => {
    expect(() => vocabulary.piece(vocabulary.size)).toThrow(RangeError);
    expect(() => vocabulary.label(-1)).toThrow(RangeError);
    expect(vocabulary.label(1)).toBe('[CLS]');
  });
});
