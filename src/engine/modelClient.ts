/** What experiments need of the engine: single questions, asked one after the other. */
import type { Engine } from './protocol.ts';
import { namedHere } from './toldApart.ts';

/**
 * Waits while the models load; rejects with a sentence when they cannot. A client is of one pair of
 * models: where others take their place there is another client, so that whoever keeps answers by their
 * client never mixes those of two.
 */
export type ModelClient = Pick<Engine, 'ask' | 'fit'>;

export const clientOf = (engine: ModelClient): ModelClient => ({
  ask: async (question) => namedHere(await engine.ask(question)),
  fit: (options) => engine.fit(options),
});
