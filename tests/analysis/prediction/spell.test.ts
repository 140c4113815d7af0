import { describe, expect, it } from 'vitest';
import { opensWord, spell } from '../../../src/analysis/prediction/spell.ts';

describe('Pieces', () => {
  it('spell text with the spaces between words', () => {
    expect(spell(['Ġred', 'Ġfo', 'x', '.'])).toBe(' red fox.');
    expect(spell([])).toBe('');
  });

  it('make one character of the bytes of several', () => {
    // é is C3 A9 in UTF-8: the letters Ã and © of the alphabet.
    expect(spell(['ĠcafÃ', '©'])).toBe(' café');
    expect(spell(['Ã'])).toBe('\u{FFFD}');
  });

  it('set a blank apart', () => {
    expect(spell(['Ġa', '[MASK]', 'Ġb'])).toBe(' a [MASK] b');
    expect(opensWord('Ġa')).toBe(true);
    expect(opensWord('[MASK]')).toBe(true);
    expect(opensWord('.')).toBe(false);
  });
});
