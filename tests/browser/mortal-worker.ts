/** The engine's worker, which throws what nobody catches when it is told to. */
import '../../src/engine/worker.ts';

self.addEventListener('message', ({ data }) => {
  if (data?.type !== 'die') return;
  setTimeout(() => {
    throw new Error('Out of memory');
  });
});
