/** What to say while there is no result yet. */
import { t } from '#say';
import type { EngineStatus } from '../../engine/protocol.ts';

/** @param computing what to say once the models have arrived */
export function waitingFor(
  { phase }: EngineStatus,
  computing = t`This is being computed.`,
): string {
  if (phase === 'ready') return computing;
  return phase === 'failed'
    ? t`These numbers are computed in this page, and need the models, which could not be loaded.`
    : t`These numbers are computed in this page: they come as soon as the models have arrived.`;
}
