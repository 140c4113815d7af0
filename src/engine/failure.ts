/**
 * Errors that tell the page what happened. Of an error that comes from the worker only message and name
 * arrive, so the name says all that there is to know.
 */
import type { EngineFailure, FailureCode } from './protocol.ts';

/**
 * Loading, starting or running failed. `message` is a sentence that says why. Where files are at fault
 * it also says what to do; where the engine is, that depends on what else could compute, and
 * `advice.ts` adds it.
 */
export class Failure extends Error implements EngineFailure {
  override readonly name: string;
  readonly code: FailureCode;

  constructor(code: FailureCode, message: string) {
    super(message);
    this.name = `Failure: ${code}`;
    this.code = code;
  }
}

/** The request itself cannot be answered, by any engine; the engine is well. */
export class RequestError extends Error {
  override readonly name = 'RequestError';
}

/** Gives an error that came from the worker its class back. */
export function revive(error: unknown): unknown {
  if (!(error instanceof Error) || error instanceof Failure) return error;
  const [kind, code] = error.name.split(': ');
  if (kind === 'Failure') return new Failure(code as FailureCode, error.message);
  if (kind === 'RequestError') return new RequestError(error.message);
  // WebAssembly traps leave a heap that cannot be trusted any more.
  if (kind === 'RuntimeError') {
    return new Failure('crashed', `The engine stopped (${error.message}).`);
  }
  return error;
}

/** The message of anything thrown, with a full stop. */
export function sentence(error: unknown): string {
  const { message = error } = (error ?? {}) as { readonly message?: unknown };
  const words = String(message).trim() || 'No reason was given';
  return /[.!?]$/.test(words) ? words : `${words}.`;
}
