/** Which sentences of the reader's own go with the reader, and to which steps. */
import { describe, expect, it } from 'vitest';
import { CHAPTERS, stepOf } from '../../src/lesson/lesson.ts';
import { goesTo, lackOf } from '../../src/lesson/needs.ts';
import { readPlace, STEP_PLACES, writePlace } from '../../src/lesson/places.ts';
import { textOf, valuesOfAddress } from '../../src/store/values.ts';

const goes = (place: string, text: string) => goesTo(readPlace(place)!, text);

describe('what a step takes', () => {
  const withText = STEP_PLACES.filter((place) => stepOf(place).figures.length > 0);

  it.each(withText.map((place) => [writePlace(place), place] as const))(
    'is what the prepared sentence of step %s has',
    (name, place) => {
      const [figure] = stepOf(place).figures;
      expect(lackOf(name, textOf(valuesOfAddress(figure!.link)))).toBeNull();
    },
  );

  it('is a blank where the chapter of BERT fills one', () => {
    expect(goes('4.1', 'My dog is old.')).toBe(false);
    expect(goes('4.1', 'My dog is [MASK].')).toBe(true);
    expect(lackOf('4.2', 'My dog is old.')).toBe('blank');
  });

  it('is a sentence without one where GPT has to read all of it', () => {
    expect(goes('5.2', 'My dog is [MASK].')).toBe(false);
    expect(goes('5.2', 'My dog is old.')).toBe(true);
  });

  it('is a beginning where the models write on', () => {
    expect(goes('5.5', 'My dog is old.')).toBe(false);
    expect(goes('5.5', 'He said “no!”  ')).toBe(false);
    expect(goes('5.5', 'My dog is')).toBe(true);
  });

  it('is words in a row that come twice where a head copies', () => {
    expect(goes('7.3', 'The dog and the cat')).toBe(false);
    expect(goes('7.3', 'The dog ran, and then the dog')).toBe(true);
  });

  it.each(['', '  ', '猫坐在垫子上。', '🙂🙂', 'Hello', 'القط على السجادة'])(
    'is two English words where a question is about two: not “%s”',
    (text) => {
      expect(goes('1.2', text)).toBe(false);
      expect(goes('3.4', text)).toBe(false);
    },
  );

  it('is nothing in particular at other steps, but not nothing at all', () => {
    expect(goes('1.1', '猫坐在垫子上。')).toBe(true);
    expect(goes('1.1', ' ')).toBe(false);
  });

  it('is what all of its steps take where a chapter stands on one page', () => {
    expect(goes('1', 'My dog is old.')).toBe(true);
    expect(goes('5', 'My dog is old.')).toBe(false);
    expect(goes('words', 'My dog is old.')).toBe(false);
  });
});

describe('a question', () => {
  it('says why it cannot be asked of a text', () => {
    const asked = CHAPTERS.flatMap(({ steps }) => steps.flatMap(({ question }) => question ?? []));
    expect(asked.length).toBeGreaterThan(5);
    for (const { lacks } of asked) expect(lacks.strings.join('')).toMatch(/\.$/);
  });
});
