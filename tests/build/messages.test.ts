/** What the page looks a message up by is what the catalogue has it under; and the catalogues are whole. */
import { describe, expect, it } from 'vitest';
import { msg, plural, select } from '#say';
import { catalogues, type Entry, read } from '../../src/build/messages/catalogues.ts';
import { compiled } from '../../src/build/messages/compile.ts';
import { complaintsAbout, complaintsOf } from '../../src/build/messages/complaints.ts';
import { firstFiles } from '../../src/build/messages/first.ts';
import { languages, SOURCE } from '../../src/language/languages.ts';
import { keyOf, type Message } from '../../src/language/message.ts';

const entry = (message: string, translation = message, context?: string): Entry => ({
  file: 'src/some/zh.po',
  message,
  translation,
  origins: ['src/some/thing.ts'],
  ...(context !== undefined && { context }),
});

describe('A message of a catalogue', () => {
  const [name, count, unit] = ['GPT', 2, 'words'];
  const cases: readonly [string, Message<unknown>, string, string?][] = [
    ['text', msg`Type a sentence`, 'Type a sentence'],
    ['slots with names and numbers', msg`${name} has ${count + 1}.`, '{name} has {0}.'],
    ['one name twice', msg`${name} and ${name}, ${count}`, '{name} and {name}, {count}'],
    [
      'a plural',
      msg`${plural(count, { one: '# arc', other: '# arcs' })} in ${name}`,
      '{count, plural, one {# arc} other {# arcs}} in {name}',
    ],
    [
      'slots within forms',
      msg`${select(unit, { words: msg`words of ${name}`, other: 'tokens' })}: ${count}`,
      '{unit, select, words {words of {name}} other {tokens}}: {count}',
    ],
    [
      'an exact number',
      msg`${plural(count, { one: 'one', other: 'some', 0: 'none' })}`,
      '{count, plural, one {one} other {some} =0 {none}}',
    ],
    ['a context', msg({ message: 'Light', context: 'colours' }), 'Light', 'colours'],
    ['tags', msg`the <em>values</em>`, 'the <em>values</em>'],
  ];
  it.each(cases)('has the key that the page asks by: %s', (_, message, icu, context) => {
    expect(compiled(entry(icu, icu, context)).key).toBe(keyOf(message));
  });

  it('is translated by the numbers of its slots', () => {
    const { translation } = compiled(entry('{name} and {name}, {count}', '{count}：{name}'));
    expect(translation).toEqual([2, '：', 0]);
    expect(compiled(entry('Light', '浅色')).translation).toBe('浅色');
    expect(
      compiled(
        entry(
          '{n, plural, one {# arc of {name}} other {# arcs of {name}}}',
          '{name} 的 {n, plural, other {# 条弧线}}',
        ),
      ).translation,
    ).toEqual([1, ' 的 ', [0, 'plural', { other: [0, ' 条弧线'] }]]);
  });

  it.each([
    ['a slot that there is not', '{name} reads.', '{name}{model} 在读。', /no slot \{model\}/],
    ['a slot left out', '{name} reads {what}.', '{name} 在读。', /leaves \{what\} out/],
    ['a tag lost', 'the <em>values</em>', '值', /tags/],
    ['a brace too few', '{name} reads.', '{name 在读。', /./],
  ])('refuses a translation with %s, and says where', (_, message, translation, why) => {
    const [complaint = ''] = complaintsOf([], [entry(message, translation)]);
    expect(complaint).toMatch(why);
    expect(complaint).toContain('src/some/zh.po');
  });

  it('has to be translated, and be in the catalogue, where that counts', () => {
    const [said, empty] = [entry('Share'), entry('Share', '')];
    expect(complaintsOf([said], [], true)).toEqual([expect.stringContaining('in no catalogue')]);
    expect(complaintsOf([said], [empty], true)).toEqual([
      expect.stringContaining('has no translation'),
    ]);
    expect(complaintsOf([said], [empty], false)).toEqual([]);
    expect(complaintsOf([said], [entry('Share', '分享')], true)).toEqual([]);
  });

  it('has one translation, wherever it is said', () => {
    const one = entry('{a} of {b}', '{b} 的 {a}');
    const same = { ...entry('{model} of {head}', '{head} 的 {model}'), file: 'src/other/zh.po' };
    expect(complaintsOf([], [one, same])).toEqual([]);
    expect(complaintsOf([], [one, { ...same, translation: '{model}（{head}）' }])).toEqual([
      expect.stringMatching(/in two ways, in src\/some\/zh\.po and src\/other\/zh\.po/),
    ]);
  });
});

describe('The catalogues of the page', () => {
  it.each(languages.filter((each) => each !== SOURCE))(
    'are as they should be: %s',
    async (language) => {
      expect(await complaintsAbout(language)).toEqual([]);
    },
  );

  it('have what the page says under the key that it asks by', async () => {
    const theme = (await read('zh')).find(({ message }) => message === 'Theme');
    expect(compiled(theme!).key).toBe(keyOf(msg`Theme`));
  });

  it('are one for each folder', async () => {
    const paths = (await catalogues()).map(({ path }) => path);
    expect(paths).toContain('src/sentences/{locale}');
    expect(paths).toContain('src/view/page/{locale}');
    expect(paths).not.toContain('src/sentences/numbers/{locale}');
    expect(new Set(paths).size).toBe(paths.length);
  });

  it('have in their first part what the page runs at first', () => {
    const first = firstFiles();
    expect(first).toContain('src/view/page/Masthead.tsx');
    expect(first).toContain('src/sentences/captions.ts');
    expect(first).not.toContain('src/view/step/StepView.tsx');
  });
});
