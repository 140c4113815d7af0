import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { withChanges, withMore, withoutToken } from '../../src/model/variants.ts';
import type { Token } from '../../src/text/token.ts';
import { loadTokenizer } from '../../src/text/tokenizer.ts';
import { encodeBoth, MODELS } from '../support/models.ts';
import { tinyTokenizerConfig, tinyTokenizerJson } from '../support/tiny-tokenizer.ts';

const tokenizer = loadTokenizer(tinyTokenizerJson(), tinyTokenizerConfig);
const blank = tokenizer.token('[MASK]');
const { bert, gpt } = encodeBoth(tokenizer, 'the cat sat');
const { can: fills } = MODELS.left;
const { can: writes } = MODELS.right;
const labels = ({ tokens }: { tokens: readonly Token[] }) => tokens.map(({ label }) => label);

describe('A token that is taken out', () => {
  it('is a blank to BERT, which reads both sides of it', () => {
    const encoding = withoutToken(bert, 2, blank, fills);
    expect(labels(encoding)).toEqual(['[CLS]', 'the', '[MASK]', 'sat', '[SEP]']);
    expect(encoding.blanks).toEqual([2]);
    expect(encoding.tokens[2]!.span).toEqual({ start: 4, end: 7 });
  });

  it('is where GPT stops', () => {
    const encoding = withoutToken(gpt, 2, blank, writes);
    expect(labels(encoding)).toEqual(['<|endoftext|>', 'the']);
    expect(encoding.unread.map(({ label }) => label)).toEqual(['cat', 'sat']);
    expect(encoding.segments).toHaveLength(2);
  });

  it('may be the one that GPT would write next', () => {
    expect(labels(withoutToken(gpt, 4, blank, writes))).toEqual(labels(gpt));
  });

  it.each([
    [bert, 0, 'Token 0 is [CLS], which is not part of the text'],
    [bert, 4, 'Token 4 is [SEP]'],
    [bert, 5, 'There is no token 5: the text is read as 5 tokens'],
    [gpt, 0, 'Token 0 is <|endoftext|>'],
    [gpt, 5, 'There is no token 5: the text is read as 4 tokens'],
    [gpt, -1, 'There is no token -1'],
  ])('is one of the text', (encoding, index, sentence) => {
    const can = encoding === bert ? fills : writes;
    expect(() => withoutToken(encoding, index, blank, can)).toThrow(sentence);
  });
});

describe('A token that is changed', () => {
  it('stands where the old one did', () => {
    const encoding = withChanges(bert, [{ index: 1, token: tokenizer.token('cat') }], fills);
    expect(labels(encoding)).toEqual(['[CLS]', 'cat', 'cat', 'sat', '[SEP]']);
    expect(encoding.tokens[1]).toMatchObject({ span: { start: 0, end: 3 }, word: 0 });
    expect(bert.tokens[1]!.label).toBe('the');
  });

  it('leaves the others as they were, wherever it is', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3 }), fc.nat(255), (index, id) => {
        const encoding = withChanges(bert, [{ index, token: tokenizer.token(id) }], fills);
        for (const [at, token] of encoding.tokens.entries()) {
          if (at === index) expect(token.id).toBe(id);
          else expect(token).toBe(bert.tokens[at]);
        }
      }),
    );
  });

  it('fills a blank, and leaves the others to be filled', () => {
    const open = encodeBoth(tokenizer, '[MASK] cat [MASK]').bert;
    expect(open.blanks).toEqual([1, 3]);
    const encoding = withChanges(open, [{ index: 1, token: tokenizer.token('the') }], fills);
    expect(encoding.blanks).toEqual([3]);
  });

  it('is never one that the model added', () => {
    const change = [{ index: 0, token: tokenizer.token('cat') }];
    expect(() => withChanges(bert, change, fills)).toThrow('choose a word');
  });
});

describe('Tokens that are written on', () => {
  it('follow the text in GPT, in no text', () => {
    const encoding = withMore(gpt, [tokenizer.token('the'), tokenizer.token('cat')], writes);
    expect(labels(encoding)).toEqual(['<|endoftext|>', 'the', 'cat', 'sat', 'the', 'cat']);
    expect(encoding.tokens.at(-1)!.span).toBeNull();
    expect(encoding.segments).toHaveLength(6);
  });

  it('are not BERT’s, and not more than fit', () => {
    expect(() => withMore(bert, [], fills)).toThrow('does not write on');
    const many = new Array<Token>(125).fill(tokenizer.token('the'));
    expect(() => withMore(gpt, many, writes)).toThrow(
      'at most 128 tokens, and this would make 129',
    );
    expect(withMore(gpt, many.slice(1), writes).tokens).toHaveLength(128);
  });
});

describe('A single token', () => {
  it('is found by its id and by its word', () => {
    const cat = tokenizer.token('cat');
    expect(cat).toMatchObject({ label: 'cat', span: null, word: null, special: false });
    expect(tokenizer.token(cat.id)).toEqual(cat);
    expect(blank).toMatchObject({ piece: '[MASK]', special: false });
  });

  it.each([
    ['the cat', '“the cat” is 2 tokens (the, cat): choose a word that is one.'],
    ['', 'Nothing was given to put there: choose a word.'],
    ['  ', 'choose a word.'],
    [-1, 'There is no token -1'],
    [1e9, 'There is no token 1000000000'],
  ])('%j is refused with a sentence where it is none', (of, sentence) => {
    expect(() => tokenizer.token(of)).toThrow(sentence);
  });
});
