/** What to do when the engine has failed for good: it depends on what else could compute. */
import { type Message, msg } from '#say';
import { reasonOf } from '../language/reason.ts';
import { Failure } from './failure.ts';
import type { BackendName, FailureCode } from './protocol.ts';

const OF_FORCED: Readonly<Record<BackendName, Message>> = {
  webgl: msg`Turn on hardware acceleration in the browser, or open the page with ?backend=wasm in its address.`,
  wasm: msg`Press Retry, or open the page with ?backend=cpu in its address.`,
  cpu: msg`Press Retry, or try another browser.`,
};

const OTHERWISE: Partial<Record<FailureCode, Message>> = {
  backend: msg`Press Retry, or try another browser.`,
  crashed: msg`Press Retry to start it again, or reload the page.`,
  timeout: msg`Press Retry, or try a shorter text.`,
};

/**
 * A failure of the engine with what to do about it.
 *
 * @param forced the backend that was asked for, if any.
 */
export function advised(failure: Failure, forced: BackendName | null): Failure {
  const { code } = failure;
  const advice = code === 'backend' && forced ? OF_FORCED[forced] : OTHERWISE[code];
  return advice ? new Failure(code, msg`${reasonOf(failure)} ${advice}`) : failure;
}
