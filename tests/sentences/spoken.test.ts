import { afterEach, describe, expect, it } from 'vitest';
import { msg } from '#say';
import { speak, teach } from '../../src/language/language.ts';
import { keyOf } from '../../src/language/message.ts';
import { spoken } from '../../src/sentences/spoken.ts';

describe('A table of what is said', () => {
  const far = msg`How far away a row reads.`;
  const table = spoken({ far });

  afterEach(() => speak('en'));

  it('is a table of texts', () => {
    expect({ ...table }).toEqual({ far: 'How far away a row reads.' });
  });

  it('has them in the language of the moment', () => {
    teach('zh', { [keyOf(far)]: '一行读多远。' });
    speak('zh');
    expect(table.far).toBe('一行读多远。');
  });
});
