import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { inEnglish, type Message, msg, partsOf, plural, say, select, selectOrdinal, t } from '#say';
import { speak, teach } from '../../src/language/language.ts';
import { keyOf } from '../../src/language/message.ts';
import type { Translation } from '../../src/language/translation.ts';

const arcs = (count: number) => plural(count, { one: '# arc', other: '# arcs' });

/** A token as a sentence has it. */
const animal = { token: 'animal' };
const it_ = { token: 'it' };

describe('In English, which the source is written in', () => {
  it('a message is its own template', () => {
    const model = 'GPT';
    expect(t`${model} forbids this: ${3} comes later.`).toBe('GPT forbids this: 3 comes later.');
    expect(t({ message: 'Light', context: 'colours' })).toBe('Light');
  });

  it('a number chooses its form, and an exact one before it', () => {
    const told = (count: number) =>
      t`${plural(count, { 0: 'no arcs', one: '# arc', other: '# arcs' })}`;
    expect([0, 1, 2].map(told)).toEqual(['no arcs', '1 arc', '2 arcs']);
  });

  it('a place in a row has its ending', () => {
    const nth = (n: number) =>
      t`the ${selectOrdinal(n, { one: '#st', two: '#nd', few: '#rd', other: '#th' })}`;
    expect([1, 2, 3, 4, 11, 21].map(nth)).toEqual(
      ['1st', '2nd', '3rd', '4th', '11th', '21st'].map((each) => `the ${each}`),
    );
  });

  it('a word chooses its form, which may have slots of its own', () => {
    const told = (unit: string, count: number) =>
      t`${select(unit, { words: msg`${arcs(count)} of words`, other: 'nothing' })}`;
    expect(told('words', 2)).toBe('2 arcs of words');
    expect(told('tokens', 2)).toBe('nothing');
  });

  it('what is no text keeps its place as it is, and text on both sides is one', () => {
    const inner = msg`in ${'GPT'}`;
    expect(partsOf(msg`${it_} reads ${'50%'} from ${animal}, ${inner}.`)).toEqual([
      it_,
      ' reads 50% from ',
      animal,
      ', in GPT.',
    ]);
  });
});

describe('In another language', () => {
  /** What is said of each message from now on. */
  function translate(...translations: readonly [Message<unknown>, Translation][]) {
    teach('zh', Object.fromEntries(translations.map(([message, into]) => [keyOf(message), into])));
  }
  beforeEach(() => speak('zh'));
  afterEach(() => speak('en'));

  it('slots stand in the order of that language', () => {
    const reads = (a: object, b: object) => msg`${a} reads ${'50%'} from ${b}.`;
    translate([reads({}, {}), [0, '从', 2, '读取 ', 1, '。']]);
    expect(partsOf(reads(it_, animal))).toEqual([it_, '从', animal, '读取 50%。']);
  });

  it('a message within a message is said in it too, and has a translation of its own', () => {
    const outer = (inner: Message) => msg`${inner} Yet it leaks.`;
    translate([msg`Forbidden.`, '禁止。'], [outer(msg``), [0, '但有泄漏。']]);
    expect(say(outer(msg`Forbidden.`))).toBe('禁止。但有泄漏。');
  });

  it('a number chooses among the forms that the translation has', () => {
    const drawn = (count: number) => msg`${arcs(count)} drawn`;
    translate([drawn(0), ['画出 ', [0, 'plural', { other: [0, ' 条弧线'] }]]]);
    expect([1, 2].map((count) => say(drawn(count)))).toEqual(['画出 1 条弧线', '画出 2 条弧线']);
  });

  it('slots within forms can be used anywhere', () => {
    const drawn = (count: number, from: object) =>
      msg`${plural(count, { one: msg`# arc from ${from}`, other: msg`# arcs from ${from}` })}`;
    translate([drawn(0, {}), ['从 ', 2, ' 画出 ', 0, ' 条']]);
    expect(partsOf(drawn(2, animal))).toEqual(['从 ', animal, ' 画出 2 条']);
  });

  it('the same words in another context are another message', () => {
    const light = msg({ message: 'Light', context: 'colours' });
    translate([light, '浅色']);
    expect(say(light)).toBe('浅色');
    expect(say(msg`Light`)).toBe('Light');
  });

  it('what has no translation is said as it was written; logs are English', () => {
    const told = msg`${'GPT'} stopped.`;
    expect(say(told)).toBe('GPT stopped.');
    translate([told, [0, ' 停了。']]);
    expect(say(told)).toBe('GPT 停了。');
    expect(inEnglish(told)).toBe('GPT stopped.');
  });

  it('a message that has crossed from a worker is the same message', () => {
    const told = (n: number) => msg`No answer within ${n} seconds.`;
    translate([told(0), [0, ' 秒内没有回应。']]);
    expect(say(structuredClone(told(30)))).toBe('30 秒内没有回应。');
  });
});
