import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isPadding, readForeign } from '../../src/text/foreign.ts';
import { flood } from '../support/flood.ts';
import { anyString } from '../support/strings.ts';

const spelled = (names: readonly string[], text: string | null = null) => {
  const reading = readForeign(names, text);
  return {
    ...reading,
    labels: reading.tokens.map(({ label }) => label),
    words: reading.tokens.map(({ word }) => word),
    places: reading.tokens.map(({ span }) => span && reading.text.slice(span.start, span.end)),
  };
};

describe('Tokens of a tokenizer that is not here', () => {
  it('of WordPiece go on a word where ## says so', () => {
    const { labels, words, text, tokens } = spelled(['[CLS]', 'play', '##ing', 'now', '[SEP]']);
    expect(labels).toEqual(['[CLS]', 'play', '##ing', 'now', '[SEP]']);
    expect(words).toEqual([null, 0, 0, 1, null]);
    expect(text).toBe('playing now');
    expect(tokens.map(({ special }) => special)).toEqual([true, false, false, false, true]);
    expect(tokens.map(({ piece }) => piece)).toEqual(['[CLS]', 'Ġplay', 'ing', 'Ġnow', '[SEP]']);
  });

  it('of byte-level BPE begin a word with Ġ, and parts of a character have one place', () => {
    const { labels, words, places, text } = spelled(['Hi', 'Ġplay', 'ing', 'ĠðŁ', 'ĺĢ']);
    expect(labels).toEqual(['Hi', 'play', 'ing', '<F0 9F>', '<98 80>']);
    expect(words).toEqual([0, 1, 1, 2, 2]);
    expect(text).toBe('Hi playing 😀');
    expect(places.slice(-2)).toEqual(['😀', '😀']);
  });

  it('of SentencePiece begin a word with ▁, and spell bytes', () => {
    const { labels, words, text } = spelled([
      '<s>',
      '▁un',
      'til',
      '▁é',
      '<0xF0>',
      '<0x9F>',
      '<0x98>',
      '<0x80>',
      '</s>',
    ]);
    expect(labels).toEqual(['<s>', 'un', 'til', 'é', '<F0>', '<9F>', '<98>', '<80>', '</s>']);
    expect(words).toEqual([null, 0, 0, 1, 1, 1, 1, 1, null]);
    expect(text).toBe('until é😀');
  });

  it('that were decoded begin a word with a space', () => {
    const { words, text } = spelled(['<|endoftext|>', 'The', ' animal', ' didn', "'t"]);
    expect(words).toEqual([null, 0, 1, 2, 2]);
    expect(text).toBe("The animal didn't");
  });

  it('without any mark are words', () => {
    const { words, text } = spelled(['[CLS]', 'the', 'cat', '[SEP]']);
    expect(words).toEqual([null, 0, 1, null]);
    expect(text).toBe('the cat');
  });

  it('are found in the text, whatever case and accents were dropped', () => {
    const text = "Élodie  didn't  play.";
    const { places, words, misfit } = spelled(
      ['[CLS]', 'el', '##odie', 'didn', "'", 't', 'play', '.', '[SEP]'],
      text,
    );
    expect(misfit).toBeNull();
    expect(places).toEqual([null, 'Él', 'odie', 'didn', "'", 't', 'play', '.', null]);
    expect(words).toEqual([null, 0, 0, 1, 1, 1, 2, 2, null]);
  });

  it('keep an accent that was typed by itself with its letter', () => {
    expect(spelled(['e', '##t', 'a'], 'e\u0301t a').places).toEqual(['e\u0301', 't', 'a']);
  });

  it('that are unknown take what lies between those around them', () => {
    const { places, words } = spelled(['the', '[UNK]', 'sat'], 'the ☃☃ sat');
    expect(places).toEqual(['the', '☃☃', 'sat']);
    expect(words).toEqual([0, 1, 2]);
  });

  it('that stand for a blank are one, however it is spelled', () => {
    const { tokens, places } = spelled(['<s>', 'ĠThe', '<mask>', '</s>'], 'The [MASK]');
    expect(tokens[2]).toMatchObject({ piece: '[MASK]', label: '<mask>', special: false });
    expect(places[2]).toBe('[MASK]');
  });

  it('that are special show what cannot be seen of them', () => {
    const { tokens } = readForeign(['<|end\u202E of text|>', 'a'], null);
    expect(tokens[0]!.label).toBe('<|end<U+202E> of text|>');
  });

  it('are found in a text that names special tokens', () => {
    const { places, misfit } = spelled(
      ['[CLS]', 'hi', '[SEP]', 'you', '[SEP]'],
      '[CLS] Hi [SEP] you',
    );
    expect(misfit).toBeNull();
    expect(places).toEqual([null, 'Hi', null, 'you', null]);
  });

  it('that the text does not have make a text of their own, and the first is told', () => {
    const { text, misfit } = spelled(['the', 'dog'], 'the cat');
    expect(misfit).toBe(1);
    expect(text).toBe('the dog');
  });

  it('have equal numbers where they have equal names', () => {
    const { tokens } = readForeign(['a', 'b', 'a'], null);
    expect(tokens.map(({ id }) => id)).toEqual([0, 1, 0]);
  });

  it('that fill up a batch are known by their names', () => {
    const { tokens } = readForeign(['[PAD]', '<pad>', 'pad', '[CLS]'], null);
    expect(tokens.map(isPadding)).toEqual([true, true, false, false]);
  });

  it('of any kind have places within a text, in order, and are never lost', () => {
    const name = fc.oneof(
      anyString,
      fc.constantFrom(
        '[CLS]',
        '##',
        '##a',
        '▁',
        '▁a',
        'Ġ',
        'Ġa',
        '<0xF0>',
        '[UNK]',
        '[MASK]',
        ' a',
        '',
        'ðŁ',
      ),
    );
    flood(
      fc.property(
        fc.array(name, { minLength: 1, maxLength: 12 }),
        fc.option(anyString),
        (all, given) => {
          const { tokens, text, misfit } = readForeign(all, given);
          expect(tokens).toHaveLength(all.length);
          let before = 0;
          for (const { special, span, word, label } of tokens) {
            expect(typeof label).toBe('string');
            expect(span === null).toBe(special);
            if (!span) continue;
            expect(span.start).toBeGreaterThanOrEqual(before);
            expect(span.end).toBeGreaterThanOrEqual(span.start);
            expect(span.end).toBeLessThanOrEqual(text.length);
            expect(word).toBeGreaterThanOrEqual(0);
            before = span.start;
          }
          if (given !== null && misfit === null) expect(text).toBe(given);
        },
      ),
    );
  });

  it('a long text of them takes no longer than its length', () => {
    const words = Array.from({ length: 2048 }, (_, at) => `w${at % 7}`);
    const text = `${words.join(' ')}${' x'.repeat(40_000)}`;
    expect(readForeign(words, text).misfit).toBeNull();
  });
});
