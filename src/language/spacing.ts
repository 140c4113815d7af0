/**
 * Where what stands in a slot meets the words around it: those have a space there, as beside letters and figures,
 * which scripts without spaces do not have among themselves.
 */
const END = /[\p{Script=Han}，。；：、！？（）“”] $/u;
const START = /^[\p{Script=Han}，。；：、！？（）]/u;
const HAN_END = /[\p{Script=Han}，。；：、！？）”]$/u;
const SPACED_START = /^ [\p{Script=Han}，。；：、！？（）“”]/u;

/** Two texts as one. */
export function joined(before: string, after: string): string {
  if (END.test(before) && START.test(after)) return before.slice(0, -1) + after;
  if (HAN_END.test(before) && SPACED_START.test(after)) return before + after.slice(1);
  return before + after;
}
