import { afterEach, describe, expect, it } from 'vitest';
import { msg, say } from '#say';
import { revive } from '../../src/engine/failure.ts';
import { leaving } from '../../src/engine/leaving.ts';
import { speak, teach } from '../../src/language/language.ts';
import { keyOf } from '../../src/language/message.ts';
import { reasonOf } from '../../src/language/reason.ts';
import { inWords, ToldError, told } from '../../src/text/told.ts';

const lacking = (name: string) =>
  told`The file lacks ${told`the tensor ${name}`}: open ${2} files.`;

describe('Why something is refused, below all languages', () => {
  afterEach(() => speak('en'));

  it('is a sentence in English, what stands in its slots included', () => {
    expect(inWords(lacking('a.b'))).toBe('The file lacks the tensor a.b: open 2 files.');
    expect(new ToldError(lacking('a.b')).message).toBe(inWords(lacking('a.b')));
  });

  it('is a message of the catalogue to whoever knows the language', () => {
    const [inner, outer] = [msg`the tensor ${'x'}`, msg`The file lacks ${'x'}: open ${2} files.`];
    teach('zh', {
      [keyOf(inner)]: ['张量 ', 0],
      [keyOf(outer)]: ['缺少', 0, '，请打开 ', 1, ' 个文件。'],
    });
    speak('zh');
    expect(say(reasonOf(new ToldError(lacking('a.b'))))).toBe('缺少张量 a.b，请打开 2 个文件。');
  });

  it('crosses a thread, of which only name and message arrive', () => {
    const { name, message } = leaving(new ToldError(lacking('a.b'))) as Error;
    const arrived = revive(Object.assign(new Error(message), { name }));
    expect(reasonOf(arrived)).toEqual(lacking('a.b'));
  });

  it('is the same in every language where it is words already', () => {
    expect(reasonOf(new ToldError('As it came.'))).toBe('As it came.');
  });
});
