/** What to say while there is no result yet. */
import type { EngineStatus } from '../../engine/protocol.ts';

/** @param computing what to say once the models have arrived */
export function waitingFor({ phase }: EngineStatus, computing = 'This is being computed.'): string {
  if (phase === 'ready') return computing;
  return phase === 'failed'
    ? 'These numbers are computed in this page, and need the models, which could not be loaded.'
    : 'These numbers are computed in this page: they come as soon as the models have arrived.';
}
