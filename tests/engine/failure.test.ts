import { describe, expect, it } from 'vitest';
import { msg, say } from '#say';
import { Failure, RequestError, revive } from '../../src/engine/failure.ts';
import { speak, teach } from '../../src/language/language.ts';
import { keyOf } from '../../src/language/message.ts';
import { reasonOf } from '../../src/language/reason.ts';

/** What arrives of an error that a worker has thrown. */
const crossed = ({ name, message }: Error): Error => Object.assign(new Error(message), { name });

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
