/** How much of a text was computed again after a change, and why so much. */
import { plural, t } from '#say';
import { maskedPair, whoCan } from '../analysis/abilities.ts';
import { isLive } from '../model/capabilities.ts';
import type { FullComparison, Trace } from '../model/trace.ts';
import type { Side } from '../text/token.ts';

type Both = Pick<FullComparison, Side>;

/** Whether what is shown was computed here, or read from files. */
export function numbersFrom({ left, right }: Both): string {
  const files = [left, right].filter(({ model }) => !isLive(model));
  if (files.length === 0) return t`computed in this page`;
  const [only, other] = files;
  return only && !other
    ? t`of ${only.model.name} read from a file, the others computed in this page`
    : t`read from files`;
}

/** "BERT 14 tokens, GPT 1" */
export function recomputed({ left, right }: Both): string {
  const count = left.computed ?? left.tokens.length;
  const other = right.computed ?? right.tokens.length;
  const [first, second] = [left.model.name, right.model.name];
  return t`${first} ${plural(count, { one: '# token', other: '# tokens' })}, ${second} ${other}`;
}

/** All but the token that every text begins with. */
const isNew = ({ computed, tokens }: Trace) =>
  computed === undefined || computed >= tokens.length - 1;

/** What of a text has to be computed again is a consequence of the mask. */
export function recomputedBecause(comparison: Both): string {
  const masked = whoCan(comparison, 'causal');
  if (!masked) return t`In both models every token reads the change.`;
  const { name } = masked.model;
  if (isNew(masked)) {
    return t`${name} keeps what it knows of a beginning that stays; this text begins otherwise than the last.`;
  }
  const pair = maskedPair(comparison);
  return pair
    ? t`For ${name} a token does not depend on what follows it, so the beginning stays as it was; in ${pair.open.model.name} every token reads the change.`
    : t`For ${name} a token does not depend on what follows it, so the beginning stays as it was.`;
}
