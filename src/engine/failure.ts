/**
 * Errors that tell the page what happened. Of an error that comes from the worker only message and name
 * arrive, so the name says all that there is to know: the code, and the message with what is in its slots, for
 * the page to say in the reader's language.
 */
import { inEnglish, isMessage, type Message, msg } from '#say';
import { reasonOf, type Telling } from '../language/reason.ts';
import type { EngineFailure, FailureCode } from './protocol.ts';

/**
 * Loading, starting or running failed. `message` is a sentence that says why. Where files are at fault
 * it also says what to do; where the engine is, that depends on what else could compute, and
 * `advice.ts` adds it.
 */
export class Failure extends Error implements EngineFailure {
  override readonly name: string;
  readonly code: FailureCode;
  readonly said?: Message;

  /** @param reason what is no message is the same in every language */
  constructor(code: FailureCode, reason: Message | string) {
    super(inEnglish(reason));
    const isSaid = isMessage(reason);
    this.name = `Failure: ${code}${isSaid ? `: ${JSON.stringify(reason)}` : ''}`;
    this.code = code;
    if (isSaid) this.said = reason;
  }
}

/** The request itself cannot be answered, by any engine; the engine is well. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
}

/** Why something inside of the engine did not work: what it becomes a {@link Failure} with. */
export class Reason extends Error implements Telling {
  constructor(readonly said: Message) {
    super(inEnglish(said));
  }
}

/** What the worker looked up cannot be opened; the engine is well. */
export class Refused extends Error implements Telling {
  override readonly name = 'Refused';
  readonly said: Message;

  constructor(said: Message) {
    super(inEnglish(said));
    this.said = said;
  }
}

/** Gives an error that came from the worker its class back. */
export function revive(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Failure) return error;
  const [, code, said] = /^Failure: (\w+)(?:: (.*))?$/s.exec(error.name) ?? [];
  if (code) {
    return new Failure(code as FailureCode, said ? (JSON.parse(said) as Message) : error.message);
  }
  const [, refused] = /^SourceError: \w+: (.*)$/s.exec(error.name) ?? [];
  if (refused) return new Refused(JSON.parse(refused) as Message);
  if (error.name === 'RequestError') return new RequestError(error.message);
  // What the worker had to tell of an error of the models (leaving.ts).
  const [, name, told] = /^(\w+): (\{.*\})$/s.exec(error.name) ?? [];
  if (name) return Object.assign(error, { name, said: JSON.parse(told!) as Message });
  // WebAssembly traps leave a heap that cannot be trusted any more.
  if (error.name === 'RuntimeError') {
    return new Failure('crashed', msg`The engine stopped (${error.message}).`);
  }
  return error;
}

/** The message of anything thrown, with a full stop. */
export function sentenceOf(error: unknown): Message | string {
  const reason = reasonOf(error);
  if (isMessage(reason)) return reason;
  const words = reason.trim();
  if (words === '') return msg`No reason was given.`;
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
