/** What this interface calls the two places of a comparison: after the models that stand there. */
import type { Side } from '../text/token.ts';

export const NAMES = { left: 'bert', right: 'gpt' } as const satisfies Record<Side, string>;

export type Name = (typeof NAMES)[Side];

export const sideOf = (name: Name): Side => (name === NAMES.left ? 'left' : 'right');

export const isName = (value: unknown): value is Name =>
  value === NAMES.left || value === NAMES.right;
