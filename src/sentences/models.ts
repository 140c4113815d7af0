/** What is said of a model: what it is, and what it can do. */
import { plural, t } from '#say';
import { list, number } from '../language/intl.ts';
import type { Capabilities } from '../model/capabilities.ts';

/** "3 layers of 12 heads, 768 wide", as far as it is known. */
export function shapeWords(shape: {
  readonly layers: number;
  readonly heads: number;
  readonly width: number | null;
}): string {
  const { layers, heads, width } = shape;
  const counted = t`${plural(layers, { one: '# layer', other: '# layers' })} of ${plural(heads, { one: '# head', other: '# heads' })}`;
  return width === null ? counted : t`${counted}, ${width} wide`;
}

/** What a model does, in one line. */
export function doings(can: Capabilities): string {
  const reading = can.causal ? t`reads only what came before` : t`reads both ways`;
  if (can.across)
    return t`shows how one text reads another, from a file; nothing else can be asked of it`;
  if (can.live === false) {
    return can.causal
      ? t`shows one text, from a file, in which each token reads only what came before; nothing else can be asked of it`
      : t`shows one text, from a file, in which each token reads both ways; nothing else can be asked of it`;
  }
  return list([
    reading,
    ...(can.fillsBlanks ? [t`fills blanks`] : []),
    ...(can.nextSentence ? [t`judges whether a sentence follows another`] : []),
    ...(can.writes ? [t`says what comes next`] : []),
    t`takes up to ${number(can.maxTokens)} tokens`,
  ]);
}
