/** What is said of a model: what it is, and what it can do. */
import type { Capabilities } from '../model/capabilities.ts';

/** "3 layers of 12 heads, 768 wide", as far as it is known. */
export function shapeWords(shape: {
  readonly layers: number;
  readonly heads: number;
  readonly width: number | null;
}): string {
  const { layers, heads, width } = shape;
  const counted = (count: number, one: string) => `${count} ${one}${count === 1 ? '' : 's'}`;
  return `${counted(layers, 'layer')} of ${counted(heads, 'head')}${width === null ? '' : `, ${width} wide`}`;
}

/** What it does, as clauses of which each goes on after "it". */
export function doings(can: Capabilities): string[] {
  if (can.live === false) {
    return [can.causal ? 'read only what came before' : 'read both ways', 'cannot be asked'];
  }
  return [
    can.causal ? 'reads only what came before' : 'reads both ways',
    ...(can.fillsBlanks ? ['fills blanks'] : []),
    ...(can.nextSentence ? ['judges whether a sentence follows another'] : []),
    ...(can.writes ? ['says what comes next'] : []),
    `reads up to ${can.maxTokens.toLocaleString('en')} tokens`,
  ];
}
