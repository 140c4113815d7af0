/** Numbers that look random and are always the same for a seed. */

/** Uniform in [−1, 1), the same sequence for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 31 - 1;
  };
}

/** One of a list. */
export function oneOf<Value>(list: readonly Value[], next: () => number): Value {
  return list[Math.floor(((next() + 1) / 2) * list.length)]!;
}

const WORDS = (
  'the a this one two old small green quiet cat dog child teacher river bank street house window ' +
  'door bread tree letter sat slept ran sang opened found left loved saw was were had on under ' +
  'near behind with without because although and but it she he they not never again too tired ' +
  'cold , . ; ? ! ( ) [MASK]'
).split(' ');

/** Words in any order, up to `most` of them: no sentence, but a different one nearly every time. */
export function anySentence(next: () => number, most = 24): string {
  const count = 1 + Math.floor(((next() + 1) / 2) * most);
  return Array.from({ length: count }, () => oneOf(WORDS, next)).join(' ');
}
