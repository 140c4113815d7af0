/** What experiments need of the engine: single questions, asked one after the other. */
import type { Engine } from './protocol.ts';

/**
 * Waits while the models load; rejects with a sentence when they cannot. A lab is of one pair of
 * models: where others take their place there is another lab, so that whoever keeps answers by their
 * lab never mixes those of two.
 */
export type Lab = Pick<Engine, 'ask' | 'fit'>;

export const labOf = (engine: Lab): Lab => ({
  ask: (question) => engine.ask(question),
  fit: (options) => engine.fit(options),
});
