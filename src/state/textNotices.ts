/** What a reader should be told about the text itself. */
import type { Comparison } from '../model/trace.ts';

/** At most this much of the part that was cut is quoted. */
const QUOTED = 30;

/** Sentences about an empty, cut or failed text; none when all of it was read. */
export function textNotices(
  text: string,
  comparison: Comparison | null,
  problem: string | null,
): string[] {
  if (text.trim() === '') return ['Nothing to read yet: type a sentence or choose an example.'];
  if (problem) return [problem];
  if (!comparison?.cut || comparison.text !== text) return [];
  const rest = text.slice(comparison.cut.start, comparison.cut.end).trim();
  const start = rest.length > QUOTED ? `${rest.slice(0, QUOTED).toWellFormed()}…` : rest;
  const read = comparison.bert.tokens.filter((token) => !token.special).length;
  return [
    `The models read the first ${read} tokens, which is all that fits. Not read, from character ${comparison.cut.start + 1} on: “${start}”.`,
  ];
}
