/**
 * How much is run. `npm test` proves every promise in minutes; `npm run test:all` does it with every
 * backend, every length, every fault and ten thousand draws, and says so in the environment.
 */

/** Whether everything is run. */
export const isWhole = process.env.TEST_BREADTH === 'all';

/** All of them, or in a run of minutes the first `few`, which have to stand for the rest. */
export function some<Case>(cases: readonly Case[], few: number): readonly Case[] {
  return isWhole ? cases : cases.slice(0, few);
}
