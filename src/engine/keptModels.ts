/** Models that are kept for the next visit, and sizes in words. */
export { createModelCache, type KeptModelSize } from './sources/modelCache.ts';
export { sizeInWords } from './sources/plain.ts';
