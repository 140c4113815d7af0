/**
 * Errors that tell the page what to do. Of an error that comes from the worker only message and name
 * arrive, so the name says all that there is to know.
 */
import type { EngineFailure, FailureCode } from './protocol.ts';

/** Loading, starting or running failed. `message` is a sentence that says what to do. */
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
    return new Failure('crashed', `The engine stopped (${error.message}): press Retry.`);
  }
  return error;
}
