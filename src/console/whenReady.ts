import type { Engine } from '../engine/protocol.ts';

/** Resolves once both models can run; rejects with a sentence when they cannot. */
export function whenReady(engine: Engine): Promise<void> {
  return new Promise((resolve, reject) => {
    const look = () => {
      const { status } = engine;
      if (status.phase !== 'ready' && status.phase !== 'failed') return;
      unsubscribe();
      if (status.phase === 'ready') resolve();
      else reject(new Error(status.error.message));
    };
    const unsubscribe = engine.subscribe(look);
    look();
  });
}
