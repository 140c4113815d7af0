import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { blanked } from '../../src/text/blanked.ts';
import { labelOf } from '../../src/text/label.ts';
import { loadTokenizer } from '../../src/text/tokenizer.ts';
import { eachWord, wordAt, wordsOf } from '../../src/text/words.ts';
import { flood } from '../support/flood.ts';
import { encodeBoth } from '../support/models.ts';
import { anyText } from '../support/texts.ts';

const json = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8'));

const tokenizer = loadTokenizer(
  json('public/models/mini-bert/tokenizer.json'),
  json('public/models/mini-bert/tokenizer_config.json'),
);

const tokensOf = (text: string) => encodeBoth(tokenizer, text).bert.tokens;
const wordsIn = (text: string) => eachWord(tokensOf(text)).map((word) => word.text);

describe('The words of a text', () => {
  it.each([
    ['I say “no”.', ['i', 'say', '“', 'no', '”', '.']],
    ['don’t stop', ['don’t', 'stop']],
    ["can't (stop)!?", ["can't", '(', 'stop', ')', '!', '?']],
    ['the dogs’ bowl', ['the', 'dogs', '’', 'bowl']],
    ['‘tis rock ’n’ roll', ['‘', 'tis', 'rock', '’', 'n', '’', 'roll']],
    ['naïve café', ['naïve', 'café']],
    ['cafe\u0301 x\u0301\u0302', ['café', 'x\u0301\u0302']],
    ['Ça va—yes…', ['ça', 'va', '—', 'yes', '…']],
    ['我喜欢猫。', ['我', '喜', '欢', '猫', '。']],
    ['東京 タワー', ['東', '京', 'タ', 'ワ', 'ー']],
    ['so happy😀😀!', ['so', 'happy', '😀', '😀', '!']],
    ['👨‍👩‍👧 family', ['👨‍👩‍👧', 'family']],
    ['Привет, мир', ['привет', ',', 'мир']],
    ['a\u200bb c', ['a\u200bb', 'c']],
    ['\u200bhidden\u00ad', ['\u200bhidden\u00ad']],
    ['(\u200b)', ['(\u200b', ')']],
    ['Well-known 3.5 km', ['well', '-', 'known', '3', '.', '5', 'km']],
  ])('of “%s” are those that a reader sees', (text, words) => {
    expect(wordsIn(text)).toEqual(words);
  });

  it('are none where nothing can be seen', () => {
    for (const text of ['', '\u200b', '\u200b\u200d \u2060', '[MASK]', '\u00ad']) {
      expect(wordsIn(text), JSON.stringify(text)).toEqual([]);
    }
  });

  it('leave out special tokens and blanks', () => {
    const tokens = tokensOf('un[MASK]able');
    expect(eachWord(tokens).map(({ text }) => text)).toEqual(['un', 'able']);
    for (const [position, token] of tokens.entries()) {
      if (token.special || token.piece === '[MASK]') expect(wordAt(tokens, position)).toBeNull();
    }
  });
});

describe('Whatever is typed, a word', () => {
  const TYPED = fc.oneof(
    fc.string({ unit: 'grapheme', maxLength: 40 }),
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc
      .array(
        fc.constantFrom(
          'a',
          'B',
          '’',
          "'",
          '“',
          '.',
          ' ',
          '猫',
          '😀',
          '\u200b',
          '\u0301',
          'é',
          '3',
        ),
      )
      .map((parts) => parts.join('')),
    anyText,
  );

  it('is whole characters that can be seen, and stands alone in the text', () => {
    flood(
      fc.property(TYPED, (text) => {
        const tokens = tokensOf(text);
        for (const word of eachWord(tokens)) {
          // Nothing that a label spells out in place of a character.
          const shown = word.text.replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}]/gu, '');
          expect(shown).not.toBe('');
          expect(word.text).not.toContain('\ufffd'.repeat(2));
          const last = tokens[word.end - 1]!.span!;
          const after = tokens[word.end]?.span;
          if (after) expect(after.start).toBeGreaterThanOrEqual(last.end);
          for (let at = word.first; at < word.end; at++) expect(wordAt(tokens, at)).toBe(word);
        }
      }),
      2000,
    );
  });

  it('is taken out as a stretch of text, and nothing else is', () => {
    flood(
      fc.property(TYPED, (text) => {
        const tokens = tokensOf(text);
        for (const [position, word] of wordsOf(tokens).entries()) {
          const without = blanked(text, tokens, position);
          if (word === null) {
            expect(without).toBeNull();
            continue;
          }
          const start = tokens[word.first]!.span!.start;
          const end = tokens[word.end - 1]!.span!.end;
          expect(end).toBeGreaterThan(start);
          expect(without).toBe(`${text.slice(0, start)}[MASK]${text.slice(end)}`);
          expect(labelOf(text.slice(start, end)).length).toBeGreaterThan(0);
        }
      }),
      1000,
    );
  });
});
