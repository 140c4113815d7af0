/**
 * What an experiment is set to as it is opened by hand, where nothing of it was set before: so that it shows
 * something at once. It is written into the link; a link that says nothing of it means the models as they are.
 */
import { whoCannot } from '../analysis/abilities.ts';
import type { HeadChoice } from '../analysis/attention/head.ts';
import type { FullComparison } from '../model/trace.ts';
import type { Side } from '../text/token.ts';
import { OFF } from './heads/settings.ts';
import type { MaskChoice, On } from './mask/settings.ts';

/** What was set before. */
export interface Before {
  readonly mask: MaskChoice | null;
  readonly flip: readonly unknown[];
  readonly bertOff: readonly HeadChoice[];
  readonly gptOff: readonly HeadChoice[];
}

type Opening = Partial<
  Pick<Before, 'bertOff' | 'gptOff'> & { readonly mask: MaskChoice; readonly on: On }
>;

/**
 * - Another mask: the model that reads both ways reads only from the left; where none does, both ways.
 * - Heads off: the heads that are looked at.
 */
export function openingOf(
  name: string,
  before: Before,
  comparison: FullComparison,
  heads: Readonly<Record<Side, HeadChoice>>,
): Opening {
  if (name === 'mask' && before.mask === null && before.flip.length === 0) {
    const open = whoCannot(comparison, 'causal');
    return open ? { mask: 'causal', on: open.side } : { mask: 'bidirectional', on: 'both' };
  }
  const isOff = before.bertOff.length + before.gptOff.length > 0;
  return name === 'heads' && !isOff ? { [OFF.left]: [heads.left], [OFF.right]: [heads.right] } : {};
}
