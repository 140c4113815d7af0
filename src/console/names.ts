/**
 * What this interface calls the two places of a comparison: left and right, and after the models that ship with the
 * page.
 */
import type { Side } from '../text/token.ts';

export const NAMES = { left: 'bert', right: 'gpt' } as const satisfies Record<Side, string>;

export type Name = (typeof NAMES)[Side];

export const sideOf = (name: Name | Side): Side =>
  name === NAMES.left || name === 'left' ? 'left' : 'right';

export const isName = (value: unknown): value is Name | Side =>
  value === NAMES.left || value === NAMES.right || value === 'left' || value === 'right';
