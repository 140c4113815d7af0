import { afterEach, describe, expect, it } from 'vitest';
import { list, millions, number } from '../../src/language/intl.ts';
import { speak } from '../../src/language/language.ts';
import { bestOf } from '../../src/language/languages.ts';

describe('The language of a reader who has chosen none', () => {
  it('is the first of the browser’s that the page has', () => {
    expect(bestOf(['zh-CN', 'en'])).toBe('zh');
    expect(bestOf(['zh-Hant-TW'])).toBe('zh');
    expect(bestOf(['de-CH', 'en-US', 'zh'])).toBe('en');
  });

  it('is English where it has none of them', () => {
    expect(bestOf(['de', 'fr'])).toBe('en');
    expect(bestOf([])).toBe('en');
  });
});

describe('Numbers and lists', () => {
  afterEach(() => speak('en'));

  it('are written as the language writes them', () => {
    expect([number(1200), list(['a', 'b', 'c']), list(['a', 'b', 'c'], 'or')]).toEqual([
      '1,200',
      'a, b and c',
      'a, b or c',
    ]);
    speak('zh');
    expect(list(['a', 'b', 'c'])).toBe('a、b 和 c');
    expect(list(['a', 'b'], 'or')).toBe('a 或 b');
    expect(millions(85_752_728)).toBe('8580万');
  });
});
