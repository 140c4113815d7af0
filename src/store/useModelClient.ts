import { useState } from 'react';
import { clientOf, type ModelClient } from '../engine/modelClient.ts';
import type { Engine, EngineStatus } from '../engine/protocol.ts';

/**
 * The client of the models that run, or are on their way. It stays the same while they recover, and is
 * another once weights have arrived that are not those of before.
 */
export function useModelClient(engine: Engine, status: EngineStatus): ModelClient {
  const weights =
    status.phase === 'ready' ? `${status.weights.left} ${status.weights.right}` : null;
  const [known, setKnown] = useState(() => ({ weights, client: clientOf(engine) }));
  if (weights === null || weights === known.weights) return known.client;
  // The first weights to arrive are those that the client has waited for.
  const next = { weights, client: known.weights === null ? known.client : clientOf(engine) };
  setKnown(next);
  return next.client;
}
