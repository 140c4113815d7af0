/** Has the collector run, so that a test can see what is still held. Under Node only. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

export async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  // What a finished task refers to is let go of when the task is over.
  await new Promise((done) => setImmediate(done));
  collect();
}
