import { afterEach, describe, expect, it } from 'vitest';
import { toldApartHere } from '../../src/engine/toldApart.ts';
import { speak, teach } from '../../src/language/language.ts';
import { keyOf, type Message } from '../../src/language/message.ts';
import { msg, select } from '../../src/language/say.ts';
import { PRESETS } from '../analysis/presets.ts';
import { twice } from '../support/pairs.ts';

const comparison = PRESETS[0]![1];
const namesOf = ({ left, right }: ReturnType<typeof toldApartHere>) =>
  [left, right].map((trace) => [trace!.model.title, trace!.model.name]);

afterEach(() => speak('en'));

describe('Two models of one name', () => {
  it('have their places in their names, in the page’s language, also after it has changed', () => {
    const said: Message = msg`${''} (${select('left', { left: 'left', other: 'right' })})`;
    teach('zh', { [keyOf(said)]: [0, '（', [1, 'select', { left: '左', other: '右' }], '）'] });
    const english = toldApartHere(twice(comparison, 'right'));
    expect(namesOf(english)).toEqual([
      ['mini-GPT (left)', 'GPT (left)'],
      ['mini-GPT (right)', 'GPT (right)'],
    ]);
    speak('zh');
    expect(namesOf(toldApartHere(english))).toEqual([
      ['mini-GPT（左）', 'GPT（左）'],
      ['mini-GPT（右）', 'GPT（右）'],
    ]);
    speak('en');
    expect(namesOf(toldApartHere(toldApartHere(english)))).toEqual(namesOf(english));
  });

  it('are not looked for among models of two names', () => {
    expect(toldApartHere(comparison)).toBe(comparison);
  });
});
