/** What a mask that is chosen by a number leaves a model to read, in words and before it has run. */

import { looksRight } from '../../analysis/attention/maskShape.ts';
import type { Trace } from '../../model/trace.ts';
import { MODEL_TITLES } from '../../sentences/captions.ts';
import type { NamedMask } from './sentences.ts';

type Own = Pick<Trace, 'side' | 'mask'>;

const tokens = (count: number) => `${count} ${count === 1 ? 'token' : 'tokens'}`;

/**
 * The most that a token reads through a window: itself, and fewer than `reach` tokens on each side
 * that the model's own mask opens.
 */
export function windowWidth(reach: number, own: Uint8Array): number {
  return Math.min(Math.sqrt(own.length), looksRight(own) ? 2 * reach - 1 : reach);
}

/**
 * One sentence on what the mask does to one model, which is not the same for both; null where its
 * number does not fit what the model reads.
 */
export function maskNote(mask: NamedMask, own: Own): string | null {
  const count = Math.sqrt(own.mask.length);
  const title = MODEL_TITLES[own.side];
  const both = looksRight(own.mask);
  if ('window' in mask) {
    if (mask.window < 1) return null;
    const beside = mask.window - 1;
    if (beside === 0) return `${title}: a token reads only itself.`;
    const width = windowWidth(mask.window, own.mask);
    const sides = both ? `${beside} on either side` : `the ${beside} before it`;
    return `${title}: a token reads at most ${tokens(width)}, itself and ${sides}.`;
  }
  if ('hide' in mask) {
    if (mask.hide >= count) return null;
    return `${title}: no token reads it, not even itself; it still reads the others${both ? '' : ' before it'}.`;
  }
  if (mask.prefix < 1 || mask.prefix > count) return null;
  const after = `reads only itself and what came before it${both ? '' : ', as ever'}.`;
  return mask.prefix === 1
    ? `${title}: every token ${after}`
    : `${title}: the first ${mask.prefix} tokens read each other both ways; every later one ${after}`;
}
