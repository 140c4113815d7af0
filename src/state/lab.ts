/** What experiments need of the engine: single questions, asked one after the other. */
import type { Engine } from '../engine/protocol.ts';

/** Waits while the models load; rejects with a sentence when they cannot. */
export type Lab = Pick<Engine, 'ask' | 'fit'>;
