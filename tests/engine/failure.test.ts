import { describe, expect, it } from 'vitest';
import { inEnglish, isMessage, msg, say } from '#say';
import { Failure, RequestError, revive } from '../../src/engine/failure.ts';
import { leaving } from '../../src/engine/leaving.ts';
import { speak, teach } from '../../src/language/language.ts';
import { keyOf } from '../../src/language/message.ts';
import { reasonOf } from '../../src/language/reason.ts';
import { causal, flipped, maskOf, requireKeys } from '../../src/model/mask.ts';
import { rank } from '../../src/model/predict.ts';
import type { Vocabulary } from '../../src/text/tokenizer.ts';

/** What arrives of an error that a worker has thrown. */
const crossed = ({ name, message }: Error): Error => Object.assign(new Error(message), { name });

function thrownBy(make: () => unknown): Error {
  try {
    make();
  } catch (error) {
    return error as Error;
  }
  throw new Error('Nothing was thrown.');
}

/** Nothing of it is asked for. */
const EMPTY_VOCABULARY = {} as Vocabulary;

const reason = (seconds: number) => msg`No answer within ${seconds} seconds.`;

describe('A failure that comes from the worker', () => {
  it('has its class, its code and its message back', () => {
    const failure = revive(crossed(new Failure('timeout', reason(30))));
    expect(failure).toBeInstanceOf(Failure);
    expect(failure).toMatchObject({ code: 'timeout', message: 'No answer within 30 seconds.' });
    expect(revive(crossed(new Failure('crashed', 'It broke: twice.')))).toMatchObject({
      code: 'crashed',
      message: 'It broke: twice.',
    });
    expect(revive(crossed(new RequestError('No.')))).toBeInstanceOf(RequestError);
  });

  it('is told in the language of the page', () => {
    const failure = revive(crossed(new Failure('timeout', reason(30))));
    teach('zh', { [keyOf(reason(0))]: [0, ' 秒内没有回应。'] });
    speak('zh');
    const told = say(reasonOf(failure));
    speak('en');
    expect(told).toBe('30 秒内没有回应。');
  });
});

describe('An error of the models', () => {
  const tokens = ['<s>', 'cat'];
  it.each([
    ['a prefix of nothing', () => maskOf({ prefix: 0 }, causal(2), 2)],
    ['a window of nothing', () => maskOf({ window: 0 }, causal(2), 2)],
    ['a prefix that is too long', () => maskOf({ prefix: 3 }, causal(2), 2)],
    ['a token that there is not', () => maskOf({ hide: 2 }, causal(2), 2)],
    ['a cell that there is not', () => flipped(causal(2), [[0, 2]], 2)],
    ['a row without keys', () => requireKeys(Uint8Array.of(1, 0, 0, 0), tokens)],
    ['what is no number', () => rank(Float32Array.of(Number.NaN), 1, EMPTY_VOCABULARY)],
  ])('is told in the language of the page, and in English as the model says it: %s', (_, make) => {
    const error = thrownBy(make);
    const { name, message } = error;
    const arrived = revive(crossed(leaving(error) as Error)) as Error;
    expect(arrived).toMatchObject({ name, message });
    const reason = reasonOf(arrived);
    expect(isMessage(reason)).toBe(true);
    expect(inEnglish(reason)).toBe(message);
  });

  it('that nobody has words for arrives as it is', () => {
    const error = new RangeError('There is no position 9.');
    expect(leaving(error)).toBe(error);
    expect(reasonOf(revive(crossed(error)))).toBe('There is no position 9.');
  });
});
