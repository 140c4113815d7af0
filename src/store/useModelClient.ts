import { useState } from 'react';
import { type Lab, labOf } from '../engine/modelClient.ts';
import type { Engine, EngineStatus } from '../engine/protocol.ts';

/**
 * The lab of the models that run, or are on their way. It stays the same while they recover, and is
 * another once weights have arrived that are not those of before.
 */
export function useLab(engine: Engine, status: EngineStatus): Lab {
  const weights = status.phase === 'ready' ? `${status.weights.bert} ${status.weights.gpt}` : null;
  const [known, setKnown] = useState(() => ({ weights, lab: labOf(engine) }));
  if (weights === null || weights === known.weights) return known.lab;
  // The first weights to arrive are those that the lab has waited for.
  const next = { weights, lab: known.weights === null ? known.lab : labOf(engine) };
  setKnown(next);
  return next.lab;
}
