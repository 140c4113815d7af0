/** What is drawn by chance follows from a seed: the same one draws the same. */
import { parameter } from '../address/parameter.ts';
import { wholeIn } from '../address/values.ts';

export const MAX_SEED = 999_999;

export const seed = parameter(wholeIn({ least: 0, most: MAX_SEED }), 1);

export const nextSeed = (last: number): number => (last < MAX_SEED ? last + 1 : 0);
