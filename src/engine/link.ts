/**
 * The line to a worker: calls with time-outs, and one place where it is noticed that the worker
 * crashed, hung or lost its WebGL context.
 */

import { type Remote, wrap } from 'comlink';
import { msg } from '#say';
import { cutShort } from './cutShort.ts';
import { type Deferred, deferred } from './deferred.ts';
import { Failure, revive } from './failure.ts';
import type { EngineWorker } from './remote.ts';

export interface Link {
  /**
   * @throws Failure when the link breaks meanwhile or nothing comes back in time (which breaks it);
   * RequestError and plain errors as the worker threw them.
   */
  call<Answer>(
    task: (worker: Remote<EngineWorker>) => Promise<Answer>,
    timeout: number,
  ): Promise<Answer>;
  /** From now on a lost WebGL context breaks the link; to be called after each start. */
  watch(): void;
  /** The failure that broke the link; stays open while it works. */
  readonly broken: Promise<Failure>;
  /** Ends what is in flight. The worker lives on: whoever made it ends it, or links to it anew. */
  break(failure: Failure): void;
}

/**
 * @param onBreak called once, before the calls in flight reject, so that whoever repeats a call finds
 * the engine waiting for a new link rather than this one.
 */
export function createLink(worker: Worker, onBreak: () => void): Link {
  const remote = wrap<EngineWorker>(worker);
  const end: Deferred<Failure> = deferred();
  const unlessBroken = cutShort(end.promise.then((failure) => Promise.reject(failure)));
  let ended: Failure | null = null;

  function breakWith(failure: Failure): void {
    if (ended) return;
    ended = failure;
    onBreak();
    end.resolve(failure);
  }

  worker.addEventListener('error', (event) => {
    event.preventDefault();
    // A script that cannot be fetched raises an event without a message.
    const reason = event.message
      ? msg`The engine stopped unexpectedly (${event.message}).`
      : msg`The engine stopped unexpectedly.`;
    breakWith(new Failure('crashed', reason));
  });
  worker.addEventListener('messageerror', () =>
    breakWith(new Failure('crashed', msg`The engine sent an answer that could not be read.`)),
  );

  return {
    async call(task, timeout) {
      if (ended) throw ended;
      const timer = setTimeout(
        () =>
          breakWith(
            new Failure(
              'timeout',
              msg`The engine did not answer within ${timeout / 1000} seconds.`,
            ),
          ),
        timeout,
      );
      try {
        return await unlessBroken(task(remote));
      } catch (error) {
        throw revive(error);
      } finally {
        clearTimeout(timer);
      }
    },
    watch() {
      remote.lost().then(
        () => breakWith(new Failure('backend', msg`The graphics context was lost.`)),
        () => undefined,
      );
    },
    broken: end.promise,
    break: breakWith,
  };
}
