/** What the worker looks models up with: fetched when one is asked for. */
export { lookUp } from './lookUp.ts';
export { createModelCache } from './modelCache.ts';
