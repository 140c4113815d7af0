/** The page's own engine over tiny checkpoints: real messages, real forward passes, no network. */

import { startLocalBackend } from '../../src/build/localSession.ts';
import { createEngine } from '../../src/engine/client.ts';
import type { Engine } from '../../src/engine/protocol.ts';
import { openSession, shapeOf } from '../../src/engine/session.ts';
import { loadTokenizer } from '../../src/text/tokenizer.ts';
import { fakeWorker } from '../engine/fake-worker.ts';
import { BASE, server } from '../engine/server.ts';
import { loadedModel } from './models.ts';
import { tinyBert, tinyGpt } from './tiny-checkpoint.ts';
import { tinyTokenizerConfig, tinyTokenizerJson } from './tiny-tokenizer.ts';

/** An engine whose worker holds a session over tiny models, on plain JavaScript. */
export async function tinyEngine(): Promise<Engine> {
  await startLocalBackend('cpu');
  const tokenizer = loadTokenizer(tinyTokenizerJson(), tinyTokenizerConfig);
  const pair = {
    left: loadedModel('left', tinyBert(), tokenizer),
    right: loadedModel('right', tinyGpt(), tokenizer),
  };
  const session = openSession(pair, 'cpu');
  const worker = fakeWorker({
    choose: async () => ({ name: 'cpu', reason: 'Plain JavaScript runs under Node.' }),
    start: async () => undefined,
    add: async ({ side, names }) =>
      shapeOf({ ...pair[side], info: { ...pair[side].info, ...names } }),
    remove: async () => undefined,
    lookUp: () => Promise.reject(new Error('Nothing is looked up here.')),
    compare: (request) => session.compare(request),
    askAttention: () => Promise.reject(new Error('Nothing is large enough to be kept here.')),
    ask: (question) => session.ask(question),
    fit: () => Promise.reject(new Error('Nothing is fitted here.')),
    stats: async () => ({ backend: 'cpu', numTensors: 0, numBytes: 0 }),
    lost: () => new Promise(() => undefined),
    loseContext: async () => undefined,
  });
  return createEngine(
    { base: BASE, backend: 'cpu' },
    { fetch: server().fetch, createWorker: () => worker },
  );
}
