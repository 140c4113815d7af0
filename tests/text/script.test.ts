import { expect, it } from 'vitest';
import { hasOtherLetters } from '../../src/text/script.ts';

it.each([
  ['Latin letters, whatever they wear', 'naïve Æsop, Łódź', false],
  ['no letters at all', '1 + 1 = 2 … 🙂', false],
  ['Chinese', 'cat 猫', true],
  ['Japanese', 'ねこ', true],
  ['Cyrillic', 'кот', true],
  ['Arabic', 'قطة', true],
  ['an empty text', '', false],
])('tells letters that are not Latin: %s', (_, text, others) => {
  expect(hasOtherLetters(text)).toBe(others);
});
