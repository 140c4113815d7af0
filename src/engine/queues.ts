/** The two orders in which requests are served: latest wins, and one after the other. */
import { Superseded } from './protocol.ts';

interface Job<Request, Answer> {
  readonly request: Request;
  resolve(answer: Answer): void;
  reject(error: unknown): void;
}

/**
 * Latest wins: one run in flight, one waiting. A request that arrives while another waits takes its
 * place, and the one replaced rejects with {@link Superseded}. Answers come in the order of their
 * requests, so an older one can never follow a newer one.
 *
 * `run` is told whether a newer request waits, so that it need not repeat work that nobody wants.
 */
export function latest<Request, Answer>(
  run: (request: Request, outdated: () => boolean) => Promise<Answer>,
): (request: Request) => Promise<Answer> {
  let running = false;
  let waiting: Job<Request, Answer> | null = null;

  async function serve(): Promise<void> {
    running = true;
    while (waiting) {
      const job: Job<Request, Answer> = waiting;
      waiting = null;
      try {
        job.resolve(await run(job.request, () => waiting !== null));
      } catch (error) {
        job.reject(error);
      }
    }
    running = false;
  }

  return (request) =>
    new Promise((resolve, reject) => {
      waiting?.reject(new Superseded());
      waiting = { request, resolve, reject };
      if (!running) void serve();
    });
}

/** One after the other, in the order of the calls; a task that fails does not hold up the next. */
export function inOrder(): <Answer>(task: () => Promise<Answer>) => Promise<Answer> {
  let last: Promise<unknown> = Promise.resolve();
  return (task) => {
    const answer = last.then(task);
    last = answer.catch(() => undefined);
    return answer;
  };
}
