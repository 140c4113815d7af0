import { describe, expect, it } from 'vitest';
import { parseExamples } from '../../../src/experiments/classify/examples.ts';
import { leftOutSentence, troubleSentence } from '../../../src/experiments/classify/sentences.ts';
import { MAX_EXAMPLES } from '../../../src/experiments/classify/settings.ts';
import { STARTER_EXAMPLES } from '../../../src/experiments/classify/starterExamples.ts';

describe('labelled sentences', () => {
  it('are read line by line, and held out below the dashes', () => {
    expect(
      parseExamples('glad: We won.\r\nSad : He said: no.\n\n---\nSAD: It hurts.\nglad: Yes!'),
    ).toEqual({
      classes: ['glad', 'sad'],
      train: [
        { text: 'We won.', label: 0 },
        { text: 'He said: no.', label: 1 },
      ],
      heldOut: [
        { text: 'It hurts.', label: 1 },
        { text: 'Yes!', label: 0 },
      ],
      leftOut: [],
      trouble: null,
    });
  });

  it('may have labels in any script', () => {
    expect(parseExamples('да: один\nнет: два').classes).toEqual(['да', 'нет']);
  });

  it.each([
    ['a: one\nno label here\nb: two', /^Line 2 has no label and is left out: “no label here”/],
    ['a: one\ntwo words: three\nb: two', /^Line 2 has no label/],
    ['a: one\nb:\nb: two', /^Line 2 has a label but no sentence/],
    ['a: one\nb: two\n---\nc: three', /^Line 4 is left out: no sentence above .* “c”/],
    ['a: one\nb: two\n---\na: one', /^Line 4 is left out: what was learned from/],
  ])('are left out of %j with a sentence', (written, sentence) => {
    const { leftOut, trouble, train, heldOut } = parseExamples(written);
    expect(leftOut).toHaveLength(1);
    expect(leftOutSentence(leftOut[0]!)).toMatch(sentence);
    expect(trouble).toBeNull();
    expect([train.length, heldOut.length]).toEqual([2, 0]);
  });

  it.each([
    ['', /no examples/],
    ['---\na: only held out', /no examples/],
    ['nothing labelled at all', /no examples/],
    ['a: one\na: two', /All examples are labelled “a”/],
    ['a: one\nb: two\nc: three', /3 labels \(a, b, c\): use two/],
  ])('cannot be learned from in %j', (written, sentence) => {
    expect(troubleSentence(parseExamples(written).trouble!)).toMatch(sentence);
  });
});

it('begins with a balanced starter set, each sentence once, short enough for a link', () => {
  const { classes, train, heldOut, leftOut, trouble } = parseExamples(STARTER_EXAMPLES);
  expect([classes.length, train.length, heldOut.length]).toEqual([2, 24, 16]);
  expect([leftOut, trouble]).toEqual([[], null]);
  for (const part of [train, heldOut]) {
    expect(part.filter(({ label }) => label === 0)).toHaveLength(part.length / 2);
  }
  expect(new Set([...train, ...heldOut].map(({ text }) => text)).size).toBe(40);
  expect(STARTER_EXAMPLES.length).toBeLessThan(MAX_EXAMPLES / 2);
});
